/** The number that stands for a text in random draws: of a sensor's name, of an action's id (docs/model.md §8). */
import { mix } from '../sim/random';

const START = 0x7e7;

/** Unsigned 32 bit; the same text gives the same number on every host. */
export function textKey(text: string): number {
  let key = START;
  for (let i = 0; i < text.length; i++) key = mix(key, text.charCodeAt(i));
  return key;
}
