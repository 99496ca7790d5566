import { describe, expect, it } from 'vitest';
import { csvCell, csvLine } from './csv';

describe('CSV of a table', () => {
  it.each(['=1+1', '+49', '-2', '@SUM(A1)', '\tx', '\rx', '\nx', '＝1+1', '＠x'])('writes %j as text, so that no spreadsheet runs it', (value) => {
    expect(csvCell(value).replaceAll('"', '').startsWith("'")).toBe(true);
  });
  it('quotes separators, quotes and line breaks', () => {
    expect(csvLine(['a,b', 'say "x"', 'two\nlines', 'plain'])).toBe('"a,b","say ""x""","two\nlines",plain\r\n');
  });
});
