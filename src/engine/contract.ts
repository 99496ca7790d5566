/**
 * Everything page and worker say to each other. Read first. Commands go to the engine, reports come back; queries are commands with an
 * answer. Every command carries an id and is answered by `done` or `refused`; every refusal rejects its promise.
 */
import type { Layout } from '../layout/types';
import type { Problem, Scenario, Target, TimelineAct, TimelineItem } from '../scenario/types';
import type { EventKind, LogEvent, RuleId } from '../sim/log';
import type { QuestionView } from '../sim/question-types';
import type { ClientState, LedgerView, Report, Series } from '../sim/types';
import type { Micros, Slot } from '../sim/world';
import type { Frame } from './frame';

export type Command =
  /**
   * Text of a scenario file, or the id of a built-in one. Reported as `loaded` at once, and answered with the same when it has arrived at
   * `seekTo` or something else took over; a refused load changes nothing.
   */
  | {
      readonly do: 'load';
      readonly source: { readonly text: string } | { readonly builtIn: string } | { readonly scenario: Scenario };
      readonly interventions?: readonly TimelineItem[];
      readonly seekTo?: Micros;
    }
  | { readonly do: 'play' }
  | { readonly do: 'pause' }
  /** Simulated seconds per second, or slow enough to see what travels and fast over what is idle. */
  | { readonly do: 'setSpeed'; readonly speed: number | 'auto' }
  /** Stay on one question, or on one message of it (`eventId`: the log row of its sending or arrival); null = on nothing. */
  | { readonly do: 'follow'; readonly target: FollowTarget | null }
  /** The next or previous hop of what is followed. */
  | { readonly do: 'stepHop'; readonly back: boolean }
  /** To any instant from 0; back = re-run from the nearest snapshot. */
  | { readonly do: 'seek'; readonly to: Micros }
  | { readonly do: 'step' }
  | { readonly do: 'stepBack' }
  | { readonly do: 'restart' }
  /** Acts now. When now is before acts made earlier, those later acts are dropped (branches come later) and returned for undo. */
  | { readonly do: 'intervene'; readonly act: TimelineAct }
  /** Replaces the list of live acts and re-runs to the same time: undo and redo. */
  | { readonly do: 'setInterventions'; readonly items: readonly TimelineItem[] }
  /** What the page shows: frames are made for it. Aspect decides the layout. */
  | { readonly do: 'view'; readonly widthCssPx: number; readonly heightCssPx: number; readonly visible: boolean }
  | { readonly do: 'returnFrame'; readonly frame: Frame }
  | { readonly do: 'query'; readonly name: QueryName; readonly args: unknown };

/** What `done` carries, by command; every other command is answered with null. */
export interface CommandAnswers {
  load: LoadedScenario;
  /** Where the playhead is now; false when a newer seek, restart or load took over before it arrived. */
  seek: { readonly time: Micros; readonly arrived: boolean };
  /** What happened last where it stopped, in a sentence with its rule. A normal registration is seen and not logged: no event id. Neither = nothing more. */
  step: { readonly time: Micros; readonly eventId: number | null; readonly text: string | null };
  /** The same of the place it went back to; neither = the beginning. */
  stepBack: { readonly time: Micros; readonly eventId: number | null; readonly text: string | null };
  /** The act as recorded, and later acts that were dropped because the playhead was before them. */
  intervene: { readonly item: TimelineItem; readonly dropped: readonly TimelineItem[] };
  setInterventions: { readonly time: Micros };
  stepHop: { readonly time: Micros; readonly eventId: number | null; readonly text: string | null };
}

export type EngineReport =
  | { readonly kind: 'frame'; readonly frame: Frame }
  | { readonly kind: 'layout'; readonly epoch: number; readonly layout: Layout }
  /** At most 10 per second while playing, after every command, and when Auto slows down much. */
  | { readonly kind: 'status'; readonly status: Status }
  | { readonly kind: 'loaded'; readonly loaded: LoadedScenario }
  /** The engine failed; the run can be reproduced with this. */
  | { readonly kind: 'crashed'; readonly message: string; readonly seed: number; readonly time: Micros };

export type ToEngine = { readonly id: number; readonly command: Command };
export type FromEngine =
  { readonly id: number; readonly done: unknown } | { readonly id: number; readonly refused: readonly Problem[] } | { readonly report: EngineReport };

