/** The ledger's three bars: LAN, WAN and the WAN without peering, on one linear scale from zero, and what is too small on it magnified. */
import type { ScenarioSite } from '../../scenario/types';
import type { LedgerView, TrafficClass } from '../../sim/types';
import { CLASSES } from './classes';

export type StripPlace = 'lan' | 'wan' | 'without';

export interface Segment {
  readonly cls: TrafficClass;
  readonly label: string;
  readonly bytes: number;
}
export interface StripRow {
  readonly place: StripPlace;
  readonly name: string;
  readonly total: number;
  /** All classes, in the order of drawing. */
  readonly segments: readonly Segment[];
}
export interface Strip {
  readonly rows: readonly StripRow[];
  /** Bytes that fill a bar. */
  readonly most: number;
  /** How many times larger the insets are drawn than the bars; null = no row needs one. */
  readonly factor: number | null;
  /** Classes that are worth a figure. */
  readonly shown: readonly TrafficClass[];
}

const NAMES: readonly (readonly [StripPlace, string])[] = [
  ['lan', 'LAN'],
  ['wan', 'WAN'],
  ['without', 'WAN without peering'],
];

/** Below this share of the scale a bar is no more than a hair. */
const HAIR = 0.02;
/** The most that a magnified bar fills of the bar's whole width. */
const INSET_FILLS = 0.8;

export function stripOf(ledger: LedgerView): Strip {
  const value = (place: StripPlace, cls: TrafficClass): number => (place === 'without' ? ledger.without[cls].wan : ledger.byClass[cls][place]);
  const rows = NAMES.map(([place, name]): StripRow => {
    const segments = CLASSES.map(({ cls, label }) => ({ cls, label, bytes: value(place, cls) }));
    return { place, name, segments, total: segments.reduce((sum, { bytes }) => sum + bytes, 0) };
  });
  const most = Math.max(1, ...rows.map(({ total }) => total));
  const shown = CLASSES.filter(({ cls, always }) => always || NAMES.some(([place]) => value(place, cls) > 0)).map(({ cls }) => cls);
  return { rows, most, factor: insetFactor(rows, most), shown };
}

export function needsInset(row: StripRow, strip: Pick<Strip, 'most'>): boolean {
  return row.total > 0 && row.total < HAIR * strip.most;
}

/** One factor for all insets, so that these can be compared too: the largest round one with which they fit. */
function insetFactor(rows: readonly StripRow[], most: number): number | null {
  const small = rows.filter((row) => needsInset(row, { most })).map(({ total }) => total);
  return small.length === 0 ? null : roundDown((INSET_FILLS * most) / Math.max(...small));
}

/** 1, 2 or 5 times a power of ten. */
function roundDown(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([5, 2].find((step) => step * power <= value) ?? 1);
}

/** WAN bytes to and from VPN and internet clients (NET-3). */
export interface RemotePart {
  /** What left and reached their access links. */
  readonly up: number;
  readonly down: number;
  /** Bytes in all. What goes between two remote clients is up and down; where peers use the WAN, this is the least that it can be. */
  readonly bytes: number;
  readonly isLeast: boolean;
}

/** Null without remote sites. */
export function remotePart(ledger: LedgerView, sites: readonly Pick<ScenarioSite, 'kind'>[]): RemotePart | null {
  const remote = ledger.bySite.filter((_, index) => isRemote(sites[index]?.kind));
  if (remote.length === 0) return null;
  const up = remote.reduce((sum, site) => sum + site.wanUp, 0);
  const down = remote.reduce((sum, site) => sum + site.wanDown, 0);
  const twice = Math.min(up, down, ledger.peerLinks.wan);
  return { up, down, bytes: up + down - twice, isLeast: twice > 0 };
}

const isRemote = (kind: ScenarioSite['kind'] | undefined): boolean => kind === 'vpn' || kind === 'internet';
