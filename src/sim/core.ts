/** The running state that all parts of the protocol share. Only `src/sim` sees it; everybody else sees `Simulation`. */
import { Clients } from './clients';
import { EventQueue } from './event-queue';
import { createBooks, DETAIL_LIMIT, type Books, type ByteClass } from './books';
import type { AnswerMessage, Question } from './questions';
import type { SimulationOptions } from './types';
import { mix, seedKey } from './random';
import { Trace } from './trace';
import type { Act, FirewallRule, Micros, Peering, Prefix, Slot, Words, World } from './world';

/** Kinds of queued events, in the order in which they happen at one instant (docs/model.md §2). */
export const KIND = {
  act: 0,
  start: 1,
  normal: 2,
  turn: 3,
  regArrive: 4,
  regAnswer: 5,
  regFail: 6,
  hello: 7,
  accept: 8,
  refuse: 9,
  bye: 10,
  noAnswer: 11,
  silence: 12,
  retry: 13,
  question: 14,
  progress: 15,
  answers: 16,
  collected: 17,
  hold: 18,
  expire: 19,
  join: 20,
  relay: 21,
  /** Of swept chains only, where nothing else has happened by then (protocol/sweeps.ts): their first registration, and their answers on the way to the server. */
  sweepOffer: 13.5,
  sweepSend: 19.5,
} as const;

export type Dir = 0 | 1;

/** In larger fleets the messages of questions are not logged one by one, and undisturbed chains are swept. */
export const MESSAGE_LOG_LIMIT = 20_000;

/** A registration under way. */
export interface RegistrationAttempt {
  serial: number;
  server: number;
  sentAt: Micros;
  initial: boolean;
  /** Names already tried in this round (REG-9). */
  tried: number[];
  cause: number;
  /** What the client was when it sent (reported bits). */
  reported: number;
  /** The server has it: from then on it counts as registered at `sentAt`. */
  arrived: boolean;
  /** Peer list on its way: see peer-list.ts; null = the standard one. */
  list: Int32Array | null;
  skips: boolean;
  isolated: boolean;
  /** Questions that travel in the answer (REG-6). */
  offered: number[];
}

/** Bandwidth that messages share: when it is free, in whole µs and a remainder in parts of its rate (docs/model.md §9). */
export interface LinkQueue {
  free: Micros;
  rest: number;
}

/** A message that the network carries: where it is on its way, and the event that it will be. */
export interface Carried {
  readonly kind: number;
  readonly a: number;
  readonly b: number;
  readonly serial: number;
  readonly cause: number;
  readonly x: number;
  readonly y: number;
  readonly cls: ByteClass;
  /** Ends, as the ledger has them. */
  readonly from: number;
  readonly to: number;
  /** As booked, and as the links see it (0 without overheads). */
  readonly size: number;
  readonly bytes: number;
  /** Throttles first; then, on a WAN, up and down: −1 = that side has no link. */
  readonly queues: readonly number[];
  readonly throttles: number;
  /** Index of the queue it comes to next. */
  step: number;
  /** How often it has been lost. */
  copy: number;
  /** The event under way is its loss; it is about to be sent again. */
  lost: boolean;
  again: boolean;
  readonly sentAt: Micros;
  /** µs that it takes behind the network. */
  readonly extra: Micros;
}

/** A client that looks for a peer in one direction. */
export interface Seek {
  /** Still to try, nearest first. */
  queue: Slot[];
  tried: Slot[];
  /** −1 = no attempt under way. */
  target: Slot;
  serial: number;
  startedAt: Micros;
  /** Log id of `link.tried`. */
  cause: number;
}

/** Who may peer: all clients with one key (protocol.md §3). */
export interface ChainKey {
  readonly text: string;
  /** All addresses with this key are inside. */
  readonly cover: Prefix;
  /** The same for IPv4 in two numbers: inside if `(address & mask) === base`. */
  readonly mask: number;
  readonly base: number;
}

/** What a client has from its last initial registration in one direction, nearest first. */
export interface PeerList {
  readonly slots: readonly Slot[];
  /** It has K entries, or ends where the client's part of the chain does (CHAIN-9): hints beyond are ignored (LINK-6). */
  readonly full: boolean;
}

export interface LiveRule extends FirewallRule {
  readonly live: boolean;
}

export class Core {
  readonly world: World;
  readonly seedKey: number;
  readonly overheads: boolean;
  /** By subnet: NAT number; the only server name its clients know (−1 none, −2 several). */
  readonly natBySubnet: Int32Array;
  readonly onlyServer: Int16Array;
  /** By subnet with one server name that is no Zone Server: place of its clients' registrations (0 LAN, 1 WAN); −1 = to be looked up. */
  readonly registrationPlace: Int8Array;
  now: Micros = 0;
  /** Everything of this instant has happened. */
  settled = false;
  /** Kind of the event handled last at `now`. */
  lastKind = 0;
  eventCount = 0;
  clients: Clients;
  queue = new EventQueue();
  trace = new Trace();
  books: Books;
  acts: Act[];
  /** Starts and resets before this instant are in the queue. */
  loadedUntil: Micros = 0;

