import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../scenario/types';
import { createSimulation } from '../../sim/simulation';
import type { LedgerView } from '../../sim/types';
import type { TrafficKind, TrafficQuery, TrafficResult, TrafficRow } from '../contract';
import { Refusal } from '../deps';
import { MIXED } from '../engine.test-tools';
import { Run } from '../run';
import { answerQuery } from './answer-query';
import { runAt, SECOND, spanning } from './queries.test-tools';
import { Table } from './table';

type Sums = TrafficResult['sums'];

const QUERY: TrafficQuery = { of: 'site', sort: 'label', descending: false, filter: '', offset: 0, limit: 1_000 };
/** Questions, a stop, a move and a fault: something of every kind is sent, received and lost. */
const BUSY: Scenario = {
  ...MIXED,
  timeline: [
    { at: '60s', do: 'ask', id: 'os', sensors: ['Operating System'] },
    { at: '60.02s', do: 'stop', clients: ['10.0.5.6'] },
    { at: '70s', do: 'move', client: '10.0.5.7', toSubnet: '10.1.7.0/24' },
    { at: '80s', do: 'deploy', id: 'patch', distribute: '5s' },
    { at: '90s', do: 'cutWan', site: 'berlin' },
    { at: '140s', do: 'restoreWan', site: 'berlin' },
  ],
};
const SPANNING: Scenario = { ...spanning(BUSY), timeline: [{ at: '60s', do: 'ask', id: 'os', sensors: ['Operating System'] }] };

function asking(seconds: number, scenario: Scenario = BUSY) {
  const { ask, run } = runAt(seconds, scenario);
  const traffic = (of: TrafficKind, more: Partial<TrafficQuery> = {}): TrafficResult => ask('traffic', { ...QUERY, of, ...more });
  return { traffic, run };
}

const add = (a: Sums, b: Sums): Sums => ({
  lanSent: a.lanSent + b.lanSent,
  lanReceived: a.lanReceived + b.lanReceived,
  wanSent: a.wanSent + b.wanSent,
  wanReceived: a.wanReceived + b.wanReceived,
});
const sumOf = (rows: readonly TrafficRow[]): Sums => rows.map((row): Sums => row).reduce(add, { lanSent: 0, lanReceived: 0, wanSent: 0, wanReceived: 0 });

/** The ledger's own sums. */
function totals({ flow }: LedgerView): Sums {
  const sum = (place: 'lan' | 'wan', what: 'sent' | 'received'): number => Object.values(flow).reduce((total, of) => total + of[place][what], 0);
  return { lanSent: sum('lan', 'sent'), lanReceived: sum('lan', 'received'), wanSent: sum('wan', 'sent'), wanReceived: sum('wan', 'received') };
}

