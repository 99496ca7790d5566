/** What no picture needs: answers to queries, the checking of acts, and single steps with their sentences. The engine fetches it when it is first asked for. */
import { actNow, compileItems } from './live-acts';
import { answerQuery } from './queries/answer-query';
import { Table } from './queries/table';
import { Stepper } from './stepper';

export const later = { actNow, answerQuery, compileItems, Stepper, Table };
export type Later = typeof later;
