/** How a client's mark says how far it is with the question of the picture. Shape stays the role; its fill is the message. */
import { WAVE } from '../engine/frame';

/** `plain`: the picture is about no question. `aside`: the legend asks for other clients. */
export const LOOK = { plain: 0, none: 1, received: 2, done: 3, sent: 4, heard: 5, aside: 6 } as const;
export const LOOK_COUNT = 7;

/** Names of WAVE's numbers. */
export const WAVE_NAMES = ['none', 'received', 'done', 'sent', 'heard'] as const satisfies readonly (keyof typeof WAVE)[];
export type WaveName = (typeof WAVE_NAMES)[number];

const ALL = [LOOK.none, LOOK.received, LOOK.done, LOOK.sent, LOOK.heard];

/** Look of each WAVE; of those that are not asked for `aside`. */
export function looksFor(only: ReadonlySet<number> | null): Uint8Array {
  return Uint8Array.from(ALL, (look, wave) => (only === null || only.has(wave) ? look : LOOK.aside));
}

/** Whether some clients step aside. */
export const isFiltered = (looks: Uint8Array): boolean => looks.includes(LOOK.aside);

/** Has passed its answer on, or the server has it. */
export const isAnswered = (wave: number): boolean => wave >= WAVE.sent;
