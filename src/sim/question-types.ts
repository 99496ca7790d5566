/** What the simulation says about questions and actions (protocol.md §5, docs/model.md §8). */
import type { Micros, Slot, TargetSpec } from './world';

/** Progress of one question or action, as the server knows it. */
export interface QuestionView {
  /** Index of its act in `Simulation.acts`. */
  readonly number: number;
  readonly id: string;
  readonly kind: 'question' | 'action';
  /** Names; empty for an action. */
  readonly sensors: readonly string[];
  readonly target: TargetSpec;
  readonly askedAt: Micros;
  readonly expiresAt: Micros;
  /** Not yet expired. */
  readonly open: boolean;
  readonly estimated: number;
  readonly tested: number;
  /** Tested and targeted: these answered. */
  readonly passed: number;
  /** By count, then value. Of a question with several sensors the values are joined by " | ". Of an action: its statuses. At most `MOST_ANSWERS`. */
  readonly answers: readonly { readonly value: string; readonly count: number }[];
  /** Different values in all. */
  readonly distinct: number;
  readonly firstAnswerAt: Micros | null;
  readonly halfAt: Micros | null;
  readonly p95At: Micros | null;
  readonly completeAt: Micros | null;
  readonly messages: { readonly lan: number; readonly wan: number };
  /** What the same would have taken up to now with every client asked, and answering, alone (NET-7): as the books count bytes without peering. */
  readonly messagesWithout: { readonly lan: number; readonly wan: number };
  /** Clients that have received it; not those that stopped before they answered. */
  readonly received: number;
  /** Of an action: how many of the clients that it is for have come to an end. Null for questions, and when single clients are no longer known. */
  readonly ending?: ActionEnding | null;
}

/** Completed and Failed are ends. Times in µs, of the clients that are meant and counted. */
export interface ActionEnding {
  readonly targets: number;
  readonly ended: number;
  readonly firstAt: Micros | null;
  readonly halfAt: Micros | null;
  readonly p95At: Micros | null;
  readonly completeAt: Micros | null;
}

/** Values that a view or report lists at most. */
export const MOST_ANSWERS = 1_000;

/**
 * By client (its first slot), length = clients of the world; absolute times in µs. A time later than `Simulation.now` has not happened yet (it
 * is what will happen if nothing disturbs the chain); Infinity = not, or not known yet. Read, never write.
 */
export interface QuestionColumns {
  readonly receivedAt: Float64Array;
  /** Place the question came from: slot of a peer, −1 the server, −2 a registration. Only where received. */
  readonly from: Int32Array;
  /** Its own answer (the last item) was passed on. */
  readonly sentAt: Float64Array;
  /** Its own answer arrived at the server. */
  readonly heardAt: Float64Array;
  /** Bits of questions.ts; by sweep only `COUNTED` is kept up to date. */
  readonly flags: Uint8Array;
}

export interface QuestionAtClient {
  /** The server counts it among the estimated. */
  readonly counted: boolean;
  readonly targeted: boolean;
  readonly receivedAt: Micros | null;
  readonly from: { readonly kind: 'server' | 'registration' } | { readonly kind: 'peer'; readonly slot: Slot } | null;
  /** Its own part is done: the sensor has run, or the action has ended. */
  readonly done: boolean;
  /** What it answers (joined by " | "), or the status of an action; null while there is none. */
  readonly value: string | null;
  /** What the server has heard of it: its answer, or the status heard last (Expired where it came to no end in time); null = nothing yet, or not targeted. */
  readonly heard: string | null;
  readonly sentAt: Micros | null;
  readonly heardAt: Micros | null;
  /** Answers of its own and of others that wait here. */
  readonly pending: number;
  readonly pendingSince: Micros | null;
  /** The previous peer whose final answers are still missing; −1 = none. */
  readonly waitsFor: Slot;
}

export const MESSAGE = { question: 0, answers: 1, action: 2, status: 3 } as const;
/** A message on its way. `from`, `to`: places; −1 = the client's server. `by registration`: the question travels inside an answer to a registration. */
export type MessageVisitor = (
  what: (typeof MESSAGE)[keyof typeof MESSAGE],
  question: number,
  from: Slot,
  to: Slot,
  sentAt: Micros,
  arrivesAt: Micros,
  /** Clients tested that it carries; 0 for questions. */
  amount: number,
  byRegistration: boolean,
) => void;

/** `client` gave the answer; the client `holder` has it now, or has sent it in a message that `travels`. Both are named by their first slots. */
export type AnswerVisitor = (client: Slot, holder: Slot, travels: boolean) => void;

/** `done` and `waitsFor` as in `QuestionAtClient`. */
export type OwnPartVisitor = (client: Slot, done: boolean, waitsFor: Slot) => void;

/** One entry of the report's `questions` (headless.md); times in seconds. */
export interface QuestionReport {
  readonly id: string;
  readonly askedAt: number;
  readonly estimated: number;
  readonly tested: number;
  readonly passed: number;
  readonly answered: number;
  readonly answers: readonly { readonly value: string; readonly count: number }[];
  readonly firstAnswerAt: number | null;
  readonly halfAt: number | null;
  readonly p95At: number | null;
  readonly completeAt: number | null;
  readonly messages: { readonly lan: number; readonly wan: number };
}

/** One entry of the report's `deployments`, for an action without files: what speaks of files is null. */
export interface DeploymentReport {
  readonly id: string;
  readonly file: null;
  readonly bytes: null;
  readonly shards: null;
  readonly targets: number;
  readonly completed: number;
  readonly failed: number;
  readonly expired: number;
  readonly statuses: Readonly<Record<ActionStatus, number>>;
  readonly startedAt: number;
  readonly halfAt: number | null;
  readonly p95At: number | null;
  readonly completeAt: number | null;
}

export const ACTION_STATUSES = ['Waiting', 'Downloading', 'Running', 'Completed', 'Failed', 'Expired'] as const;
export type ActionStatus = (typeof ACTION_STATUSES)[number];
