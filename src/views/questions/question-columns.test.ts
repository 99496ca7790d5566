import { describe, expect, it } from 'vitest';
import { questionsCsv } from './download-answers';
import { QUESTION_COLUMNS, sortQuestions } from './question-columns';
import { questionView } from './question-view.test-tools';

const base = questionView({ sensors: ['Operating System', 'Is Virtual'] });
const column = (id: string) => QUESTION_COLUMNS.find((one) => one.id === id)!;

describe('the table of questions', () => {
  it('writes times as lengths after asking, and a dash for what has not come', () => {
    expect(column('first').text(base, null)).toBe('110 ms');
    expect(column('complete').text(base, null)).toBe('–');
  });
  it('sorts lengths as numbers, with what has not come after all others, and equals in the order in which they were asked', () => {
    const early = { ...base, number: 1, id: 'early', halfAt: 60.05e6 };
    const never = { ...base, number: 2, id: 'never', halfAt: null };
    const alsoNever = { ...base, number: 3, id: 'also never', halfAt: null };
    const ids = (descending: boolean): readonly string[] =>
      sortQuestions([alsoNever, never, base, early], column('half'), descending, null).map((question) => question.id);
    expect(ids(false)).toEqual(['early', 'q1', 'never', 'also never']);
    expect(ids(true)).toEqual(['never', 'also never', 'q1', 'early']);
  });
  it('sorts ids with their numbers as numbers', () => {
    const rows = ['q10', 'q2', 'q1'].map((id, number) => ({ ...base, id, number }));
    expect(sortQuestions(rows, column('id'), false, null).map((row) => row.id)).toEqual(['q1', 'q2', 'q10']);
  });
  it('exports each row with its lengths in seconds and what it would cost without peering, and no cell that a spreadsheet would run', () => {
    const [note, head, row] = questionsCsv([{ question: { ...base, sensors: ['=1+1'] }, whom: 'all computers', state: 'complete' }]);
    expect(note).toContain('Model, not measurement');
    expect(head?.split(',').length).toBe(16);
    expect(row).toBe("q1,question,'=1+1,all computers,60,complete,60,58,12,0.11,0.2,,,104,16,118\r\n");
  });
});
