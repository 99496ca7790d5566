/** What the reference knows of each client and link: plain records, and the few comparisons between them. */
import type { Direction, EventKind } from '../sim/log';
import type { Micros, Peering, SubnetSpec } from '../sim/world';
import type { Address } from './plain-network';
import type { Booked } from './reference-books';
import type { Question } from './reference-bundles';

/** Order of events at one instant. Normal registrations come after acts and starts. */
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
};

export type Dir = 0 | 1;
export interface Row {
  readonly t: Micros;
  readonly kind: EventKind;
  /** Numbers of clients, whatever place they are at; −1 = none. */
  readonly client: number;
  readonly peer: number;
  readonly direction: Direction | null;
  /** Rows about questions: which, and how many clients they speak of. */
  readonly about?: { readonly detail: number; readonly amount: number };
}
/** A link, from the attempt on. Both ends of an established link hold the same object. */
export interface Link {
  readonly from: Place;
  readonly to: Place;
  readonly dir: Dir;
  readonly serial: number;
  readonly since: Micros;
  cutAt: Micros | null;
  /** Those that were sent, taken for received. */
  readonly keepAlives: { readonly t: Micros; readonly booked: Booked }[];
}
export interface Side {
  out: Link | null;
  in: Link | null;
  attempt: Link | null;
  queue: Place[];
  tried: Set<Place>;
  role: boolean;
  list: Place[];
  listIsFull: boolean;
  hints: Place[];
}
/** What a client keeps over its whole life, also when it moves. */
export interface Life {
  readonly id: number;
  readonly entity: number;
  gaps: number;
  resets: number;
  choices: number;
  readonly serials: [number, number];
  initial: number;
  normal: number;
}
export type TimerName = 'turn' | 'reset' | 'normal' | 'fail' | 'retry0' | 'retry1';
export interface Registering {
  readonly server: number;
  readonly initial: boolean;
  readonly sent: Micros;
}
/** What a registration is answered with. */
export interface Answer {
  readonly lists: readonly [PeerList, PeerList];
  readonly isolated: boolean;
  readonly peering: Peering;
  readonly questions: readonly Question[];
  /** What those add to the answer. */
  readonly offerBytes: number;
}
/** A client at an address. A client that moves gets a new place; the old one stays empty. */
export interface Place {
  readonly index: number;
  readonly life: Life;
  readonly address: Address;
  readonly subnet: SubnetSpec;
  order: number;
  vacated: boolean;
  online: boolean;
  registered: boolean;
  isolated: boolean;
  /** Chain key without the server, as a server entered it last. */
  chain: string;
  skips: boolean;
  lost: boolean;
  mustRegisterInitially: boolean;
  server: number;
  registering: Registering | null;
  readonly failed: Map<number, number>;
  tried: Set<number>;
  timers: Map<TimerName, { readonly t: Micros }>;
  sides: readonly [Side, Side];
}
export interface Known {
  readonly place: Place;
  readonly server: number;
  readonly key: string;
  readonly lastRegistered: Micros;
}
export interface QueuedEvent {
  readonly key: readonly [t: Micros, kind: number, a: number, dir: number, b: number, serial: number];
  readonly run: () => void;
}

/** Unsorted; the next event is looked for each time. Of equal keys the one that was added first comes first. */
export class EventList {
  private readonly events: QueuedEvent[] = [];
  add(event: QueuedEvent): void {
    this.events.push(event);
  }
  first(): QueuedEvent | undefined {
    let best: QueuedEvent | undefined;
    for (const event of this.events) if (!best || before(event.key, best.key)) best = event;
    return best;
  }
  takeUpTo(limit: Micros): QueuedEvent | null {
    const event = this.first();
    if (!event || event.key[0] > limit) return null;
    this.events.splice(this.events.indexOf(event), 1);
    return event;
  }
}

export const emptySide = (): Side => ({ out: null, in: null, attempt: null, queue: [], tried: new Set(), role: false, list: [], listIsFull: false, hints: [] });
export const opposite = (dir: Dir): Dir => (dir === 0 ? 1 : 0);
/** Whether x is nearer than y, seen from a client that has both in this direction. */
export const nearer = (dir: Dir, x: Place, y: Place): boolean => (dir === 0 ? x.order < y.order : x.order > y.order);

export function isNearerThanPeer(side: Side, dir: Dir, place: Place): boolean {
  return side.out === null || nearer(dir, place, side.out.to);
}
/** LINK-6: beyond the end of a full list, or of another chain. */
export function isNoHint(place: Place, dir: Dir, other: Place): boolean {
  const side = place.sides[dir];
  const last = side.list[side.list.length - 1];
  return place.chain !== other.chain || (side.listIsFull && (last === undefined || nearer(dir, last, other)));
}
export function before(a: readonly number[], b: readonly number[]): boolean {
  for (let n = 0; n < a.length; n++) if (a[n] !== b[n]) return (a[n] ?? 0) < (b[n] ?? 0);
  return false;
}

export const newLife = (id: number, entity: number): Life => ({ id, entity, gaps: 0, resets: 0, choices: 0, serials: [0, 0], initial: 0, normal: 0 });

export function newPlace(index: number, life: Life, address: Address, subnet: SubnetSpec): Place {
  return {
    index,
    life,
    address,
    subnet,
    order: 0,
    vacated: false,
    online: false,
    registered: false,
    isolated: false,
    chain: '',
    skips: true,
    lost: false,
    mustRegisterInitially: true,
    server: -1,
    registering: null,
    failed: new Map(),
    tried: new Set(),
    timers: new Map(),
    sides: [emptySide(), emptySide()],
  };
}

export interface PeerList {
  places: Place[];
  full: boolean;
}

/** REG-8, CHAIN-9: the nearest of the chain ahead and behind, nearest first; full where K are in it or the client's part ends. */
export function peerLists(place: Place, known: readonly Known[], { maxChain, peerListSize }: Peering): [PeerList, PeerList] {
  const sorted = [...new Set(known.map((entry) => entry.place)).add(place)].sort((a, b) => a.order - b.order);
  const at = sorted.indexOf(place);
  const first = maxChain === null ? 0 : at - (at % maxChain);
  const end = maxChain === null ? sorted.length : first + maxChain;
  const ahead = sorted.slice(at + 1, Math.min(end, at + 1 + peerListSize));
  const behind = sorted.slice(Math.max(first, at - peerListSize), at).reverse();
  return [
    { places: ahead, full: ahead.length >= peerListSize || (maxChain !== null && sorted.length >= end) },
    { places: behind, full: behind.length >= peerListSize || first > 0 },
  ];
}
