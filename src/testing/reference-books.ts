/** The byte books of the reference (NET-6, NET-7): single entries and plain sums, written from docs/model.md §6 and §9. */
import type { Flow, TrafficClass } from '../sim/types';
import type { Micros } from '../sim/world';
import { sharesLan } from './plain-network';
import type { Reference } from './reference';
import type { Place } from './reference-state';

/** Who sends or receives: a client at a place, or a server by its index. */
export type End = Place | number;
export type Where = 'lan' | 'wan';
export const CLASSES: readonly TrafficClass[] = ['registration', 'control', 'question', 'answer', 'action'];
/** What has been sent and is neither received nor lost yet. */
export interface Booked {
  readonly cls: TrafficClass;
  readonly where: Where;
  readonly from: End;
  readonly to: End;
  readonly bytes: number;
}
interface Entry {
  readonly t: Micros;
  readonly cls: TrafficClass;
  readonly where: Where;
  readonly bytes: number;
}
type Pair = Record<Where, number>;
type Sums = { sent: number; received: number; lost: number };
/** LAN sent, LAN received, WAN sent, WAN received. */
export type TrafficRow = [number, number, number, number];

const eachClass = <T>(make: () => T): Record<TrafficClass, T> => ({ registration: make(), control: make(), question: make(), answer: make(), action: make() });
const pair = (): Pair => ({ lan: 0, wan: 0 });

export class Books {
  private readonly host: Reference;
  private readonly sums = eachClass(() => ({ lan: { sent: 0, received: 0, lost: 0 }, wan: { sent: 0, received: 0, lost: 0 } }));
  readonly without = eachClass(pair);
  readonly peerLinks = pair();
  readonly messages = pair();
  readonly underWay = new Set<Booked>();
  readonly bySite: { lan: number; wanUp: number; wanDown: number }[];
  private readonly rows = new Map<End, TrafficRow>();
  /** For figures over time. */
  readonly sentEntries: Entry[] = [];
  readonly withoutEntries: Entry[] = [];
  readonly registrations: { t: Micros; kind: 'initial' | 'normal' }[] = [];
  readonly answers: { t: Micros; count: number }[] = [];

  constructor(host: Reference) {
    this.host = host;
    this.bySite = host.world.sites.map(() => ({ lan: 0, wanUp: 0, wanDown: 0 }));
  }
  /** Whether a message between the two stays on a LAN (NET-3). */
  where(from: End, to: End): Where {
    return sharesLan(this.host.world.sites, this.siteOf(from), this.siteOf(to)) ? 'lan' : 'wan';
  }
  siteOf(end: End): number {
    return typeof end === 'number' ? (this.host.world.servers[end]?.site ?? -1) : end.subnet.site;
  }
  /** A message is sent now, unless it is said when. */
  sent(cls: TrafficClass, from: End, to: End, size: number, t = this.host.now): Booked {
    this.messages[this.where(from, to)]++;
    return this.sentAlong(cls, from, to, size, t);
  }
  /** Bytes of a message that has been counted already. */
  sentAlong(cls: TrafficClass, from: End, to: End, size: number, t = this.host.now): Booked {
    const bytes = this.host.world.settings.protocolOverheads ? size : 0;
    const booked: Booked = { cls, where: this.where(from, to), from, to, bytes };
    const { where } = booked;
    this.sums[cls][where].sent += bytes;
    if (typeof from !== 'number' && typeof to !== 'number') this.peerLinks[where] += bytes;
    this.row(from)[where === 'lan' ? 0 : 2] += bytes;
    const [sender, receiver] = [this.bySite[this.siteOf(from)], this.bySite[this.siteOf(to)]];
    if (where === 'lan' && sender) sender.lan += bytes;
    if (where === 'wan' && sender) sender.wanUp += bytes;
    if (where === 'wan' && receiver) receiver.wanDown += bytes;
    this.sentEntries.push({ t, cls, where, bytes });
    this.underWay.add(booked);
    return booked;
  }
  arrived(booked: Booked, received: boolean): void {
    const { cls, where, to, bytes } = booked;
    this.underWay.delete(booked);
    this.sums[cls][where][received ? 'received' : 'lost'] += bytes;
    if (received) this.row(to)[where === 'lan' ? 1 : 3] += bytes;
  }
  /** What was taken for received was lost. */
  notReceived({ cls, where, to, bytes }: Booked): void {
    this.sums[cls][where].received -= bytes;
    this.sums[cls][where].lost += bytes;
    this.row(to)[where === 'lan' ? 1 : 3] -= bytes;
  }
  /** What the same work would have sent if every client talked to its server (NET-7). */
  withoutPeering(cls: TrafficClass, from: End, to: End, size: number): void {
    const bytes = this.host.world.settings.protocolOverheads ? size : 0;
    const where = this.where(from, to);
    this.without[cls][where] += bytes;
    this.withoutEntries.push({ t: this.host.now, cls, where, bytes });
  }
  registered(kind: 'initial' | 'normal'): void {
    this.registrations.push({ t: this.host.now, kind });
  }
  heard(count: number): void {
    if (count > 0) this.answers.push({ t: this.host.now, count });
  }
  private row(end: End): TrafficRow {
    const row = this.rows.get(end) ?? [0, 0, 0, 0];
    this.rows.set(end, row);
    return row;
  }

  // ---- what can be asked
  flow(cls: TrafficClass, where: Where): Flow {
    const { sent, received, lost }: Sums = this.sums[cls][where];
    const inFlight = [...this.underWay].filter((one) => one.cls === cls && one.where === where).reduce((sum, { bytes }) => sum + bytes, 0);
    return { sent, received, lost, inFlight };
  }
  trafficByPlace(): TrafficRow[] {
    return this.host.places.map((place) => this.row(place));
  }
  trafficByServer(): TrafficRow[] {
    return this.host.world.servers.map((_, server) => this.row(server));
  }
  trafficBySubnet(): TrafficRow[] {
    return this.host.world.subnets.map((subnet) =>
      this.host.places.filter((place) => place.subnet === subnet).reduce<TrafficRow>((sum, place) => addRows(sum, this.row(place)), [0, 0, 0, 0]),
    );
  }
}

function addRows(a: TrafficRow, b: TrafficRow): TrafficRow {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3]];
}