export interface LoadedScenario {
  readonly epoch: number;
  readonly builtIn: string | null;
  readonly scenario: Scenario;
  /** Canonical text. */
  readonly text: string;
  readonly clientCount: number;
  readonly warnings: readonly Problem[];
  /** Client names and addresses by slot are asked for by query; sites, servers and subnets are in `scenario`. */
  readonly durationMicros: Micros;
  readonly interventions: readonly TimelineItem[];
}

export interface Status {
  readonly epoch: number;
  readonly state: 'empty' | 'paused' | 'playing' | 'seeking';
  readonly time: Micros;
  /** Latest instant reached in this run: the end of the played part of the timeline. */
  readonly furthest: Micros;
  readonly durationMicros: Micros;
  /** The speed in force; while `auto`, the one chosen for this moment. */
  readonly speed: number;
  readonly auto: boolean;
  readonly following: Following | null;
  /** The questions and actions asked so far, newest first, at most 50; of each the 20 most frequent answers. */
  readonly questions: readonly QuestionView[];
  /** Simulated seconds per real second, lately; null while paused. */
  readonly achievedSpeed: number | null;
  readonly counts: Counts;
  readonly interventions: readonly TimelineItem[];
  readonly milestones: readonly Milestone[];
  readonly logLastId: number;
  readonly eventCount: number;
  /** While seeking: where to, and how much of the way is done (0..1). */
  readonly seek?: { readonly to: Micros; readonly progress: number } | null;
}

/** A question or action by its number, and perhaps one message of it. */
export interface FollowTarget {
  readonly question: number;
  readonly eventId?: number;
}
/** What is followed now, and where it is: places for the camera. */
export interface Following extends FollowTarget {
  /** Client that has it now, −1 = the server; and where it goes to while it is under way (the same place while it rests). */
  readonly at: Slot;
  readonly to: Slot;
  readonly text: string;
}

export interface Counts {
  readonly clients: number;
  readonly online: number;
  readonly registered: number;
  readonly forwardLeaders: number;
  readonly backwardLeaders: number;
  /** Clients that lead in at least one direction: those that hold a connection to the server. */
  readonly leaderClients: number;
  /** Those of them at VPN and internet sites. */
  readonly remoteLeaderClients: number;
  readonly leaderConnections: number;
  readonly peerLinks: number;
  readonly blocked: number;
  readonly seeking: number;
  readonly registering: number;
  readonly lostContact: number;
  /** Registrations up to now, and per second over the last simulated 10 s. */
  readonly initialRegistrations: number;
  readonly normalRegistrations: number;
  readonly registrationsPerSecond: number;
  readonly ledger: LedgerView;
}

export interface Milestone {
  readonly t: Micros;
  readonly kind: 'formed' | 'reflection' | 'healed' | 'act' | 'asked' | 'completed';
  readonly text: string;
  readonly eventId: number;
}

