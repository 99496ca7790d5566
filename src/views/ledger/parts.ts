/** What stands behind a figure of the ledger: its parts, which add up to it, and what it is to be compared with. */
import type { Flow, LedgerView, TrafficClass } from '../../sim/types';
import { bytes } from '../../store/units';
import { CLASSES, labelOf } from './classes';
import type { RemotePart, StripPlace } from './strip';

/** A total (part null), a class, or one of the marked parts of the WAN. */
export interface Spot {
  readonly place: StripPlace;
  readonly part: TrafficClass | 'remote' | 'peers' | null;
}

export interface PartLine {
  readonly label: string;
  readonly bytes: number;
  readonly cls: TrafficClass | null;
}

export interface Parts {
  readonly title: string;
  readonly total: number;
  /** What became of it; null where nothing really travels, or where it is not kept apart. */
  readonly flow: Flow | null;
  /** They add up to the total. */
  readonly classes: readonly PartLine[];
  /** They are contained in it. */
  readonly marked: readonly PartLine[];
  readonly messages: number | null;
  /** "x against y"; null where both are nothing. */
  readonly compared: string | null;
  readonly note: string;
}

export const PLACE_TITLES: Readonly<Record<StripPlace, string>> = { lan: 'LAN', wan: 'WAN', without: 'WAN without peering' };
const PLACE_NOTES: Readonly<Record<StripPlace, string>> = {
  lan: 'Between two ends in one site.',
  wan: 'Between sites, to and from servers elsewhere, and to and from remote clients.',
  without: 'The same work with every client talking to its server for everything, registration included.',
};

export function partsOf(spot: Spot, ledger: LedgerView, remote: RemotePart | null): Parts {
  const { place, part } = spot;
  if (part === 'remote') return remoteParts(remote);
  if (part === 'peers') return peerParts(ledger);
  return part === null ? totalParts(place, ledger, remote) : classParts(place, part, ledger);
}

function totalParts(place: StripPlace, ledger: LedgerView, remote: RemotePart | null): Parts {
  const classes = CLASSES.map(({ cls, label }) => ({ cls, label, bytes: bytesAt(ledger, place, cls) })).filter((line) => line.bytes > 0);
  const marked = place === 'wan' ? markedParts(ledger, remote) : [];
  return {
    title: PLACE_TITLES[place],
    total: sum(classes.map((line) => line.bytes)),
    flow: place === 'without' ? null : addedFlows(CLASSES.map(({ cls }) => ledger.flow[cls][place])),
    classes,
    marked,
    messages: place === 'without' ? null : ledger.messages[place],
    compared: comparedAt(
      place,
      CLASSES.map(({ cls }) => cls),
      ledger,
    ),
    note: PLACE_NOTES[place],
  };
}

function classParts(place: StripPlace, cls: TrafficClass, ledger: LedgerView): Parts {
  return {
    title: `${PLACE_TITLES[place]}: ${labelOf(cls)}`,
    total: bytesAt(ledger, place, cls),
    flow: place === 'without' ? null : ledger.flow[cls][place],
    classes: [],
    marked: [],
    messages: null,
    compared: comparedAt(place, [cls], ledger),
    note: PLACE_NOTES[place],
  };
}

const NOTHING = { flow: null, classes: [], marked: [], messages: null, compared: null } as const;

function remoteParts(remote: RemotePart | null): Parts {
  return {
    ...NOTHING,
    title: 'WAN: VPN and internet clients',
    total: remote?.bytes ?? 0,
    marked: [
      { label: 'up their access links', bytes: remote?.up ?? 0, cls: null },
      { label: 'down their access links', bytes: remote?.down ?? 0, cls: null },
    ],
    note: remote?.isLeast ? 'At least: between two of them it goes up and down.' : 'Contained in the WAN total.',
  };
}

function peerParts(ledger: LedgerView): Parts {
  return { ...NOTHING, title: 'WAN: links between peers', total: ledger.peerLinks.wan, note: 'A chain spans a WAN here. Contained in the WAN total.' };
}

export function markedParts(ledger: LedgerView, remote: RemotePart | null): PartLine[] {
  const lines: PartLine[] = [];
  if (remote !== null && remote.bytes > 0)
    lines.push({ label: remote.isLeast ? 'VPN and internet clients, at least' : 'VPN and internet clients', bytes: remote.bytes, cls: null });
  if (ledger.peerLinks.wan > 0) lines.push({ label: 'links between peers', bytes: ledger.peerLinks.wan, cls: null });
  return lines;
}

function bytesAt(ledger: LedgerView, place: StripPlace, cls: TrafficClass): number {
  return place === 'without' ? ledger.without[cls].wan : ledger.byClass[cls][place];
}

function comparedAt(place: StripPlace, classes: readonly TrafficClass[], ledger: LedgerView): string | null {
  const real = place === 'lan' ? 'lan' : 'wan';
  return comparedWords(sum(classes.map((cls) => ledger.byClass[cls][real])), sum(classes.map((cls) => ledger.without[cls][real])));
}

/** A saving is never told without its two sides. */
export function comparedWords(run: number, without: number): string | null {
  if (run === 0 && without === 0) return null;
  const sides = `${bytes(run)} against ${bytes(without)} without peering`;
  if (run === without) return `${sides}: no difference`;
  return `${sides}: ${bytes(Math.abs(without - run))} ${run < without ? 'less' : 'more'}`;
}

function addedFlows(flows: readonly Flow[]): Flow {
  return {
    sent: sum(flows.map((flow) => flow.sent)),
    received: sum(flows.map((flow) => flow.received)),
    lost: sum(flows.map((flow) => flow.lost)),
    inFlight: sum(flows.map((flow) => flow.inFlight)),
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
