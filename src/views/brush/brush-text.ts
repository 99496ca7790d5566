/** A brush in words: its times as exact as it is short, and for how many clients. */
import type { Brush } from '../../store/brush';
import { clock, count } from '../../store/units';

export function brushText({ from, to, clients }: Brush): string {
  const decimals = decimalsOf(to - from);
  return `${clock(from, decimals)}–${clock(to, decimals)}${clients === null ? '' : `, ${count(clients.length, 'client')}`}`;
}

/** Both ends differ in the last two places. */
export function decimalsOf(lengthMicros: number): number {
  for (let decimals = 0; decimals < 6; decimals++) if (lengthMicros >= 10 ** (7 - decimals)) return decimals;
  return 6;
}
