/**
 * Links with bandwidth in the reference (NET-1, NET-2, NET-4), written from docs/model.md §9: every queue is one object, every message goes
 * its way step by step. Whole arithmetic in big integers.
 */
import type { TrafficClass } from '../sim/types';
import type { Micros } from '../sim/world';
import * as net from './plain-network';
import type { Reference } from './reference';
import type { Booked, End } from './reference-books';
import { KIND } from './reference-state';

const STREAM = { jitter: 10, loss: 11 };
const SEND_AGAIN: Micros = 200_000;

/** A carried message, with the order of its arrival among the events of one instant. */
export interface Carried {
  readonly cls: TrafficClass;
  readonly from: End;
  readonly to: End;
  readonly bytes: number;
  /** For draws. */
  readonly entity: number;
  readonly kind: number;
  readonly a: number;
  readonly b: number;
  readonly serial: number;
  /** Before it is ready. */
  readonly wait?: Micros;
  /** Between the end of its way and its arrival. */
  readonly after?: Micros;
  /** Called for each time that it is sent. */
  readonly each?: (where: 'lan' | 'wan') => void;
}
/** A link that serves one message after the other, in the order in which they come. */
interface Queue {
  readonly rate: bigint;
  free: bigint;
  rest: bigint;
}
type Step =
  | { readonly kind: 'queue'; readonly queue: Queue; readonly leg?: { readonly number: 0 | 1; readonly site: number }; readonly isLine?: boolean }
  | { readonly kind: 'pause'; readonly pause: (t: Micros, copy: number) => Micros };

export class Network {
  private readonly host: Reference;
  private readonly queues = new Map<string, Queue>();

  constructor(host: Reference) {
    this.host = host;
  }
  /** `arrives` says whether the message is received or lost at its arrival. */
  send(message: Carried, arrives: () => boolean): void {
    this.start(message, this.host.now + (message.wait ?? 0), 0, arrives);
  }
  private start(message: Carried, ready: Micros, copy: number, arrives: () => boolean): void {
    const { cls, from, to, bytes, each } = message;
    const booked = this.host.books.sent(cls, from, to, bytes);
    each?.(booked.where);
    this.go({ message, booked, copy, arrives }, ready, this.way(message, booked));
  }
  private go(trip: Trip, t: Micros, [step, ...rest]: readonly Step[]): void {
    const { message, booked, copy, arrives } = trip;
    const { a, b, serial } = message;
    if (!step) {
      const key = [t + (message.after ?? 0), message.kind, a, 0, b, serial] as const;
      return this.host.event(key, () => this.host.books.arrived(booked, arrives()));
    }
    if (step.kind === 'pause') return this.go(trip, t + step.pause(t, copy), rest);
    // nothing happens when a message comes to its sender's line: it goes behind what was sent before
    if (step.isLine) return this.go(trip, serve(step.queue, t, booked.bytes), rest);
    this.host.event([t, KIND.join, a, message.kind, b, serial], () => {
      const left = serve(step.queue, t, booked.bytes);
      if (step.leg && this.isLost(message, step.leg, left, copy)) return this.lose(trip, left);
      this.go(trip, left, rest);
    });
  }
  /** NET-1: sent again after at least two round trips; both count. */
  private lose({ message, booked, copy, arrives }: Trip, t: Micros): void {
    const { a, b, serial } = message;
    const [up, down] = this.sitesOf(message);
    const again = t + Math.max(SEND_AGAIN, 4 * (up.latency + down.latency));
    this.host.event([t, KIND.join, a, message.kind, b, serial], () => this.host.books.arrived(booked, false));
    this.host.event([again, KIND.join, a, message.kind, b, serial], () => this.start(message, again, copy + 1, arrives));
  }

