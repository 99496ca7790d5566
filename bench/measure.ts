/** CPU seconds of a piece of work (user and system, all threads of this process), and a table for the results. */

export interface Measured<T> {
  readonly cpuSeconds: number;
  readonly result: T;
}

export function measured<T>(work: () => T): Measured<T> {
  const before = process.cpuUsage();
  const result = work();
  const used = process.cpuUsage(before);
  return { cpuSeconds: Math.max((used.user + used.system) / 1e6, 1e-6), result };
}

/** Three significant digits, with k and M for the large ones. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const units: readonly (readonly [number, string])[] = [
    [1e9, ' G'],
    [1e6, ' M'],
    [1e3, ' k'],
  ];
  const [scale, unit] = units.find(([least]) => Math.abs(value) >= least) ?? [1, ''];
  return `${Number((value / scale).toPrecision(3))}${unit}`;
}

export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('   ');
  console.log(line(head));
  console.log(widths.map((width) => '─'.repeat(width)).join('───'));
  for (const row of rows) console.log(line(row));
}