export interface QueryMap {
  /** Card of one client. */
  client: { args: { slot: Slot }; result: ClientCard };
  /** Rows of the event log, newest first. */
  log: { args: LogFilter; result: { rows: readonly LogRow[]; total: number; oldestKept: number } };
  /** Why an event happened: the event, its cause, and so on to a timer, a fault or the user. */
  why: { args: { eventId: number }; result: readonly CauseRow[] };
  /** Why a client has its role (or link) in a direction now. */
  whyRole: { args: { slot: Slot; direction: 'forward' | 'backward' }; result: readonly CauseRow[] };
  /** Table: all rows as columns, sorted and filtered in the engine. */
  table: { args: TableQuery; result: TableResult };
  /** Search by address, name, site, subnet, or role word. At most `limit` hits. */
  find: { args: { text: string; limit: number }; result: readonly FindHit[] };
  report: { args: { clients: boolean }; result: Report & ReportHead };
  hash: { args: Record<string, never>; result: string };
  /** Sentences for the Explain panel. `selection` may be null. */
  explain: { args: { selection: Slot | null }; result: Explanation };
  /** One question or action: its answers as a table, and who is missing and why. */
  answers: { args: { question: number; filter: string; offset: number; limit: number }; result: AnswersView | null };
  /** The clients behind one reason of `AnswersView.missing`, or that gave one answer. */
  respondents: {
    args: { question: number; of: { readonly missing: MissingReason } | { readonly value: string }; offset: number; limit: number };
    result: {
      readonly total: number;
      readonly rows: readonly { readonly slot: Slot; readonly address: string; readonly site: string; readonly text: string }[];
    };
  };
  /** How many clients a target means now, and how many of them are online. */
  targetPreview: { args: { target: Target }; result: { readonly matching: number; readonly online: number } };
  /** Sensors that clients have a list of answers for. */
  sensors: { args: Record<string, never>; result: readonly string[] };
  /** Why a number is what it is: the log rows it comes from, newest first; of one client, what it has had to do with the question. */
  whyQuestion: { args: { question: number; client: Slot | null }; result: readonly CauseRow[] };
  /** Rows of the time–chain diagram, as chains are now. `subnets`: those to be listed client by client; null = all. */
  chainRows: { args: { subnets: readonly number[] | null }; result: ChainRows };
  /** What the diagram draws from `from` to `to` (µs) in these subnets (null = all): each mark if `single`, as long as they are not too many; else counts. */
  timeChain: {
    args: { from: Micros; to: Micros; subnets: readonly number[] | null; single: boolean; buckets: number };
    result: TimeChainAnswer;
  };
  /** Figures over time (NET-6, NET-7), merged to at most `buckets` buckets. */
  series: { args: { buckets: number }; result: SeriesView };
  /** The ledger in rows: who sent and received what. */
  traffic: { args: TrafficQuery; result: TrafficResult };
  /** What would change in chains if this peering were applied at once to a settled fleet. */
  peeringPreview: { args: { peering: TimelineAct & { do: 'setPeering' } }; result: { readonly before: ChainFigures; readonly after: ChainFigures } };
}
export type QueryName = keyof QueryMap;

/** `Series` over whole buckets: equally long, the last one not over. */
export interface SeriesView extends Series {
  readonly now: Micros;
  /** Answers estimated over all questions asked so far, and without peering the same. */
  readonly estimatedAnswers: number;
}

export type TrafficKind = 'site' | 'link' | 'subnet' | 'chain' | 'server' | 'client';
/**
 * A row's numbers, in bytes. Sites, subnets, chains, servers and clients: what their clients, or they themselves, sent and received; all subnets and servers, all
 * clients (or chains) and servers, and all sites with servers outside sites add up to the ledger. Links: what their site sent over its WAN and what was sent to it,
 * also what was lost. `utilisation`: of the link's rate lately, null where there is no shared link; more than 1 where more was given to the link than it carries.
 */
export interface TrafficRow {
  /** Index of site, subnet or server; slot of a client, or of a chain's first client. */
  readonly index: number;
  readonly label: string;
  readonly detail: string;
  readonly lanSent: number;
  readonly lanReceived: number;
  readonly wanSent: number;
  readonly wanReceived: number;
  /** Bits per second lately, and the most in any bucket; null where they are not kept. */
  readonly upBps: number | null;
  readonly downBps: number | null;
  readonly utilisation: number | null;
  /** µs until the queue is empty; null where there is none. */
  readonly waiting: number | null;
}
export type TrafficColumn = 'label' | 'lanSent' | 'lanReceived' | 'wanSent' | 'wanReceived' | 'upBps' | 'downBps' | 'utilisation' | 'waiting';
export interface TrafficQuery {
  readonly of: TrafficKind;
  readonly sort: TrafficColumn;
  readonly descending: boolean;
  readonly filter: string;
  readonly offset: number;
  readonly limit: number;
}
export interface TrafficResult {
  /** False where this run keeps no books of that kind (single clients and chains of very large fleets). */
  readonly kept: boolean;
  readonly matching: number;
  readonly total: number;
  readonly offset: number;
  readonly rows: readonly TrafficRow[];
  /** Over all matching rows, not only those sent. */
  readonly sums: Pick<TrafficRow, 'lanSent' | 'lanReceived' | 'wanSent' | 'wanReceived'>;
}

/** What the report of `run` begins with, on the page too. */
export interface ReportHead {
  readonly format: 'chainscope-report';
  readonly version: 1;
  readonly program: string;
  readonly scenario: string;
  readonly seed: number;
}

/**
 * Why a client's answer is not there, most telling first. Those up to `expired` are the clients that are counted and not heard: they add up to
 * estimated − tested. Besides: `locked` have answered that nothing runs there, `notCounted` are not among the estimated.
 */
