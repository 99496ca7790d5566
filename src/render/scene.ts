/** What there is to draw: the layout, the columns of the latest frame, names. Plain data with indexes; no drawing here. */
import type { Frame } from '../engine/frame';
import type { Layout } from '../layout/types';
import { countConnections, settledConnections, type Connections } from './connections';
import { LOOK, looksFor } from './looks';
import { isInterrupted, isStopped, NO_OUTAGES, type Outages } from './outages';
import { Reflow } from './reflow';
import { carried, cutSites, NO_SITES, type SiteRows } from './site-links';
import { WanNet } from './wan-net';
import type { WanWidth } from './wan-values';

export interface MapNames {
  /** `wan`: what the site's link can carry, at a remote site the link of each client. */
  readonly sites: readonly { readonly name: string; readonly remote: boolean; readonly wan?: { readonly upBps: number; readonly downBps: number } }[];
  /** `site` −1 = outside every site, `upstream` −1 = none. */
  readonly servers: readonly {
    readonly name: string;
    readonly kind: 'server' | 'cloud' | 'zone' | 'module';
    readonly site: number;
    readonly upstream: number;
  }[];
  readonly subnets: readonly { readonly label: string; readonly site: number; readonly managed: boolean }[];
  /** Address (or name) of a client; null while it is not known yet. Asked for few clients at a time. */
  readonly labelOf: (slot: number) => string | null;
}

export const NO_NAMES: MapNames = { sites: [], servers: [], subnets: [], labelOf: () => null };
const NO_STATE = new Uint16Array(0) as Uint16Array<ArrayBuffer>;
const NO_LINKS = new Int32Array(0) as Int32Array<ArrayBuffer>;

export interface FrameChange {
  readonly previous: Frame | null;
  readonly stateChanged: boolean;
  readonly waveChanged: boolean;
  /** A WAN was cut or restored. */
  readonly cutsChanged: boolean;
}

/** Above this many clients sums are made at most every so many milliseconds. */
const LARGE = 20_000;
const SUMS_MILLIS = 150;
/** Widths and words that follow rates: they are read, not watched. */
const RATES_MILLIS = 400;

export class Scene {
  names: MapNames = NO_NAMES;
  outages: Outages = NO_OUTAGES;
  layout: Layout | null = null;
  frame: Frame | null = null;
  state: Uint16Array = NO_STATE;
  forward: Int32Array = NO_LINKS;
  backward: Int32Array = NO_LINKS;
  slotCount = 0;
  /** By slot, how far each client is with the question of the picture (WAVE); null while there is none. */
  wave: Uint8Array | null = null;
  /** Look of each WAVE. */
  looks: Uint8Array = looksFor(null);
  private ownWave: Uint8Array | null = null;
  /** Index of each slot's stretch in the layout (−1 = not placed), and its place in there. */
  stretchOf: Int32Array = NO_LINKS;
  placeOf: Int32Array = NO_LINKS;
  connections: Connections | null = null;
  /** The lines to the servers, and by what they are drawn. */
  readonly wan = new WanNet();
  /** Links whose ends hang in different stretches, as pairs of slots. */
  crossLinks: number[] = [];
  /** The WAN links of all sites, of the latest frame: what they carry. */
  sites: SiteRows = NO_SITES;
  readonly reflow = new Reflow();
  private staleCounts = false;
  private staleLinks = false;
  private summedAt = -Infinity;
  private staleRates = false;
  private ratedAt = -Infinity;

  /** Where clients are drawn now: on the way between two layouts while these re-flow. */
  get positions(): Float32Array {
    return this.reflow.positions;
  }

  setLayout(layout: Layout, now: number, animate: boolean): void {
    this.reflow.begin(this.layout, layout, now, animate);
    this.layout = layout;
    this.indexSlots(layout);
    this.wan.settled = settledConnections(layout);
    this.connections = null;
    this.recount();
    this.findCrossLinks();
  }

