/** What the simulation offers to everybody else. `createSimulation` (simulation.ts) makes one. */
import type { LogEvent } from './log';
import type {
  AnswerVisitor,
  MessageVisitor,
  OwnPartVisitor,
  QuestionColumns,
  QuestionReport,
  DeploymentReport,
  QuestionAtClient,
  QuestionView,
} from './question-types';
import type { Act, Micros, Slot, TargetSpec, World } from './world';

export interface Simulation {
  readonly world: World;
  /** Everything at or before this instant has happened. */
  readonly now: Micros;
  /** Number of places: clients plus places they moved to. Grows with `move`. */
  readonly slotCount: number;
  readonly columns: Columns;
  readonly log: Log;
  /** Timeline acts and live acts, in the order they were given. `LogEvent.detail` of an act is its index here. */
  readonly acts: readonly Act[];
  /** Number of events handled so far. */
  readonly eventCount: number;

  /** Moves to `t` (never back). Slicing is invisible. */
  advanceTo(t: Micros): void;
  /** Handles events until one is logged, at most up to `limit`. Returns it, or null when there is none; then `now` = limit. */
  step(limit: Micros): LogEvent | null;
  /** Handles exactly one queued event (logged or not), at most up to `limit`. False when there is none. For checkers. */
  stepEvent(limit: Micros): boolean;
  /** Adds an act at `now + 1 µs` and returns it as recorded. The act takes effect when time passes it. */
  intervene(act: ActWithoutTime): Act;
  /** Hash of the whole state at `now`, 32 hexadecimal digits; equal on every host. */
  hash(): string;
  report(options?: ReportOptions): Report;
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;

  // questions about one client; all O(1) or O(list)
  timersOf(slot: Slot): ClientTimers;
  /** Peer list and hints, nearest first. */
  candidatesOf(slot: Slot, direction: 0 | 1): readonly Candidate[];
  /** Index of the server the client uses, −1 = none yet. */
  serverOf(slot: Slot): number;
  /** Counts of registrations up to now. */
  registrationsOf(slot: Slot): { readonly initial: number; readonly normal: number };
  /** Registrations of all clients up to now. */
  registrationTotals(): { readonly initial: number; readonly normal: number };
  /** State bits (state-bits.ts: leaders and links) as the server heard them last; 0 = never. */
  reportedStateOf(slot: Slot): number;
  isOnline(slot: Slot): boolean;
  /** Whether a connection from → to could be made now, and if not, what stands in between. */
  reachability(from: Slot, to: Slot): Reachability;
  /** Whether the client could reach its server now. */
  reachesServer(slot: Slot): boolean;
  /** Slot where the client with this first slot is now. */
  currentSlot(client: Slot): Slot;
  /** First slot of the client that is (or was) at this place: its identity. */
  clientAt(slot: Slot): Slot;
  addressText(slot: Slot): string;
  /** The chain key in words, e.g. "mask 10.0.1.0/24" (CHAIN-1 … CHAIN-4), as of its last initial registration. */
  chainKeyText(slot: Slot): string;
  /** Next normal registrations are computed, not queued: calls `visit(slot, time, initial=false)` for those in (from, to], for slots in [first, last). */
  eachNormalRegistration(from: Micros, to: Micros, first: Slot, last: Slot, visit: (slot: Slot, t: Micros) => void): void;
  /** One-way latency between two clients, or a client and its server. */
  latencyBetween(a: Slot, b: Slot): Micros;
  latencyToServer(slot: Slot): Micros;
  /** Byte books at `now`. */
  ledger(): LedgerView;
  /** What has happened over time, in buckets of equal length; adds up to `ledger()` to the byte. */
  series(): Series;
  /** Bytes by subnet and by server at `now`: rows of TRAFFIC_STRIDE numbers. Subnets: what their clients sent and received. They add up to `ledger()`. */
  trafficBySubnet(): Float64Array;
  trafficByServer(): Float64Array;
  /** The same by slot, or null where the run keeps no books by client (`SimulationOptions.clientBooks`). */
  trafficByClient(): Float64Array | null;
  /** Load of every site's WAN link: rows of LINK_STRIDE numbers. Sites whose clients have access links of their own: sums over them; waiting = the longest. */
  linkLoads(): Float64Array;
  /** Firewall rules in force, first match first. */
  rulesInForce(): readonly { readonly id: string; readonly live: boolean; readonly text: string }[];
  readonly serverRunning: readonly boolean[];
  readonly wanCut: readonly boolean[];

