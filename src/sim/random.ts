/** Counter-based random draws: a pure function of (seed, entity, stream, counter), integers only (protocol.md §11, docs/model.md §1). */

export const STREAM = {
  start: 1,
  normalGap: 2,
  initialGap: 3,
  serverChoice: 4,
  keepAlivePhase: 5,
  answer: 6,
  fraction: 7,
  actionStart: 8,
  commandTime: 9,
  jitter: 10,
  loss: 11,
} as const;

export function mix(h: number, x: number): number {
  h = (h ^ x) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Number for draws made from a text: sensors and actions are told apart by it (docs/model.md §8). */
export function textKey(text: string): number {
  let key = 0x7e7;
  for (let i = 0; i < text.length; i++) key = mix(key, text.charCodeAt(i));
  return key;
}

/** Mixes the seed once per run; `draw` goes on from there. */
export function seedKey(seed: number): number {
  const low = seed >>> 0;
  const high = Math.floor(seed / 4294967296);
  const key = mix(0x9e3779b9, low);
  return high === 0 ? key : mix(key, high);
}

/** An unsigned 32-bit number. */
export function draw(key: number, entity: number, stream: number, counter: number): number {
  return mix(mix(mix(key, entity), stream), counter);
}

/** A whole number in [low, high], both ends included. */
export function uniform(key: number, entity: number, stream: number, counter: number, low: number, high: number): number {
  const span = high - low + 1;
  const u = draw(key, entity, stream, counter);
  if (span <= 4294967296) return low + Math.floor((u * span) / 4294967296);
  const v = draw(key, entity, stream + 128, counter);
  const value = low + Math.floor(((u * 2097152 + (v >>> 11)) * span) / 9007199254740992);
  return value > high ? high : value;
}
