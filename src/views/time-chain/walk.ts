/** Where the arrow keys go: along a row from mark to mark in time, and to the row above or below at about the same time. */
import type { TimeChainMarks } from '../../engine/contract';
import { MARK } from '../../engine/time-chain-marks';
import { isMessage } from './marks';
import { rowOf, type RowModel } from './rows';

export type Step = 'earlier' | 'later' | 'above' | 'below' | 'first' | 'last';
export const STEP_OF_KEY: Readonly<Record<string, Step>> = {
  ArrowLeft: 'earlier',
  ArrowRight: 'later',
  ArrowUp: 'above',
  ArrowDown: 'below',
  Home: 'first',
  End: 'last',
};

/** The row that a mark is read on: its receiver's, or its sender's when the server receives it. */
export function rowOfMark(model: RowModel, marks: TimeChainMarks, i: number): number {
  const b = marks.b[i]!;
  const own = isMessage(marks.kind[i]!) && b >= 0 ? rowOf(model, b) : -1;
  return own >= 0 ? own : rowOf(model, marks.a[i]!);
}

/** `order`: indices by time. Normal registrations are walked only where a row has nothing else. −1 = there is nothing. */
export function walk(model: RowModel, marks: TimeChainMarks, order: Int32Array, from: number, step: Step): number {
  if (order.length === 0) return -1;
  if (from < 0) return firstOfAll(marks, order);
  const row = rowOfMark(model, marks, from);
  if (step === 'above' || step === 'below') return across(model, marks, order, from, row, step);
  const own = onRow(model, marks, order, row);
  const place = own.indexOf(from);
  if (step === 'first') return own[0] ?? from;
  if (step === 'last') return own.at(-1) ?? from;
  const next = own[place + (step === 'earlier' ? -1 : 1)];
  return next ?? from;
}

function firstOfAll(marks: TimeChainMarks, order: Int32Array): number {
  for (const i of order) if (isMessage(marks.kind[i]!)) return i;
  return order[0] ?? -1;
}

/** Marks that are read on one row, by time. */
export function onRow(model: RowModel, marks: TimeChainMarks, order: Int32Array, row: number): number[] {
  const found: number[] = [];
  let telling = false;
  for (const i of order) {
    if (rowOfMark(model, marks, i) !== row) continue;
    found.push(i);
    telling ||= marks.kind[i] !== MARK.normalRegistration;
  }
  return telling ? found.filter((i) => marks.kind[i] !== MARK.normalRegistration) : found;
}

/** The nearest row in that direction that has marks, and on it the mark nearest in time. */
function across(model: RowModel, marks: TimeChainMarks, order: Int32Array, from: number, row: number, step: 'above' | 'below'): number {
  const sign = step === 'above' ? -1 : 1;
  const t = marks.t1[from]!;
  let best = from;
  let bestRows = Infinity;
  let bestTime = Infinity;
  for (const i of order) {
    const rows = (rowOfMark(model, marks, i) - row) * sign;
    if (rows <= 0 || rows > bestRows) continue;
    // Where there is something to tell, a registration is passed over.
    const away = Math.abs(marks.t1[i]! - t) + (marks.kind[i] === MARK.normalRegistration ? 1e12 : 0);
    if (rows < bestRows || away < bestTime) {
      best = i;
      bestRows = rows;
      bestTime = away;
    }
  }
  return best;
}