  /**
   * Takes a frame; returns the one it replaces, whose buffers are free then, and what has changed since. With `holdWave` the wave stays as
   * it was shown last: its fronts step.
   */
  setFrame(frame: Frame, holdWave = false): FrameChange {
    const previous = this.frame;
    const waveChanged = this.setWave(frame, previous, holdWave);
    const stateChanged = previous === null || previous.slotCount !== frame.slotCount || !sameValues(previous.state, frame.state, frame.slotCount);
    this.frame = frame;
    this.state = frame.state;
    this.slotCount = frame.slotCount;
    // Frames without links rely on the last ones, whose buffers went back: hence copies.
    if (frame.forward) this.forward = copyInto(this.forward, frame.forward, frame.slotCount);
    if (frame.backward) this.backward = copyInto(this.backward, frame.backward, frame.slotCount);
    this.staleLinks ||= frame.forward !== null || frame.backward !== null;
    this.staleCounts ||= stateChanged;
    const isAnew = previous !== null && previous.epoch !== frame.epoch;
    if (isAnew) this.wan.scales.reset();
    this.staleRates ||= isAnew || previous === null || !sameNumbers(previous.sites, frame.sites);
    this.sites = carried(frame.sites, this.names);
    const cut = cutSites(frame.sites, this.outages.sites);
    const cutsChanged = cut !== this.outages.sites;
    if (cutsChanged) this.outages = { ...this.outages, sites: cut };
    return { previous, stateChanged, waveChanged, cutsChanged };
  }

  /** Fits the scales of WAN lines to the picture that is drawn next; true when something looks different. */
  fitScales(zoom: number, seconds: number, withArrows: boolean): boolean {
    return this.layout !== null && this.frame !== null && this.wan.fit(this.layout, this.sites, zoom, seconds, withArrows);
  }

  /** Servers that are stopped; true when these are others. Which WAN is cut is in the frame. */
  setStopped(servers: ReadonlySet<number>): boolean {
    if (servers === this.outages.servers) return false;
    this.outages = { ...this.outages, servers };
    return true;
  }

  setNames(names: MapNames): void {
    this.names = names;
    if (this.frame) this.sites = carried(this.frame.sites, names);
    this.renewWan();
  }

  setWanWidth(width: WanWidth): void {
    this.wan.scales.setWidth(width);
    this.renewWan();
  }

  /** Shows the wave of the frame that is there, after it was held. */
  takeWave(): boolean {
    return this.frame !== null && this.setWave(this.frame, null, false);
  }

  private setWave(frame: Frame, previous: Frame | null, hold: boolean): boolean {
    const before = this.wave;
    if (hold && frame.wave !== null && before !== null && previous?.waveQuestion === frame.waveQuestion && before.length >= frame.slotCount) {
      // The buffer it is in goes back with its frame.
      if (before === this.ownWave) return false;
      this.wave = this.ownWave = before.slice();
      return false;
    }
    this.wave = frame.wave;
    return before === null || frame.wave === null ? before !== frame.wave : !sameValues(before, frame.wave, frame.slotCount);
  }

  lookOf(slot: number): number {
    return this.wave === null ? LOOK.plain : this.looks[this.wave[slot] ?? 0]!;
  }

  /** Sums over all clients are waiting to be made. */
  get isStale(): boolean {
    return this.staleCounts || this.staleLinks || this.staleRates;
  }

  /** Makes the sums that the base layer shows, for large fleets a few times a second. True when it looks different now. */
  catchUp(now: number): boolean {
    const linesChanged = this.catchUpWithClients(now);
    return this.catchUpWithRates(now) || linesChanged;
  }

