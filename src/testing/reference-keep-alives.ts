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
  /** The silence is noticed: what was lost on the link is booked so. */
  noticed(link: Link): void {
    for (const booked of link.lostKeepAlives) this.host.books.notReceived(booked);
    link.lostKeepAlives.length = 0;
  }
  /** The link lives on: nobody ever notices what was lost while it was cut. */
  forgotten(link: Link): void {
    link.lostKeepAlives.length = 0;
  }
  private ofLink(link: Link, t: Micros): void {
    const { from, to, dir } = link;
    const { settings } = this.host.world;
    const isLost = to.sides[dir].in !== link || !this.host.permitted(from, to);
    const phase = this.phase(from.life.entity, dir);
    for (let n = Math.ceil((this.until + 1 - phase) / settings.keepAlive); n * settings.keepAlive + phase <= t; n++) {
      if (n < 0) continue;
      const booked = this.host.books.sent('control', from, to, BYTES, n * settings.keepAlive + phase);
      this.host.books.arrived(booked, true);
      if (isLost) link.lostKeepAlives.push(booked);
    }
  }
  private phase(entity: number, dir: Dir): Micros {
    const { settings, seed } = this.host.world;
    return net.uniform([0, settings.keepAlive - 1], seed, entity, STREAM_PHASE, dir);
  }
}
