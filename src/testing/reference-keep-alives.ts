/** Keep-alives in the reference (docs/model.md §6): at every multiple of the interval, shifted by a phase of the client's own, while a link stands. */
import type { Micros } from '../sim/world';
import * as net from './plain-network';
import type { Reference } from './reference';
import type { Dir, Link } from './reference-state';

const STREAM_PHASE = 5;
const BYTES = 60;

export class KeepAlives {
  private readonly host: Reference;
  private until: Micros = 0;

  constructor(host: Reference) {
    this.host = host;
  }
  /** Books those up to t. To be called before anything that happens at t. */
  settle(t: Micros): void {
    for (const place of this.host.places) for (const { out } of place.sides) if (out) this.ofLink(out, t);
    this.until = t;
  }
  /** A silence is noticed: what was sent on the link since it began is booked as lost. */
  noticed(link: Link, since: Micros): void {
    for (const { t, booked } of link.keepAlives) if (t > since) this.host.books.notReceived(booked);
    link.keepAlives.length = 0;
  }
  private ofLink(link: Link, t: Micros): void {
    const { from, to, dir } = link;
    const { settings } = this.host.world;
    const phase = this.phase(from.life.entity, dir);
    for (let n = Math.ceil((this.until + 1 - phase) / settings.keepAlive); n * settings.keepAlive + phase <= t; n++) {
      if (n < 0) continue;
      const sentAt = n * settings.keepAlive + phase;
      const booked = this.host.books.sent('control', from, to, BYTES, sentAt);
      this.host.books.arrived(booked, true);
      link.keepAlives.push({ t: sentAt, booked });
    }
  }
  private phase(entity: number, dir: Dir): Micros {
    const { settings, seed } = this.host.world;
    return net.uniform([0, settings.keepAlive - 1], seed, entity, STREAM_PHASE, dir);
  }
}