describe('the ledger in rows', () => {
  test.each([
    ['a busy run', BUSY, [60.03, 75, 100, 300]],
    ['chains across a WAN', SPANNING, [60.03, 300]],
  ] as const)('adds up to the ledger to the byte, whatever it is split by: %s (NET-6)', (_, scenario, instants) => {
    for (const second of instants) {
      const { traffic, run } = asking(second, scenario);
      const expected = totals(run.sim.ledger());
      if (second === 60.03) expect(expected.wanSent).toBeGreaterThan(expected.wanReceived);
      expect(traffic('site').sums).toEqual(expected);
      for (const clients of ['subnet', 'client', 'chain'] as const) expect(add(traffic(clients).sums, traffic('server').sums), clients).toEqual(expected);
    }
  });

  test('a link carries what its site sent and what was sent to it, lost or not (NET-1, NET-6)', () => {
    const { traffic, run } = asking(300);
    const links = traffic('link').rows;
    const { bySite } = run.sim.ledger();
    for (const site of traffic('site').rows) {
      const link = links.find((row) => row.index === site.index)!;
      expect([link.wanSent, link.wanReceived]).toEqual([bySite[site.index]!.wanUp, bySite[site.index]!.wanDown]);
      expect(link.wanSent).toBe(site.wanSent);
      expect(link.wanReceived).toBeGreaterThanOrEqual(site.wanReceived);
      expect([link.lanSent, link.lanReceived]).toEqual([0, 0]);
    }
  });

  test('rates, use and queue are those of the link; remote clients share none, so there is no use to speak of (NET-3)', () => {
    const slow: Scenario = {
      ...BUSY,
      sites: BUSY.sites.map((site) => (site.id === 'berlin' ? { ...site, wan: { down: '8kbps', up: '8kbps', latency: '40ms' } } : site)),
    };
    const { traffic, run } = asking(60.1, slow);
    const rows = new Map(traffic('link').rows.map((row) => [row.label, row]));
    const berlin = rows.get('Berlin')!;
    const loads = run.sim.linkLoads();
    expect([berlin.upBps, berlin.downBps]).toEqual([loads[8], loads[9]]);
    expect(berlin.utilisation).toBe(Math.max(loads[8]!, loads[9]!) / 8_000);
    expect(berlin.waiting).toBe(Math.max(loads[10]!, loads[11]!));
    expect(berlin.waiting).toBeGreaterThan(100_000);
    expect(berlin.detail).toBe('8 kbps down, 8 kbps up, 40 ms');
    expect(rows.get('Remote')).toMatchObject({ utilisation: null, detail: 'each client its own: 20 Mbps down, 5 Mbps up, 45 ms' });
    expect(traffic('subnet').rows[0]).toMatchObject({ upBps: null, downBps: null, utilisation: null, waiting: null });
  });

  test('a link that is cut says so', () => {
    expect(asking(100).traffic('link', { filter: 'berlin' }).rows[0]?.detail).toMatch(/^cut; 10 Mbps down/);
    expect(asking(150).traffic('link', { filter: 'berlin' }).rows[0]?.detail).toMatch(/^10 Mbps down/);
  });

  test('a chain is named by its first client, with its length, and with the WAN that it crosses (NET-3)', () => {
    const { traffic } = asking(58, SPANNING);
    expect(traffic('chain').rows.map((row) => `${row.label}: ${row.detail}`)).toEqual([
      '10.0.5.1: 12 clients up to 10.0.5.134, Headquarters and Berlin, 1 link over a WAN',
      '10.8.1.1: 3 clients up to 10.8.1.3, Remote, 2 links over a WAN',
    ]);
    const alone = asking(58).traffic('chain').rows;
    expect(alone.map((row) => row.detail)).toEqual([
      '12 clients up to 10.0.5.12, Headquarters',
      'Berlin, alone',
      '8 clients up to 10.1.7.9, Berlin',
      'Remote, alone',
      'Remote, alone',
      'Remote, alone',
    ]);
  });

  test('a place that its client has left keeps what was sent from there', () => {
    const { traffic, run } = asking(100);
    const { rows, total } = traffic('client');
    expect(total).toBe(run.sim.slotCount);
    expect(rows.filter((row) => row.detail.endsWith('moved away')).map((row) => row.label)).toEqual(['10.0.5.7']);
    expect(rows.some((row) => row.label === '10.1.7.10')).toBe(true);
  });

  test('sorts by any column either way, filters by words, and comes a page at a time; its sums are those of all that match', () => {
    const { traffic } = asking(300);
    const all = traffic('client').rows;
    for (const sort of ['lanSent', 'lanReceived', 'wanSent', 'wanReceived'] as const) {
      const up = traffic('client', { sort }).rows.map((row) => row[sort]);
      expect(up).toEqual(all.map((row) => row[sort]).toSorted((a, b) => a - b));
      const down = traffic('client', { sort, descending: true }).rows.map((row) => row[sort]);
      expect(down).toEqual(up.toReversed());
    }
    expect(traffic('site').rows.map((row) => row.label)).toEqual(['Berlin', 'Data center', 'Headquarters', 'Remote']);
    expect(traffic('client').rows.slice(0, 3).map((row) => row.label)).toEqual(['10.0.5.1', '10.0.5.2', '10.0.5.3']); // prettier-ignore
    const page = traffic('client', { filter: 'BERLIN 10.1.7', offset: 2, limit: 3 });
    const berlin = all.filter((row) => row.detail.includes('Berlin'));
    expect(page).toMatchObject({ kept: true, total: all.length, matching: berlin.length, offset: 2, sums: sumOf(berlin) });
    expect(page.rows).toEqual(berlin.slice(2, 5));
  });

  test('rows without a figure come last, whichever way it is sorted', () => {
    const { traffic } = asking(300);
    for (const descending of [false, true]) expect(traffic('link', { sort: 'utilisation', descending }).rows.at(-1)?.label).toBe('Remote');
  });

  test('a run that keeps no books of single clients says so, and has all others', () => {
    const open = { scenario: BUSY, world: runAt(0, BUSY).run.open.world, text: '', warnings: [] };
    const run = new Run(
      open,
      (world) => createSimulation(world, { clientBooks: false }),
      () => 0,
    );
    run.advance(100 * SECOND, Infinity);
    const traffic = (of: TrafficKind) => answerQuery(run, new Table(run), 'traffic', { ...QUERY, of }) as TrafficResult;
    expect(traffic('client')).toMatchObject({ kept: false, total: 0, rows: [] });
    expect(traffic('chain')).toMatchObject({ kept: false, total: 0, rows: [] });
    expect(traffic('subnet')).toMatchObject({ kept: true, total: 3 });
  });

  test('what is asked wrongly is refused', () => {
    const { traffic } = asking(1);
    for (const more of [{ of: 'nothing' }, { sort: 'bytes' }, { filter: 7 }, { offset: -1 }, { limit: 0.5 }] as unknown as Partial<TrafficQuery>[])
      expect(() => traffic(more.of ?? 'site', more)).toThrow(Refusal);
  });
});
