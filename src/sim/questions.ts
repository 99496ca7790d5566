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
  /** Messages without peering up to now. */
  aloneLan: number;
  aloneWan: number;
  /** Of an expired action: clients that were meant. */
  targets: number | null;
  /** Null when it is no longer kept. */
  state: QuestionState | null;
  /** By server: whether it has the question and offers it. */
  readonly offeredBy: boolean[];
  /** By place: when a registration brought the question that is on its way. */
  readonly offeredAt: Map<Slot, Micros>;
  pending: Map<Slot, Pending>;
  sweep: Sweep | null;
}

/** What a normal registration at `at` brings to a client that does not have the question yet. */
export interface Offer {
  readonly slot: Slot;
  readonly at: Micros;
  readonly arrives: Micros;
}

/** Numbers in a row of `Sweep.held`. */
export const HELD_STRIDE = 5;

/** The chains of one question that are swept: computed at once, and read as "not yet" while their times lie ahead (protocol/sweeps.ts). */
export interface Sweep {
  /** Places, chain after chain, each from its first client on. */
  readonly slots: Int32Array;
  /** Where each chain begins in `slots`; one more at the end. */
  readonly starts: number[];
  /** By client: number of its chain + 1; 0 = event by event. */
  readonly chainOf: Int32Array;
  /** By chain: normal registrations after this moment bring the question. Half a microsecond before an instant: those of that instant too. */
  readonly since: number[];
  /** By chain, once the question is on it: what registrations bring before the chain does. */
  readonly offers: (readonly Offer[])[];
  /** Chains in which somebody passes on more than once: rows of (place in the chain, sent, arrives, bytes, clients tested), in the order of places. */
  readonly held: Map<number, Float64Array>;
  /** What will be sent to the server: of which chain, with which answers (null = everybody's), and whether that is all. */
  readonly sends: { readonly chain: number; readonly bundle: Bundle | null; readonly last: boolean }[];
  /** By chain, one of CHAIN. */
  readonly phase: number[];
  /** By chain: how many of its `sends` have been sent. */
  readonly fired: number[];
  active: number;
}

/** How far a swept chain is: the question is on its way to its backward leader; it runs along the chain; its answers have left, or it was disturbed. */
export const CHAIN = { waiting: 0, running: 1, over: 2 } as const;

/** Everybody's answers of a swept chain in one message: made into a bundle only where somebody looks into it. */
export interface WholeChain {
  readonly chain: number;
  readonly size: number;
  readonly tested: number;
  readonly passed: number;
  /** By value; null for rows. */
  readonly tally: Float64Array | null;
}

/** A message with answers or statuses on its way. */
export interface AnswerMessage {
  /** Null = that of `whole`, which has not been looked into (protocol/sweep-end.ts: `bundleOf`). */
  bundle: Bundle | null;
  readonly whole: WholeChain | null;
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
    offeredBy: question.offeredBy.slice(),
    offeredAt: new Map(question.offeredAt),
    statuses: question.statuses?.slice() ?? null,
    state: question.state === null ? null : copyState(question.state),
    pending,
    sweep: question.sweep === null ? null : copySweep(question.sweep),
  };
}

/** Places and chains are written once, behind each other. */
function copySweep(sweep: Sweep): Sweep {
  const { starts, since, offers, sends, phase, fired } = sweep;
  return {
    ...sweep,
    starts: starts.slice(),
    since: since.slice(),
    offers: offers.slice(),
    sends: sends.slice(),
    phase: phase.slice(),
    fired: fired.slice(),
    held: new Map(sweep.held),
    // a relay after this snapshot writes more chains into these
    slots: sweep.slots.slice(),
    chainOf: sweep.chainOf.slice(),
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