  // questions and actions; a question's number is the index of its act
  /** All asked so far, in the order they were asked. Cheap: totals only. */
  questions(): readonly QuestionView[];
  /** One of them; undefined when there is none with this number (yet). */
  question(number: number): QuestionView | undefined;
  /** Columns by client, or null when they are no longer kept (question-types.ts). */
  questionColumns(number: number): QuestionColumns | null;
  /** What one client (named by its first slot) has to do with a question. */
  questionAt(number: number, client: Slot): QuestionAtClient | null;
  /** Questions, answers and statuses on their way now, in no particular order. */
  eachMessageInFlight(visit: MessageVisitor): void;
  /** What the server has heard of one client, as `QuestionAtClient.heard`; O(1). */
  heardOf(number: number, client: Slot): string | null;
  /** The own part of every client that has received a question, in one pass. */
  eachOwnPart(number: number, visit: OwnPartVisitor): void;
  /**
   * Clients whose last answer has been given and is not at the server yet, with where it is. What nobody carries any more is not visited; with
   * `of`, what cannot be the answer of that client need not be.
   */
  eachAnswerOnItsWay(number: number, visit: AnswerVisitor, of?: Slot): void;
  /** Whether a target means a client (named by its first slot) where it is now. */
  meant(target: TargetSpec): (client: Slot) => boolean;
}

export interface SimulationOptions {
  /** Keep bytes by client, for the report's `clientStates`. Default: up to 20,000 clients. Never part of the state's hash. */
  readonly clientBooks?: boolean;
  /**
   * How questions travel: every message an event, or undisturbed chains as sweeps (the same results; single messages are not logged then).
   * Default: by event up to 20,000 clients.
   */
  readonly waves?: 'by event' | 'swept';
  /**
   * What is booked: everything (default), everything but the work without peering (NET-7), or nothing. What happens is the same; the books are part of
   * the hash. To measure what books cost.
   */
  readonly books?: 'all' | 'no counterfactual' | 'none';
}

/** `Omit` that keeps the alternatives of the union apart. */
export type ActWithoutTime = Act extends infer A ? (A extends Act ? Omit<A, 'at'> : never) : never;

/** The simulation's own columns: read, never write. Length ≥ slotCount. */
export interface Columns {
  /** Bits of state-bits.ts. */
  readonly state: Uint16Array;
  /** Slot at the other end of outgoing links, −1 = none. Index 0 forward, 1 backward. */
  readonly out: readonly [Int32Array, Int32Array];
  /** Slot at the other end of incoming links: 0 previous (a forward link arrives), 1 next (a backward link arrives). */
  readonly in: readonly [Int32Array, Int32Array];
  readonly subnetOf: Int32Array;
  /** Position in chain order. Equal to the slot number until somebody moves. */
  readonly rank: Int32Array;
}

export interface Log {
  /** Ids of the oldest event still kept and of the newest; 0 when there is none. */
  readonly firstId: number;
  readonly lastId: number;
  get(id: number): LogEvent | undefined;
  /** Time and kind without building an object: for frames. Kind = index into EVENT_KINDS. */
  timeOf(id: number): Micros;
  kindOf(id: number): number;
  clientOf(id: number): Slot;
  peerOf(id: number): Slot;
  directionOf(id: number): 0 | 1 | -1;
  /** Newest id at or before a time; 0 when none. */
  lastIdAt(t: Micros): number;
  /** Events of one client (or about it as peer), newest first. */
  recentOf(slot: Slot, limit: number): LogEvent[];
  /** The chain of causes of an event, beginning with the event itself. */
  causesOf(id: number): LogEvent[];
}

export interface ClientTimers {
  /** Absolute times; null where the timer does not run. */
  readonly nextNormal: Micros | null;
  readonly lastRegistered: Micros | null;
  readonly nextReset: Micros | null;
  readonly nextAttempt: Micros | null;
  readonly retry: readonly [Micros | null, Micros | null];
  readonly startAt: Micros | null;
}

export interface Candidate {
  readonly slot: Slot;
  /** From the server's list, or learnt from other clients (LINK-6). */
  readonly from: 'list' | 'hint';
}

export type Reachability =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: 'offline' | 'firewall' | 'hostFirewallOut' | 'hostFirewallIn' | 'wanCut'; readonly rule?: string };

export type TrafficClass = 'registration' | 'control' | 'question' | 'answer' | 'action';
export interface ClassBytes {
  readonly lan: number;
  readonly wan: number;
}
/** What became of the bytes of one class at one place; sent = received + lost + inFlight. */
export interface Flow {
  readonly sent: number;
  readonly received: number;
  readonly lost: number;
  readonly inFlight: number;
}
/** LAN sent, LAN received, WAN sent, WAN received. */
export const TRAFFIC_STRIDE = 4;
/** Bits per second up and down over the last one to two buckets of the series, and what the link can carry while something waits for it; µs until the queue up, and down, is empty. */
export const LINK_STRIDE = 4;

