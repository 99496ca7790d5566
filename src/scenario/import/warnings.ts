/** Warnings of the importers: listed one by one up to a bound for each kind, then counted. */
import { problem } from '../problems';
import type { Problem } from '../types';

const WARNINGS_PER_CODE = 50;

export class Warnings {
  private readonly kept: Problem[] = [];
  private readonly counts = new Map<string, number>();

  add(code: string, where: string, message: string, hint?: string): void {
    const count = (this.counts.get(code) ?? 0) + 1;
    this.counts.set(code, count);
    if (count <= WARNINGS_PER_CODE) this.kept.push(problem(code, where, message, hint === undefined ? {} : { hint }));
  }

  addAll(many: readonly Problem[]): void {
    for (const one of many) this.add(one.code, one.where, one.message, one.hint);
  }

  list(): Problem[] {
    const more = [...this.counts].filter(([, count]) => count > WARNINGS_PER_CODE);
    return [...this.kept, ...more.map(([code, count]) => problem(code, '', `… and ${count - WARNINGS_PER_CODE} more warnings of this kind (${code}).`))];
  }
}

/** Where a row is: its first line in the file. */
export function atLine(line: number): string {
  return `line ${line}`;
}
