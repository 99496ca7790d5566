/** Names and addresses of clients by slot, fetched a page at a time when somebody wants to show them. */
import { whenReady } from './ready';
import { onSession, query } from './session';

export interface ClientLabel {
  readonly address: string;
  readonly name: string;
}

const PAGE = 200;
/** Labels kept; the map shows at most 150 at once. */
const MAX_LABELS = 20_000;

const known = new Map<number, ClientLabel>();
const asked = new Set<number>();
const listeners = new Set<() => void>();
let generation = 0;

onSession('loaded', () => {
  known.clear();
  asked.clear();
  generation++;
});

/** What is known at once; null = it is being fetched, and listeners hear when it is there. */
export function labelOf(slot: number): ClientLabel | null {
  const label = known.get(slot);
  if (label === undefined) void fetchAround(slot);
  return label ?? null;
}

/** As sentences call a client: its name, else its address. */
export function nameOf(slot: number): string {
  const label = labelOf(slot);
  return label === null ? '…' : label.name === '' ? label.address : label.name;
}

/** Where there is room to say both once: "DC-SRV-03 (10.0.5.3)". */
export function bothNames({ name, address }: { readonly name: string | null; readonly address: string }): string {
  return name === null || name === '' ? address : `${name} (${address})`;
}

export function onLabels(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Pages that are on their way. */
const under = new Set<number>();

/** Rows by address are slots in order until somebody roams; whoever has roamed is asked for alone. */
async function fetchAround(slot: number): Promise<void> {
  const page = Math.floor(slot / PAGE);
  if (under.has(page)) return;
  if (asked.has(page)) return fetchOne(slot);
  asked.add(page);
  under.add(page);
  const at = generation;
  // The first picture comes before its names.
  await whenReady;
  try {
    const { rows } = await query('table', { sort: 'address', descending: false, filter: '', offset: page * PAGE, limit: PAGE });
    if (at !== generation) return;
    if (known.size > MAX_LABELS) known.clear();
    for (const row of rows) known.set(row.slot, { address: row.address, name: row.name });
    tell();
  } catch {
    asked.delete(page);
  } finally {
    under.delete(page);
  }
}

const alone = new Set<number>();
async function fetchOne(slot: number): Promise<void> {
  if (alone.has(slot)) return;
  alone.add(slot);
  const at = generation;
  try {
    const { state } = await query('client', { slot });
    if (at !== generation) return;
    known.set(slot, { address: state.address, name: state.name ?? '' });
    tell();
  } catch {
    // The slot is gone; the map will not ask for it again.
  } finally {
    alone.delete(slot);
  }
}

function tell(): void {
  for (const listener of listeners) listener();
}
