/** Level of detail by cell size in device pixels: what is drawn, and how far it has faded in. */

/** 0 tiles · 1 squares · 2 dots with ribbons · 3 all glyphs · 4 details · 5 labels */
export type Level = 0 | 1 | 2 | 3 | 4 | 5;

export const THRESHOLDS = [1.25, 4, 9, 16, 28] as const;
const FADE = 0.15;
const HYSTERESIS = 0.05;

/** A level changes 5 % beyond its threshold in either direction: 10 % between up and down. */
export function levelFor(cellDevicePx: number, previous: Level): Level {
  let level = previous as number;
  while (level < THRESHOLDS.length && cellDevicePx >= THRESHOLDS[level]! * (1 + HYSTERESIS)) level++;
  while (level > 0 && cellDevicePx < THRESHOLDS[level - 1]! * (1 - HYSTERESIS)) level--;
  return level as Level;
}

/** 0 … 1 over ±15 % around the threshold below a level. */
export function fadeInto(level: Exclude<Level, 0>, cellDevicePx: number): number {
  const threshold = THRESHOLDS[level - 1]!;
  const x = (cellDevicePx / threshold - (1 - FADE)) / (2 * FADE);
  const clamped = Math.min(1, Math.max(0, x));
  return clamped * clamped * (3 - 2 * clamped);
}

export interface Detail {
  readonly level: Level;
  /** Squares instead of tiles, ribbons and leader marks, rings and crosses, labels: opacity of each. */
  readonly squares: number;
  readonly ribbons: number;
  readonly glyphs: number;
  readonly labels: number;
}

export function detailFor(cellDevicePx: number, previous: Level): Detail {
  return {
    level: levelFor(cellDevicePx, previous),
    squares: fadeInto(1, cellDevicePx),
    ribbons: fadeInto(2, cellDevicePx),
    glyphs: fadeInto(3, cellDevicePx),
    labels: fadeInto(5, cellDevicePx),
  };
}
