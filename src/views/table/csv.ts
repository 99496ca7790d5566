/** CSV of a table. A cell that a spreadsheet would take for a formula is written as text. */
/** With the wide forms that some programs read like the plain ones. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

export function csvCell(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",;\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}