export type MissingReason =
  'offline' | 'lostContact' | 'waitsForRegistration' | 'sensorRuns' | 'underWay' | 'waitsInChain' | 'lost' | 'expired' | 'locked' | 'notCounted';

export interface AnswersView {
  readonly question: QuestionView;
  /** "Get Operating System from all computers" in our words. */
  readonly text: string;
  readonly distinct: number;
  readonly rows: readonly { readonly value: string; readonly count: number }[];
  /** Rows after the filter. */
  readonly matching: number;
  /** No client matches the target. */
  readonly nobody: boolean;
  readonly missing: readonly { readonly reason: MissingReason; readonly count: number; readonly text: string; readonly example: Slot }[];
  /** Clients that do not match the target. */
  readonly notTargeted: number;
}

/** Columns; the first four by subnet in the order of the map, `clients` and `state` by row, the rest by chain. */
export interface ChainRows {
  /** Numbers of subnets and of their sites. */
  readonly subnets: Int32Array<ArrayBuffer>;
  readonly sites: Int32Array<ArrayBuffer>;
  /** Clients that are there now. */
  readonly counts: Int32Array<ArrayBuffer>;
  /** 1 where `clients` lists them. */
  readonly listed: Uint8Array<ArrayBuffer>;
  /** Slots in chain order, subnet by subnet in the order of their numbers. */
  readonly clients: Int32Array<ArrayBuffer>;
  /** State bits of each row's client. */
  readonly state: Uint16Array<ArrayBuffer>;
  /** Chain i has the rows chainStart[i] … chainStart[i + 1] − 1. */
  readonly chainStart: Int32Array<ArrayBuffer>;
  readonly chainSubnet: Int32Array<ArrayBuffer>;
  /** 1 = clients that peer with nobody. */
  readonly alone: Uint8Array<ArrayBuffer>;
  /** 1 = a wall stands before this chain. */
  readonly wall: Uint8Array<ArrayBuffer>;
}

/** Marks as columns (engine/time-chain-marks.ts says what each kind means by them). */
export interface TimeChainMarks {
  readonly count: number;
  readonly kind: Uint8Array<ArrayBuffer>;
  /** Sent and arrived; arrival later than `now`: still under way. Equal for what takes no time. */
  readonly t0: Float64Array<ArrayBuffer>;
  readonly t1: Float64Array<ArrayBuffer>;
  /** Slots; −1 = the server. */
  readonly a: Int32Array<ArrayBuffer>;
  readonly b: Int32Array<ArrayBuffer>;
  readonly extra: Int32Array<ArrayBuffer>;
  /** −1 = about none. */
  readonly question: Int32Array<ArrayBuffer>;
  /** Log rows of the mark and of what sent it; 0 = it is computed and has none. */
  readonly event: Float64Array<ArrayBuffer>;
  readonly cause: Float64Array<ArrayBuffer>;
}
/** Counts by subnet (in the order of `subnets`) and stretch of time: index = row × buckets + bucket. */
export interface TimeChainDensity {
  readonly buckets: number;
  readonly subnets: Int32Array<ArrayBuffer>;
  /** By stretch: the question of the moment (the latest open one), −1 = none. */
  readonly question: Int32Array<ArrayBuffer>;
  /** At the end of each stretch: clients that have received it, and those that the server has heard. */
  readonly received: Uint32Array<ArrayBuffer>;
  readonly heard: Uint32Array<ArrayBuffer>;
  /** In each stretch: link and role changes; lost links and messages, failed registrations, clients that went off. */
  readonly links: Uint32Array<ArrayBuffer>;
  readonly trouble: Uint32Array<ArrayBuffer>;
  /** Rows of the window that were too many to look at. */
  readonly omittedRows: number;
}
export interface TimeChainAnswer {
  readonly from: Micros;
  readonly to: Micros;
  readonly now: Micros;
  /** Before this instant the log no longer reaches; 0 = it reaches back to the start. */
  readonly oldestKept: Micros;
  /** False: too many normal registrations to show each. */
  readonly registrationsShown: boolean;
  /** One of the two is null. */
  readonly marks: TimeChainMarks | null;
  readonly density: TimeChainDensity | null;
}

export interface ChainFigures {
  readonly chains: number;
  readonly leaderConnections: number;
  readonly longest: number;
  /** Links of the settled chains that would cross a WAN. */
  readonly wanLinks: number;
}

