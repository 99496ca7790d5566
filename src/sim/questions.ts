/** What the running simulation keeps of each question and action: progress at the server, columns by client, what waits and what travels. */
import { emptyBundle, type Bundle } from './bundle';
import type { Micros, Slot, TargetSpec } from './world';

/** Bits of `Question.flags`. */
export const COUNTED = 1 << 0;
/** The client's own part is done. */
export const OWN = 1 << 1;
/** Its own last item was passed on. */
export const OWN_SENT = 1 << 2;
/** Its forward peer has been told that nothing more will follow. */
export const FINAL_GIVEN = 1 << 3;
/** A message of it was lost on the link that it still has: it waits until that changes. */
export const STUCK = 1 << 4;
export const TARGETED = 1 << 5;

/** What a client has not passed on yet. */
export interface Pending {
  bundle: Bundle;
  since: Micros;
  /** Its own last item is among it. */
  own: boolean;
}

/** By client; times in µs, Infinity = not. See `QuestionColumns`. */
export interface QuestionState {
  readonly receivedAt: Float64Array;
  readonly from: Int32Array;
  readonly sentAt: Float64Array;
  readonly heardAt: Float64Array;
  readonly flags: Uint8Array;
  /** Place of the peer whose final answers came, −1 = nobody's. */
  readonly finalFrom: Int32Array;
}

export interface Question {
  readonly number: number;
  readonly id: string;
  readonly kind: 'question' | 'action';
  readonly sensors: readonly string[];
  readonly target: TargetSpec;
  readonly askedAt: Micros;
  readonly expiresAt: Micros;
  /** Log id of `question.asked`. */
  event: number;
  readonly size: number;
  /** What the question adds to the answer of a registration. */
  readonly offerSize: number;
  /** Clients meant, where the target lists them. */
  readonly chosen: ReadonlySet<Slot> | null;
  /** Values of a counting question; their UTF-8 lengths. */
  readonly values: readonly string[];
  readonly lengths: readonly number[];
  readonly valueIds: ReadonlyMap<string, number>;
  /** Of a counting question's sensor: running sums of the weights, and the id of each value. */
  readonly drawn: { readonly key: number; readonly sums: readonly number[]; readonly ids: readonly number[] };
  open: boolean;
  estimated: number;
  tested: number;
  passed: number;
  received: number;
  /** Heard values by id (counting questions), rows by their joined text, statuses by number. */
  tally: Float64Array;
  rows: Map<string, number>;
  /** Status heard last, +1, of an action. */
  statuses: Uint8Array | null;
  firstAt: Micros | null;
  halfAt: Micros | null;
  p95At: Micros | null;
  completeAt: Micros | null;
  lan: number;
  wan: number;
  /** Of an expired action: clients that were meant. */
  targets: number | null;
  /** Null when it is no longer kept. */
  state: QuestionState | null;
  pending: Map<Slot, Pending>;
  sweep: Sweep | null;
}

/** The server's copy for a backward leader, sent when the question was asked, or for a client whose normal registration (at `at`) finds it without the question. */
export interface ServerCopy {
  readonly slot: Slot;
  readonly at: Micros;
  readonly arrives: Micros;
  readonly offered: boolean;
}

/** Numbers in a row of `Sweep.held`. */
export const HELD_STRIDE = 5;

/** The chains of one question that are swept: computed at once, and read as "not yet" while their times lie ahead (protocol/sweeps.ts). */
export interface Sweep {
  /** Places, chain after chain, each from its first client on. */
  readonly slots: Int32Array;
  /** Where each chain begins in `slots`; one more at the end. */
  readonly starts: readonly number[];
  /** By client: number of its chain + 1; 0 = event by event. */
  readonly chainOf: Int32Array;
  /** By chain: what comes from the server itself. */
  readonly copies: readonly (readonly ServerCopy[])[];
  /** Chains in which somebody passes on more than once: rows of (place in the chain, sent, arrives, bytes, clients tested), in the order of places. */
  readonly held: ReadonlyMap<number, Float64Array>;
  /** What will arrive at the server: of which chain, with which answers (null = everybody's), and whether that is all. */
  readonly arrivals: readonly { readonly chain: number; readonly bundle: Bundle | null; readonly last: boolean }[];
  /** By chain: 1 = its answers are at the server, or it was disturbed. */
  readonly over: Uint8Array;
  active: number;
}

/** A message with answers or statuses on its way. */
export interface AnswerMessage {
  readonly bundle: Bundle;
  readonly final: boolean;
  readonly sentAt: Micros;
}

export function createState(clients: number): QuestionState {
  return {
    receivedAt: new Float64Array(clients).fill(Infinity),
    from: new Int32Array(clients).fill(-1),
    sentAt: new Float64Array(clients).fill(Infinity),
    heardAt: new Float64Array(clients).fill(Infinity),
    flags: new Uint8Array(clients),
    finalFrom: new Int32Array(clients).fill(-1),
  };
}

function copyState(state: QuestionState): QuestionState {
  return {
    receivedAt: state.receivedAt.slice(),
    from: state.from.slice(),
    sentAt: state.sentAt.slice(),
    heardAt: state.heardAt.slice(),
    flags: state.flags.slice(),
    finalFrom: state.finalFrom.slice(),
  };
}

/** For snapshots. An expired question changes no more: it is shared. */
export function copyQuestion(question: Question): Question {
  if (!question.open) return question;
  const pending = new Map<Slot, Pending>();
  for (const [client, entry] of question.pending) pending.set(client, { ...entry });
  return {
    ...question,
    tally: question.tally.slice(),
    rows: new Map(question.rows),
    statuses: question.statuses?.slice() ?? null,
    state: question.state === null ? null : copyState(question.state),
    pending,
    sweep: question.sweep === null ? null : { ...question.sweep, over: question.sweep.over.slice() },
  };
}

export function pendingOf(question: Question, client: Slot, now: Micros): Pending {
  let entry = question.pending.get(client);
  if (!entry) question.pending.set(client, (entry = { bundle: emptyBundle(question), since: now, own: false }));
  return entry;
}

/** Bytes of a text in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const paired = unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00;
    if (paired) {
      bytes += 4;
      i++;
    } else bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
  }
  return bytes;
}
