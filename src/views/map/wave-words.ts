/** What a client has of the question of the picture, in a few words. */
import { WAVE_NAMES, type WaveName } from '../../render/looks';

export type Asked = 'question' | 'action';

const WORDS: Readonly<Record<Asked, Readonly<Record<WaveName, string>>>> = {
  question: {
    none: 'has not received the question',
    received: 'has the question, its sensor runs',
    done: 'has its answer, waits to pass it on',
    sent: 'answer passed on, not yet at the server',
    heard: 'the server has its answer',
  },
  action: {
    none: 'has not received the action',
    received: 'has the action, has not finished it',
    done: 'has finished, its status waits to be passed on',
    sent: 'status passed on, not yet at the server',
    heard: 'the server has its status',
  },
};

/** `wave`: one of WAVE. */
export function waveWords(wave: number, asked: Asked): string {
  return WORDS[asked][WAVE_NAMES[wave] ?? 'none'];
}
