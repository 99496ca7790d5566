/** Which lines of a chain of causes are shown, and what takes the place of a gap when somebody opens it. */
import type { CauseRow } from '../../engine/contract';

export interface Gap {
  readonly rows: number;
  readonly text: string;
}
export interface CauseLine {
  readonly row: CauseRow;
  /** What is left out between this line and the next. */
  readonly gap: Gap | null;
}

/** The first lines and the last; what the engine has left out, and what is left out here, is a gap. */
export function linesOf(rows: readonly CauseRow[], first: number): readonly CauseLine[] {
  const hidden = rows.slice(first, -1);
  if (hidden.length === 0) return rows.map((row) => ({ row, gap: row.leftOut ?? null }));
  const shown = rows.slice(0, first).map((row) => ({ row, gap: row.leftOut ?? null }));
  const last = shown.at(-1);
  const left = hidden.reduce((sum, row) => sum + 1 + (row.leftOut?.rows ?? 0), last?.gap?.rows ?? 0);
  const gap = { rows: left, text: '' };
  const end = rows.slice(-1).map((row) => ({ row, gap: null }));
  return [...shown.slice(0, -1), ...(last === undefined ? [] : [{ row: last.row, gap }]), ...end];
}

/** The chain with the part after a row replaced by the chain of that row's cause. */
export function goOn(rows: readonly CauseRow[], after: CauseRow, rest: readonly CauseRow[]): readonly CauseRow[] {
  const at = rows.indexOf(after);
  if (at < 0 || rest.length === 0) return rows;
  const { leftOut: _, ...whole } = after;
  return [...rows.slice(0, at), whole, ...rest];
}
