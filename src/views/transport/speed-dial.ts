/** Dial position ↔ speed: the dial is the decimal logarithm, and snaps to speeds with round meanings. */
export const SLOWEST = 1e-4;
export const FASTEST = 1e4;
export const DETENTS = [1, 10, 60, 3600] as const;
const CATCH = 0.04;

export const toDial = (speed: number): number => Math.log10(speed);

export function fromDial(dial: number): number {
  for (const detent of DETENTS) if (Math.abs(dial - toDial(detent)) <= CATCH) return detent;
  const speed = 10 ** dial;
  return clampSpeed(Number(speed.toPrecision(2)));
}
export const clampSpeed = (speed: number): number => Math.min(FASTEST, Math.max(SLOWEST, speed));
