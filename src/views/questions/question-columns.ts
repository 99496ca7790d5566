/** Columns of the table of questions: how each is written, and how it sorts. */
import type { Scenario } from '../../scenario/types';
import type { QuestionView } from '../../sim/question-types';
import { clock, grouped, span } from '../../store/units';
import { specWords, stateWords, subjectOf, timesOf } from './question-words';

export interface QuestionColumn {
  readonly id: string;
  readonly title: string;
  readonly numeric: boolean;
  readonly text: (question: QuestionView, scenario: Scenario | null) => string;
  /** Numbers sort as numbers, what is not known yet after all of them. */
  readonly key: (question: QuestionView, scenario: Scenario | null) => number | string;
}

const words = (id: string, title: string, text: QuestionColumn['text']): QuestionColumn => ({ id, title, numeric: false, text, key: text });
const figure = (id: string, title: string, of: (question: QuestionView) => number): QuestionColumn => ({
  id,
  title,
  numeric: true,
  text: (question) => grouped(of(question)),
  key: of,
});
const after = (id: string, title: string, of: (question: QuestionView) => number | null): QuestionColumn => {
  const length = (question: QuestionView): number => (of(question) ?? Number.POSITIVE_INFINITY) - question.askedAt;
  return { id, title, numeric: true, text: (question) => (of(question) === null ? '–' : span(length(question))), key: length };
};

export const QUESTION_COLUMNS: readonly QuestionColumn[] = [
  words('id', 'Id', (question) => question.id),
  words('kind', 'Kind', (question) => question.kind),
  words('subject', 'Asks for', subjectOf),
  words('whom', 'From', (question, scenario) => specWords(question.target, scenario)),
  { id: 'asked', title: 'Asked at', numeric: true, text: (question) => clock(question.askedAt, 3), key: (question) => question.askedAt },
  words('state', 'State', (question) => stateWords(question)),
  figure('estimated', 'Estimated', (question) => question.estimated),
  figure('tested', 'Tested', (question) => question.tested),
  figure('passed', 'Match', (question) => question.passed),
  after('first', 'First', (question) => timesOf(question).first),
  after('half', 'Half', (question) => timesOf(question).half),
  after('p95', '95 %', (question) => timesOf(question).p95),
  after('complete', 'Complete', (question) => timesOf(question).complete),
  figure('lan', 'LAN messages', (question) => question.messages.lan),
  figure('wan', 'WAN messages', (question) => question.messages.wan),
  figure('without', 'WAN without peering', (question) => question.messagesWithout.wan),
];

export function sortQuestions(
  questions: readonly QuestionView[],
  column: QuestionColumn,
  descending: boolean,
  scenario: Scenario | null,
): readonly QuestionView[] {
  const sign = descending ? -1 : 1;
  return [...questions].sort((a, b) => {
    const [x, y] = [column.key(a, scenario), column.key(b, scenario)];
    const order = typeof x === 'number' && typeof y === 'number' ? (x === y ? 0 : x - y) : String(x).localeCompare(String(y), 'en', { numeric: true });
    return sign * order || a.number - b.number;
  });
}