  private catchUpWithClients(now: number): boolean {
    if (!(this.staleCounts || this.staleLinks) || (this.slotCount > LARGE && now - this.summedAt < SUMS_MILLIS)) return false;
    this.summedAt = now;
    const linksChanged = this.staleLinks;
    if (linksChanged) this.findCrossLinks();
    const countsChanged = this.staleCounts && this.recount();
    this.staleLinks = this.staleCounts = false;
    return linksChanged || countsChanged;
  }

  private catchUpWithRates(now: number): boolean {
    if (!this.staleRates || now - this.ratedAt < RATES_MILLIS) return false;
    this.ratedAt = now;
    this.staleRates = false;
    return this.wan.revalue(this.layout, this.connections, this.sites);
  }

  isPlaced(slot: number): boolean {
    return slot >= 0 && slot < this.stretchOf.length && this.stretchOf[slot]! >= 0 && slot < this.slotCount;
  }

  /** Whether the line between a card's site and a server carries nothing now. */
  isInterrupted(site: number, server: number): boolean {
    return isInterrupted(this.outages, this.names, site, server);
  }
  isStopped(server: number): boolean {
    return isStopped(this.outages, this.names, server);
  }

  siteOf(slot: number): number {
    const layout = this.layout;
    if (!layout || !this.isPlaced(slot)) return -1;
    const box = layout.boxes[layout.stretches[this.stretchOf[slot]!]!.box]!;
    return layout.cards[box.card]!.site;
  }

  /** NET-3: peers in different sites, or of a remote site, are linked over the WAN. */
  isWanLink(a: number, b: number): boolean {
    const site = this.siteOf(a);
    return site !== this.siteOf(b) || (this.names.sites[site]?.remote ?? false);
  }

  private indexSlots(layout: Layout): void {
    const count = layout.positions.length / 2;
    this.stretchOf = new Int32Array(count).fill(-1);
    this.placeOf = new Int32Array(count);
    layout.stretches.forEach((stretch, index) => {
      const { slots } = stretch;
      for (let k = 0; k < slots.length; k++) {
        this.stretchOf[slots[k]!] = index;
        this.placeOf[slots[k]!] = k;
      }
    });
  }

  /** True when the base layer shows other counts than before. */
  private recount(): boolean {
    if (!this.layout) return false;
    const before = this.connections;
    this.connections = countConnections(this.layout, this.state, this.slotCount);
    const { perBus, perTrunk, online } = this.connections;
    // Lines and shares hold as long as nobody gains or loses a connection.
    const isOther = before === null || !sameNumbers(before.perBus, perBus) || !sameNumbers(before.perTrunk, perTrunk);
    if (isOther) this.renewWan();
    return isOther || !sameNumbers(before.online, online);
  }

  private renewWan(): void {
    if (this.layout && this.connections) this.wan.renew(this.layout, this.connections, this.names, this.sites);
  }

  private findCrossLinks(): void {
    this.crossLinks = [];
    const { forward, backward, stretchOf } = this;
    const count = Math.min(this.slotCount, stretchOf.length, forward.length);
    for (let slot = 0; slot < count; slot++) {
      const ahead = forward[slot]!;
      if (ahead >= 0 && stretchOf[ahead] !== stretchOf[slot]) this.crossLinks.push(slot, ahead);
      const behind = backward[slot]!;
      if (behind >= 0 && stretchOf[behind] !== stretchOf[slot] && forward[behind] !== slot) this.crossLinks.push(slot, behind);
    }
  }
}

function sameValues(a: Uint16Array | Uint8Array, b: Uint16Array | Uint8Array, count: number): boolean {
  if (a === b || a.length < count) return false;
  for (let i = 0; i < count; i++) if (a[i] !== b[i]) return false;
  return true;
}

function copyInto(target: Int32Array, source: Int32Array, count: number): Int32Array {
  const own = target.length >= count ? target : new Int32Array(Math.ceil(count * 1.1));
  own.set(source.length === count ? source : source.subarray(0, count));
  return own;
}

function sameNumbers(a: Float64Array, b: Float64Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
