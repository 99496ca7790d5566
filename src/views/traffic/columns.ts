/** Columns of the rows by kind, and what an empty list says. */
import type { TrafficColumn, TrafficKind, TrafficRow } from '../../engine/contract';
import type { TrafficPlace } from '../../store/traffic-choice';
import { bitRate, bytes, number, span } from '../../store/units';

export interface TrafficColumnSpec {
  /** null = cannot be sorted by. */
  readonly sort: TrafficColumn | null;
  readonly id: keyof TrafficRow;
  readonly title: string;
  readonly width: number;
  readonly hint?: string;
  readonly text: (row: TrafficRow) => string;
  /** As written in an export: a plain number, or words. */
  readonly plain: (row: TrafficRow) => string;
  /** As the head of an exported column: with the unit. */
  readonly plainTitle: string;
}

export const KINDS: readonly { readonly of: TrafficKind; readonly many: string; readonly one: string }[] = [
  { of: 'site', many: 'Sites', one: 'Site' },
  { of: 'link', many: 'WAN links', one: 'WAN link of' },
  { of: 'subnet', many: 'Subnets', one: 'Subnet' },
  { of: 'chain', many: 'Chains', one: 'Chain from' },
  { of: 'server', many: 'Servers', one: 'Server' },
  { of: 'client', many: 'Clients', one: 'Client' },
];

type ByteColumn = 'lanSent' | 'lanReceived' | 'wanSent' | 'wanReceived';

const inBytes = (id: ByteColumn, title: string, hint: string): TrafficColumnSpec => ({
  sort: id,
  id,
  title,
  hint,
  width: 104,
  text: (row) => bytes(row[id]),
  plain: (row) => String(row[id]),
  plainTitle: `${title} (bytes)`,
});

const WAN_SENT = inBytes('wanSent', 'WAN sent', 'Sent over a WAN by clients and servers here');
const WAN_RECEIVED = inBytes('wanReceived', 'WAN received', 'Received over a WAN; what was lost or is in flight is missing here');
const LAN_SENT = inBytes('lanSent', 'LAN sent', 'Sent inside its site');
const LAN_RECEIVED = inBytes('lanReceived', 'LAN received', 'Received inside its site');
const UP = inBytes('wanSent', 'Up', 'Went up this WAN link');
const DOWN = inBytes('wanReceived', 'Down', 'Came down this WAN link');

const rate = (id: 'upBps' | 'downBps', title: string): TrafficColumnSpec => ({
  sort: id,
  id,
  title,
  hint: 'Bits per second over the last one to two buckets of the series',
  width: 104,
  text: (row) => (row[id] === null ? '–' : bitRate(row[id])),
  plain: (row) => (row[id] === null ? '' : String(row[id])),
  plainTitle: `${title} (bit/s)`,
});
const UP_NOW = rate('upBps', 'Up lately');
const DOWN_NOW = rate('downBps', 'Down lately');

const UTILISATION: TrafficColumnSpec = {
  sort: 'utilisation',
  id: 'utilisation',
  title: 'Load',
  hint: 'Of its rate, in the direction that is fuller, lately. Clients with links of their own share none.',
  width: 76,
  text: ({ utilisation }) => (utilisation === null ? '–' : percent(utilisation)),
  plain: ({ utilisation }) => (utilisation === null ? '' : String(utilisation)),
  plainTitle: 'Load (share of the rate)',
};
/** Less than a hundredth of a percent is told as that. */
function percent(share: number): string {
  return share > 0 && share < 1e-4 ? '< 0.01 %' : `${number(share * 100)} %`;
}

const WAITING: TrafficColumnSpec = {
  sort: 'waiting',
  id: 'waiting',
  title: 'Queue',
  hint: 'Time until what waits at the link has left it',
  width: 84,
  text: ({ waiting }) => (waiting === null ? '–' : waiting === 0 ? 'empty' : span(waiting)),
  plain: ({ waiting }) => (waiting === null ? '' : String(waiting)),
  plainTitle: 'Queue (microseconds)',
};

const LABEL_WIDTH: Readonly<Record<TrafficKind, number>> = { site: 150, link: 150, subnet: 140, chain: 120, server: 110, client: 120 };
const DETAIL_WIDTH: Readonly<Record<TrafficKind, number>> = { site: 170, link: 340, subnet: 200, chain: 320, server: 200, client: 200 };

const NUMBERS: Readonly<Record<TrafficKind, readonly TrafficColumnSpec[]>> = {
  site: [WAN_SENT, WAN_RECEIVED, LAN_SENT, LAN_RECEIVED, UP_NOW, DOWN_NOW],
  link: [UP, DOWN, UP_NOW, DOWN_NOW, UTILISATION, WAITING],
  subnet: [WAN_SENT, WAN_RECEIVED, LAN_SENT, LAN_RECEIVED],
  chain: [WAN_SENT, WAN_RECEIVED, LAN_SENT, LAN_RECEIVED],
  server: [WAN_SENT, WAN_RECEIVED, LAN_SENT, LAN_RECEIVED],
  client: [WAN_SENT, WAN_RECEIVED, LAN_SENT, LAN_RECEIVED],
};

/** Limited to one place, only its columns. */
export function columnsOf(of: TrafficKind, place: TrafficPlace | null): readonly TrafficColumnSpec[] {
  const words = (sort: 'label' | null, id: 'label' | 'detail', title: string, width: number): TrafficColumnSpec => ({
    sort,
    id,
    title,
    width,
    text: (row) => row[id],
    plain: (row) => row[id],
    plainTitle: title,
  });
  const one = KINDS.find((kind) => kind.of === of)?.one ?? '';
  const numbers = of === 'link' || place === null ? NUMBERS[of] : NUMBERS[of].filter(({ id }) => !id.startsWith(place === 'lan' ? 'wan' : 'lan'));
  return [words('label', 'label', one, LABEL_WIDTH[of]), ...numbers, words(null, 'detail', 'What it is', DETAIL_WIDTH[of])];
}

/** Books by client are kept for fleets up to this size (docs/model.md). */
export const NOT_KEPT = 'More than 20,000 clients: the run keeps no books of single clients, and so none of chains. Sites, subnets and servers have theirs.';
