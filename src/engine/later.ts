/** What no picture needs: answers to queries, and the checking of acts. The engine fetches it when it is first asked for. */
import { actNow, compileItems } from './live-acts';
import { answerQuery } from './queries/answer-query';
import { Table } from './queries/table';

export const later = { actNow, answerQuery, compileItems, Table };
export type Later = typeof later;