export interface ClientCard {
  readonly slot: Slot;
  readonly state: ClientState;
  readonly siteName: string;
  readonly subnet: string;
  readonly chainKey: string;
  readonly vacated: boolean;
  /** Where the client of this place is now; the slot itself unless it has moved. */
  readonly currentSlot: Slot;
  readonly bits: number;
  readonly links: readonly LinkRow[];
  readonly timers: readonly { readonly name: string; readonly at: Micros; readonly rule: RuleId }[];
  readonly recent: readonly LogRow[];
  readonly candidates: { readonly forward: readonly CandidateRow[]; readonly backward: readonly CandidateRow[] };
  /** What the client has to do with the open questions and actions, newest first, at most 8; the latest asked even when it has expired. */
  readonly questions: readonly ClientQuestion[];
}
export interface ClientQuestion {
  readonly number: number;
  readonly kind: QuestionView['kind'];
  /** As in `AnswersView.text`. */
  readonly text: string;
  readonly open: boolean;
  readonly counted: boolean;
  readonly targeted: boolean;
  readonly receivedAt: Micros | null;
  /** "its server", "its registration", or the address of a peer, whose slot is `fromSlot` (else −1); null = not received. */
  readonly from: string | null;
  readonly fromSlot: Slot;
  /** Its answer, or the status of an action; null while there is none. */
  readonly value: string | null;
  readonly sentAt: Micros | null;
  readonly heardAt: Micros | null;
  /** The previous peer whose final answers are missing; −1 = none. */
  readonly waitsFor: Slot;
  /** How far it is, in a sentence. */
  readonly state: string;
}
export interface LinkRow {
  readonly role: 'forward peer' | 'backward peer' | 'previous' | 'next';
  readonly slot: Slot;
  readonly address: string;
  readonly place: 'LAN' | 'WAN';
}
export interface CandidateRow {
  readonly slot: Slot;
  readonly address: string;
  readonly from: 'list' | 'hint';
  readonly reachable: boolean;
}

export interface LogRow extends LogEvent {
  /** One plain sentence, from a template over the event's data. */
  readonly text: string;
  readonly ruleText: string;
  readonly grade: 'documented' | 'patent' | 'assumption';
}
/** A line in a chain of causes, effect first. */
export interface CauseRow extends LogRow {
  /** A long chain is shown without its middle: what is left out between this row and the next. Asking why of this row's `cause` goes on. */
  readonly leftOut?: { readonly rows: number; readonly text: string };
  /** Only on the last row: who or what began it. */
  readonly origin?: { readonly by: 'you' | 'timeline' | 'timer' | 'start'; readonly text: string };
}
export interface LogFilter {
  readonly kinds?: readonly EventKind[];
  readonly client?: Slot;
  /** Any of these, as client or peer. */
  readonly clients?: readonly Slot[];
  readonly rule?: RuleId;
  /** Number of a question or action: its act, and everything about it. */
  readonly question?: number;
  readonly text?: string;
  readonly from?: Micros;
  readonly to?: Micros;
  readonly offset: number;
  readonly limit: number;
}

export type TableColumn =
  | 'address'
  | 'name'
  | 'site'
  | 'subnet'
  | 'server'
  | 'status'
  | 'send'
  | 'receive'
  | 'roles'
  | 'forwardPeer'
  | 'backwardPeer'
  | 'previous'
  | 'next'
  | 'initial'
  | 'normal'
  | 'reported'
  /** To the latest question or action. */
  | 'answer';
export interface TableQuery {
  readonly sort: TableColumn;
  readonly descending: boolean;
  /** Words that must all occur in the row; `column:value` limits a word to one column. */
  readonly filter: string;
  readonly offset: number;
  readonly limit: number;
}
export interface TableResult {
  /** Rows after the filter, and in all. */
  readonly matching: number;
  readonly total: number;
  readonly offset: number;
  readonly rows: readonly TableRow[];
}
export interface TableRow extends Readonly<Record<TableColumn, string>> {
  readonly slot: Slot;
}

export interface FindHit {
  readonly kind: 'client' | 'site' | 'subnet' | 'server';
  /** Slot, or index of site, subnet, server. */
  readonly index: number;
  readonly label: string;
  readonly detail: string;
}

export interface Explanation {
  readonly happening: string;
  readonly why: string;
  readonly whyEventId: number | null;
  readonly cost: string;
  readonly tryThis: string;
}
export type { ClientState };
