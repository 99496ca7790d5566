/** The columns of the charts' table: what each says of a bucket. */
import type { SeriesView } from '../../engine/contract';
import { bytes, grouped } from '../../store/units';
import { CLASSES } from '../ledger/classes';
import type { Known } from './known';
import { instantWords } from './readout';

export interface TableColumn {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly say: (known: Known, bucket: number) => string;
}

export function sentIn({ sent }: SeriesView, place: 'lan' | 'wan', bucket: number): number {
  return CLASSES.reduce((sum, { cls }) => sum + (sent[cls][place][bucket] ?? 0), 0);
}

const level = (values: Float64Array, bucket: number): string => grouped(values[bucket] ?? 0);

export const TABLE_COLUMNS: readonly TableColumn[] = [
  {
    id: 'when',
    title: 'Time',
    hint: 'The bucket, from its beginning to its end',
    say: ({ series }, i) => instantWords(series, { t: i * series.bucket, isPointed: true }),
  },
  { id: 'wan', title: 'WAN', hint: 'Bytes sent over a WAN', say: ({ series }, i) => bytes(sentIn(series, 'wan', i)) },
  {
    id: 'wanWithout',
    title: 'without peering',
    hint: 'Bytes over a WAN for the same work without peering',
    say: ({ series }, i) => bytes(series.without.wan[i] ?? 0),
  },
  { id: 'lan', title: 'LAN', hint: 'Bytes sent inside sites', say: ({ series }, i) => bytes(sentIn(series, 'lan', i)) },
  {
    id: 'lanWithout',
    title: 'without peering',
    hint: 'Bytes inside sites for the same work without peering',
    say: ({ series }, i) => bytes(series.without.lan[i] ?? 0),
  },
  { id: 'leaders', title: 'Leaders', hint: 'Clients that lead, at the end of the bucket', say: ({ series }, i) => level(series.leaderClients, i) },
  {
    id: 'connections',
    title: 'Connections',
    hint: 'Connections that leaders hold, at the end of the bucket',
    say: ({ series }, i) => level(series.leaderConnections, i),
  },
  {
    id: 'online',
    title: 'Online',
    hint: 'Clients online, at the end of the bucket: without peering each holds a connection',
    say: ({ series }, i) => level(series.online, i),
  },
  { id: 'initial', title: 'Initial reg.', hint: 'Initial registrations', say: ({ series }, i) => level(series.initialRegistrations, i) },
  { id: 'normal', title: 'Normal reg.', hint: 'Normal registrations', say: ({ series }, i) => level(series.normalRegistrations, i) },
  { id: 'answers', title: 'Answers', hint: 'Answers that servers heard', say: ({ series }, i) => level(series.answers, i) },
];
