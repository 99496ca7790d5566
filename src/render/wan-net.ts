/** The lines to the servers as one net: where they run, what they carry, how wide they are. */
import type { Layout } from '../layout/types';
import type { Connections } from './connections';
import type { MapNames } from './scene';
import type { SiteRows } from './site-links';
import { mainsOf, type Main } from './trunks';
import { linesOf, type WanLine } from './wan-lines';
import { WanScales } from './wan-scales';
import { ratesOf, sharesOf, type LineValues } from './wan-values';

const NOTHING: LineValues = { perTrunk: new Float64Array(0), perCard: new Float64Array(0), perBus: new Float64Array(0) };

export class WanNet {
  readonly scales = new WanScales();
  /** Connections of the widest line once chains stand. */
  settled = 1;
  lines: readonly WanLine[] = [];
  mains: readonly Main[] = [];
  /** What widths show. */
  values: LineValues = NOTHING;
  /** Of each site's rate. */
  private shares: LineValues = NOTHING;

  /** After a change of places, names or connections. */
  renew(layout: Layout, counts: Connections, names: MapNames, rows: SiteRows): void {
    this.shares = sharesOf(layout, counts, names);
    this.mains = mainsOf(layout, counts);
    this.lines = linesOf(layout, counts, this.shares, this.mains);
    this.values = this.scales.widthMode === 'connections' ? counts : ratesOf(layout, this.shares, rows);
  }

  /** After a change of rates; true when widths follow them. */
  revalue(layout: Layout | null, counts: Connections | null, rows: SiteRows): boolean {
    if (!layout || !counts || this.scales.widthMode === 'connections') return false;
    this.values = ratesOf(layout, this.shares, rows);
    return true;
  }

  valueOfMain(main: Main, servers: number): number {
    return main.cards.reduce((sum, card) => sum + this.values.perTrunk[card * servers + main.server]!, 0);
  }

  /** Fits the scales to one picture. True when something is drawn otherwise. */
  fit(layout: Layout, rows: SiteRows, zoom: number, seconds: number, withArrows: boolean): boolean {
    const { lines, mains, values, settled } = this;
    return this.scales.fit({ layout, values, lines, mains, rows, settled, zoom, seconds, withArrows });
  }

  /** CSS px; 0 where nothing is carried. */
  widthOf(value: number): number {
    const { perPx } = this.scales.scales;
    return perPx === 0 ? 0 : value / perPx;
  }
}
