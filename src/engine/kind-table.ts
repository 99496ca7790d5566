/** Sets of kinds of events as tables by number: the log is read row by row, and there are many rows. */
import { EVENT_KINDS } from '../sim/log';
import type { EventKind } from '../sim/log';

export function kindNumber(kind: EventKind): number {
  return EVENT_KINDS.indexOf(kind);
}

/** 1 at the numbers of these kinds. */
export function kindTable(kinds: readonly EventKind[]): Uint8Array {
  const table = new Uint8Array(EVENT_KINDS.length);
  for (const kind of kinds) table[kindNumber(kind)] = 1;
  return table;
}