  registrations = new Map<Slot, RegistrationAttempt>();
  registrationSerial = 0;
  /** Peer lists that are not the standard one. */
  lists = new Map<Slot, Int32Array>();
  /** Peer lists of the client asked last: a cache, no state. */
  listMemo: { slot: Slot; lists: [PeerList | null, PeerList | null] } = { slot: -1, lists: [null, null] };
  /** By slot × 2 + direction. */
  seeks = new Map<number, Seek>();
  /** Search records that are done with, to be used again. */
  idleSeeks: Seek[] = [];
  hints = new Map<number, Slot[]>();
  retryAt = new Map<number, Micros>();
  cutAt = new Map<number, Micros>();
  /** Failed attempts by slot: one count per server. */
  failures = new Map<Slot, number[]>();
  /** Choices made among several server names (REG-9). */
  choices = new Map<Slot, number>();
  /** Gaps drawn that did not end in a normal registration, minus repeated registrations that drew none. */
  unusedGaps = new Map<Slot, number>();
  /** Wait for another attempt that a client is in: serial of the attempt that failed. */
  waits = new Map<Slot, number>();
  waitUntil = new Map<Slot, Micros>();
  /** Where the rhythm of normal registrations began, for clients that have had one before. */
  rhythmBase = new Map<Slot, Micros>();
  /** When the registration was sent whose answer came so late that the first normal one was due before it. */
  lateRhythm = new Map<Slot, Micros>();

  peering: Peering;
  /** Chain keys given so far, and the keys of the peering at the start once the peering has changed. */
  keys: ChainKey[] = [];
  keyNumbers = new Map<string, number>();
  startKeys: Int32Array | null = null;
  rules: LiveRule[];
  /** 1 = a rule speaks of this slot as source, 2 = as destination; null = no rules. */
  ruleTouches: Uint8Array | null = null;
  serverRunning: boolean[];
  wanCut: boolean[];
  /** Some server or WAN is down at present. */
  outage = false;
  initialTotal = 0;
  normalTotal = 0;
  warnings: { code: string; message: string }[] = [];

  /** By number, in the order they were asked; those that have not expired, by number. */
  questions = new Map<number, Question>();
  openQuestions: Question[] = [];
  answerMessages = new Map<number, AnswerMessage>();
  answerSerial = 0;
  /** Messages that the network carries, and the queues that are not idle, by number (protocol/carry.ts). */
  carried = new Map<number, Carried>();
  carriedSerial = 0;
  /** Settled books of an instant: a cache, no state. */
  settledMemo: { readonly now: Micros; readonly settled: boolean; readonly eventCount: number; readonly books: Books } | null = null;
  links = new Map<number, LinkQueue>();
  /** Clients that may have something to pass on after this event: client × 2³² + question → log id of the cause. */
  touched = new Map<number, number>();
  /** Chains of open questions that are swept at present. */
  activeSweeps = 0;
  /** Bytes are booked; so is the work without peering. */
  readonly keepsBooks: boolean;
  readonly keepsWithout: boolean;
  /** Single messages of questions are logged. */
  readonly logsMessages: boolean;

  constructor(world: World, options: SimulationOptions = {}) {
    this.world = world;
    this.seedKey = seedKey(world.seed);
    this.overheads = world.settings.protocolOverheads;
    this.natBySubnet = Int32Array.from(world.subnets, (subnet) => subnet.nat);
    this.onlyServer = Int16Array.from(world.subnets, ({ servers }) => (servers.length > 1 ? -2 : (servers[0] ?? -1)));
    this.registrationPlace = Int8Array.from(world.subnets, ({ site }, i) => registrationPlace(world, site, this.onlyServer[i]!));
    this.clients = new Clients(world);
    this.logsMessages = (options.waves ?? (world.clientCount <= MESSAGE_LOG_LIMIT ? 'by event' : 'swept')) === 'by event';
    this.books = createBooks(world, options.clientBooks ?? world.clientCount <= DETAIL_LIMIT);
    this.keepsBooks = options.books !== 'none';
    this.keepsWithout = this.keepsBooks && options.books !== 'no counterfactual';
    this.acts = world.timeline.slice();
    this.peering = world.peering;
    this.rules = world.firewalls.map((rule) => ({ ...rule, live: false }));
    this.serverRunning = world.servers.map(() => true);
    this.wanCut = world.sites.map(() => false);
  }

  siteOf(slot: Slot): number {
    return this.world.subnets[this.clients.place.subnetOf[slot]!]!.site;
  }

  /** 32-bit number for draws: from the address the client starts with, so that it does not depend on who else exists. */
  entityOf(slot: Slot): number {
    const client = this.clients.identityOf(slot);
    const { family, address } = this.world;
    return family[client] === 4 ? address[client]! : this.v6Entity(client);
  }

  private v6Entity(client: Slot): number {
    return entityOfWords(this.clients.wordsAt(client));
  }
}

function registrationPlace(world: World, site: number, server: number): -1 | 0 | 1 {
  if (server < 0 || world.servers[server]!.upstream >= 0) return -1;
  return world.servers[server]!.site === site && !world.sites[site]!.remote ? 0 : 1;
}

function entityOfWords(words: Words): number {
  return mix(mix(mix(mix(0x36000000, words[0]), words[1]), words[2]), words[3]);
}
