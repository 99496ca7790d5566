/** Sums under the rows: what each kind's rows add up to, and what else was sent so that both make the ledger's totals (NET-6). */
import type { TrafficKind, TrafficResult } from '../../engine/contract';
import type { TrafficPlace } from '../../store/traffic-choice';

type Sums = TrafficResult['sums'];

export interface SumLine {
  readonly place: TrafficPlace;
  /** What these rows sent and received. */
  readonly sent: number;
  readonly received: number;
  /** What the senders without a row here sent; null where rows and these do not make the total. */
  readonly others: { readonly what: string; readonly sent: number } | null;
}

/** Who sends, and has no row in a list of these. */
export const OTHERS: Readonly<Record<Exclude<TrafficKind, 'link'>, string>> = {
  site: 'servers outside every site',
  subnet: 'servers',
  chain: 'servers',
  client: 'servers',
  server: 'clients',
};

/** `others`: the sums of the senders that have no row here, null while they are not known. With a filter the rows are a part of some size. */
export function sumLines(of: TrafficKind, sums: Sums, isFiltered: boolean, others: Sums | null): SumLine[] {
  const line = (place: TrafficPlace, sent: number, received: number, rest: number | undefined): SumLine => ({
    place,
    sent,
    received,
    others: of === 'link' || isFiltered || rest === undefined ? null : { what: OTHERS[of], sent: rest },
  });
  const wan = line('wan', sums.wanSent, sums.wanReceived, others?.wanSent);
  return of === 'link' ? [wan] : [wan, line('lan', sums.lanSent, sums.lanReceived, others?.lanSent)];
}

/** Servers that stand in no site; null when not all servers are among the rows. `siteOf`: undefined = none. */
export function outsideSites(servers: TrafficResult, siteOf: (index: number) => string | undefined): Sums | null {
  if (servers.rows.length < servers.total) return null;
  const rows = servers.rows.filter(({ index }) => siteOf(index) === undefined);
  const sum = (id: keyof Sums): number => rows.reduce((total, row) => total + row[id], 0);
  return { lanSent: sum('lanSent'), lanReceived: sum('lanReceived'), wanSent: sum('wanSent'), wanReceived: sum('wanReceived') };
}
