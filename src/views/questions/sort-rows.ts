/** The order of answers: by count or by value; statuses of an action by default in the order in which a computer goes through them. */
import { ACTION_STATUS_ORDER } from './statuses';

export interface AnswerRow {
  readonly value: string;
  readonly count: number;
}
export type RowOrder = { readonly by: 'value' | 'count' | 'status'; readonly descending: boolean };

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'variant' });

export function sortRows(rows: readonly AnswerRow[], { by, descending }: RowOrder): readonly AnswerRow[] {
  const sign = descending ? -1 : 1;
  const byValue = (a: AnswerRow, b: AnswerRow): number => collator.compare(a.value, b.value) || (a.value < b.value ? -1 : a.value > b.value ? 1 : 0);
  const compare = {
    value: (a: AnswerRow, b: AnswerRow) => sign * byValue(a, b),
    count: (a: AnswerRow, b: AnswerRow) => sign * (a.count - b.count) || byValue(a, b),
    status: (a: AnswerRow, b: AnswerRow) => sign * (placeOf(a.value) - placeOf(b.value)),
  }[by];
  return [...rows].sort(compare);
}

function placeOf(status: string): number {
  const place = ACTION_STATUS_ORDER.indexOf(status);
  return place < 0 ? ACTION_STATUS_ORDER.length : place;
}