/** Figures over time. Bucket i covers [i × bucket, (i + 1) × bucket) µs; the last one holds `now` and is not over. */
export interface Series {
  readonly bucket: Micros;
  readonly count: number;
  /** Bytes sent in each bucket. */
  readonly sent: Readonly<Record<TrafficClass, { readonly lan: Float64Array; readonly wan: Float64Array }>>;
  /** Bytes that the same work would have sent without peering (NET-7). */
  readonly without: { readonly lan: Float64Array; readonly wan: Float64Array };
  readonly initialRegistrations: Float64Array;
  readonly normalRegistrations: Float64Array;
  /** At the end of each bucket (the last: now): connections that leaders hold, clients that hold at least one, clients online. */
  readonly leaderConnections: Float64Array;
  readonly leaderClients: Float64Array;
  readonly online: Float64Array;
  /** Answers and last statuses that servers heard in each bucket. */
  readonly answers: Float64Array;
}

export interface LedgerView {
  /** Sent. */
  readonly byClass: Readonly<Record<TrafficClass, ClassBytes>>;
  readonly flow: Readonly<Record<TrafficClass, { readonly lan: Flow; readonly wan: Flow }>>;
  /** Of what was sent: on links between peers. */
  readonly peerLinks: ClassBytes;
  /** The same work without peering (NET-7). */
  readonly without: Readonly<Record<TrafficClass, ClassBytes>>;
  readonly messages: ClassBytes;
  /** In site order; WAN up and down as seen by the site. */
  readonly bySite: readonly { readonly lan: number; readonly wanUp: number; readonly wanDown: number }[];
  readonly sent: number;
  readonly received: number;
  readonly lost: number;
  readonly inFlight: number;
}

export interface ReportOptions {
  /** Add `clientStates` and per-client figures. */
  readonly clients?: boolean;
}

/** The report of `chainscope run` as far as the simulation fills it (headless.md). Addresses as text. */
export interface Report {
  readonly time: number;
  readonly hash: string;
  readonly clients: { readonly total: number; readonly online: number; readonly registered: number };
  readonly chains: {
    readonly forwardRuns: string[][];
    readonly backwardRuns: string[][];
    readonly forwardLeaders: string[];
    readonly backwardLeaders: string[];
    readonly leaderConnections: number;
    readonly leaderClients: number;
  };
  readonly status: { readonly Leader: number; readonly Normal: number; readonly Blocked: number; readonly 'Slow Link': number };
  readonly registrations: { readonly initial: number; readonly normal: number };
  readonly questions: readonly QuestionReport[];
  readonly deployments: readonly DeploymentReport[];
  readonly traffic: {
    readonly lan: { readonly bytes: number; readonly messages: number };
    readonly wan: { readonly bytes: number; readonly messages: number };
    readonly byClass: Readonly<Record<TrafficClass, ClassBytes>>;
    readonly bySite: Record<string, { readonly lan: number; readonly wanDown: number; readonly wanUp: number }>;
    readonly peerLinks: { readonly lan: number; readonly wan: number };
    /** The same work without peering (NET-7). */
    readonly withoutPeering: {
      readonly wan: { readonly bytes: number; readonly byClass: Readonly<Record<TrafficClass, number>> };
      readonly lan: { readonly bytes: number };
    };
    /** Of WAN bytes, registration included; null while nothing would have crossed a WAN. */
    readonly savedShare: number | null;
  };
  readonly connections: { readonly peerLinks: number; readonly toServers: Record<string, number> };
  readonly invariants: { readonly checked: boolean; readonly violations: readonly string[] };
  readonly events: number;
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  readonly clientStates?: readonly ClientState[];
}

export interface ClientState {
  readonly address: string;
  readonly name: string | null;
  readonly site: string;
  readonly server: string | null;
  readonly online: boolean;
  readonly registered: boolean;
  readonly send: 'Normal' | 'Forward Only' | 'Backward Only' | 'None';
  readonly receive: 'Normal' | 'Previous Only' | 'Next Only' | 'None';
  readonly status: string;
  readonly roles: readonly ('backwardLeader' | 'forwardLeader' | 'satellite')[];
  readonly forwardPeer: string | null;
  readonly backwardPeer: string | null;
  readonly previous: string | null;
  readonly next: string | null;
  /** The same words as the server heard them at the client's last registration; null = never. */
  readonly reported: { readonly send: string; readonly receive: string; readonly status: string } | null;
  readonly registrations: { readonly initial: number; readonly normal: number };
  /** Only where the run keeps books by client (`SimulationOptions.clientBooks`). */
  readonly bytes?: Readonly<Record<TrafficClass, PlaceBytes>>;
}
export interface PlaceBytes {
  readonly lan: { readonly sent: number; readonly received: number };
  readonly wan: { readonly sent: number; readonly received: number };
}

/** Everything that decides the future, as plain structured-clonable data. */
export interface Snapshot {
  readonly format: 1;
  readonly now: Micros;
  readonly data: unknown;
}