  // ---- the way
  private way(message: Carried, { where, bytes }: Booked): Step[] {
    const { from, to } = message;
    const steps = this.throttles(message);
    if (where === 'wan') return [...steps, ...this.wanWay(message)];
    const { lan } = this.host.world.sites[this.host.books.siteOf(from)] ?? { lan: null };
    if (!lan) throw new Error('a LAN without a site');
    const hasLine = typeof from !== 'number' && (typeof to !== 'number' || message.kind === KIND.collected);
    if (!hasLine) return [...steps, { kind: 'pause', pause: () => net.timeOnLink(bytes, lan.rateBps) + lan.latency }];
    return [
      { kind: 'queue', queue: this.queue(`line of ${from.index}`, lan.rateBps), isLine: true },
      { kind: 'pause', pause: () => lan.latency },
    ];
  }
  private wanWay(message: Carried): Step[] {
    const { from, to } = message;
    const [up, down] = this.sitesOf(message);
    const latency: Step = {
      kind: 'pause',
      pause: (t, copy) =>
        up.latency + down.latency + this.jitter(message, { number: 0, site: up.site }, t, copy) + this.jitter(message, { number: 1, site: down.site }, t, copy),
    };
    const steps: Step[] = [];
    if (up.site >= 0) steps.push({ kind: 'queue', queue: this.queue(`${this.nameOf(from)} up`, up.rate), leg: { number: 0, site: up.site } });
    steps.push(latency);
    if (down.site >= 0) steps.push({ kind: 'queue', queue: this.queue(`${this.nameOf(to)} down`, down.rate), leg: { number: 1, site: down.site } });
    return steps;
  }
  private sitesOf({ from, to }: Carried): readonly [SideOfWay, SideOfWay] {
    const { sites } = this.host.world;
    const [up, down] = [this.host.books.siteOf(from), this.host.books.siteOf(to)];
    return [
      { site: up, latency: sites[up]?.wan.latency ?? 0, rate: sites[up]?.wan.upBps ?? 0 },
      { site: down, latency: sites[down]?.wan.latency ?? 0, rate: sites[down]?.wan.downBps ?? 0 },
    ];
  }
  /** A site's WAN link, or the access link of a place in a VPN or internet site. */
  private nameOf(end: End): string {
    const site = this.host.books.siteOf(end);
    return typeof end !== 'number' && this.host.world.sites[site]?.remote ? `access of ${end.index}` : `WAN of ${site}`;
  }
  /** NET-4: what a server sends to clients, carried messages only. */
  private throttles({ from, to }: Carried): Step[] {
    if (typeof from !== 'number' || typeof to === 'number') return [];
    const own = this.host.world.throttles.map((throttle, n) => ({ ...throttle, n })).filter(({ server }) => server === from);
    own.sort((one, other) => one.rateBps - other.rateBps);
    const inside = own.filter(({ subnet }) => subnet !== null && net.inPrefix(to.address, subnet));
    const longest = Math.max(...inside.map(({ subnet }) => subnet?.length ?? 0));
    const narrow = inside.filter(({ subnet }) => subnet?.length === longest).slice(0, 1);
    return [...own.filter(({ subnet }) => subnet === null), ...narrow].map(({ n, rateBps }) => ({
      kind: 'queue',
      queue: this.queue(`throttle ${n}`, rateBps),
    }));
  }
  private queue(name: string, rate: number): Queue {
    const queue = this.queues.get(name) ?? { rate: BigInt(rate), free: 0n, rest: 0n };
    this.queues.set(name, queue);
    return queue;
  }

  // ---- chance
  private jitter(message: Carried, { number, site }: { number: 0 | 1; site: number }, t: Micros, copy: number): Micros {
    const most = this.host.world.sites[site]?.wan.jitter ?? 0;
    return most === 0 ? 0 : net.uniform([0, most], this.host.world.seed, message.entity, STREAM.jitter, counterOf(message, number, t, copy));
  }
  private isLost(message: Carried, { number, site }: { number: 0 | 1; site: number }, t: Micros, copy: number): boolean {
    const ppm = this.host.world.sites[site]?.wan.lossPpm ?? 0;
    const drawn = net.draw(this.host.world.seed, message.entity, STREAM.loss, counterOf(message, number, t, copy));
    return Math.floor((drawn * 1_000_000) / 2 ** 32) < ppm;
  }
}

interface Trip {
  readonly message: Carried;
  readonly booked: Booked;
  readonly copy: number;
  readonly arrives: () => boolean;
}
interface SideOfWay {
  readonly site: number;
  readonly latency: Micros;
  readonly rate: number;
}

function serve(queue: Queue, at: Micros, bytes: number): Micros {
  const t = BigInt(at);
  if (t > queue.free || (t === queue.free && queue.rest === 0n)) Object.assign(queue, { free: t, rest: 0n });
  const total = queue.rest + BigInt(bytes) * 8_000_000n;
  queue.free += total / queue.rate;
  queue.rest = total % queue.rate;
  return Number(queue.rest > 0n ? queue.free + 1n : queue.free);
}

function counterOf({ kind, serial }: Carried, leg: 0 | 1, t: Micros, copy: number): number {
  const sent = net.mix(t % 2 ** 32, Math.floor(t / 2 ** 32));
  return net.mix(net.mix(sent, kind * 64 + leg * 8 + Math.min(copy, 7)), serial % 2 ** 32);
}
