import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createSimulation } from '../../sim/simulation';
import type { Report } from '../../sim/types';
import { writeScenario } from '../canonical';
import { compileScenario } from '../compile';
import { importSubnets } from '../import/import-subnets';
import { readScenario } from '../read';
import { DUNDER_MIFFLIN_PLAN } from './dunder-mifflin-plan';
import { BUILT_INS, builtIn } from './index';

const root = new URL('../../../', import.meta.url);

const CLIENTS: Readonly<Record<string, number>> = {
  'figure-2': 60,
  'figure-1': 10,
  'firewall-in-subnet': 24,
  'one-way-block': 8,
  'two-servers': 24,
  'mass-restart': 480,
  'vpn-not-isolated': 44,
  'vpn-isolated': 44,
  'mask-24-to-22': 31,
  'dunder-mifflin': 8633,
  'ten-thousand': 10_000,
  'hundred-thousand': 100_000,
  million: 1_000_000,
};

/** The report of a built-in scenario at some seconds. */
function reportsOf(id: string, ...seconds: readonly number[]): Report[] {
  const entry = builtIn(id);
  if (entry === undefined) throw new Error(`no built-in scenario ${id}`);
  const simulation = createSimulation(compileScenario(entry.scenario()));
  return seconds.map((t) => {
    simulation.advanceTo(t * 1_000_000);
    return simulation.report();
  });
}

describe('the built-in scenarios', () => {
  it('have distinct ids, and are found by them', () => {
    expect(BUILT_INS.map((entry) => entry.id)).toEqual(Object.keys(CLIENTS));
    for (const entry of BUILT_INS) expect(builtIn(entry.id)).toBe(entry);
    expect(builtIn('nothing')).toBeUndefined();
  });

  it('are the files under public/scenarios, byte for byte', () => {
    expect(readdirSync(new URL('public/scenarios/', root)).toSorted()).toEqual(BUILT_INS.map((entry) => `${entry.id}.json`).toSorted());
    for (const { id, scenario } of BUILT_INS) {
      expect(readFileSync(new URL(`public/scenarios/${id}.json`, root), 'utf8') === writeScenario(scenario()), id).toBe(true);
    }
  });

  describe.each(BUILT_INS.map((entry) => [entry.id, entry] as const))('%s', (id, entry) => {
    it('is valid without a warning, and has exactly the clients it promises', () => {
      const read = readScenario(writeScenario(entry.scenario()));
      expect(read).toMatchObject({ ok: true, warnings: [] });
      expect(compileScenario(entry.scenario()).clientCount).toBe(CLIENTS[id]);
    });

    it('has a card of four short texts, and a description', () => {
      const texts = [entry.title, ...Object.values(entry.card as unknown as Record<string, string>)];
      expect(texts).toHaveLength(5);
      for (const text of texts.slice(1)) expect([text, text.length >= 40 && text.length <= 256]).toEqual([text, true]);
      expect(entry.title.length).toBeLessThanOrEqual(40);
      expect(entry.scenario().description).toBe(entry.card.what);
    });
  });
});

describe('what the cards say is what happens', () => {
  it('figure-1: two leaders, and a newcomer between its neighbours at once (LINK-6)', () => {
    const [before, after] = reportsOf('figure-1', 119, 121);
    expect(before?.chains).toMatchObject({ forwardLeaders: ['10.0.5.10'], backwardLeaders: ['10.0.5.1'], leaderConnections: 2 });
    expect(before?.chains.forwardRuns[0]).toHaveLength(9);
    expect(after?.chains.forwardRuns).toEqual([Array.from({ length: 10 }, (_, i) => `10.0.5.${i + 1}`)]);
    expect(after?.chains.backwardRuns).toEqual(after?.chains.forwardRuns);
  });

  it('figure-2: two connections for each of five chains, two for each isolated VPN client (CHAIN-4), all behind the Zone Server (SRV-1)', () => {
    const [report] = reportsOf('figure-2', 75);
    expect(report?.chains).toMatchObject({ leaderConnections: 26, leaderClients: 18 });
    expect(report?.connections.toServers).toEqual({ ts: 10, zs1: 16 });
  });

  it('firewall-in-subnet: one chain, then two, then one again (LINK-10, LINK-7)', () => {
    const [before, split, healed] = reportsOf('firewall-in-subnet', 119, 300, 430);
    expect(before?.chains.leaderConnections).toBe(2);
    expect(split?.chains).toMatchObject({ forwardLeaders: ['10.0.5.15', '10.0.5.24'], backwardLeaders: ['10.0.5.1', '10.0.5.16'] });
    expect(healed?.chains.leaderConnections).toBe(2);
  });

  it('one-way-block: two forward runs, one backward run, and the blocked side leads nothing (LINK-10)', () => {
    const [report] = reportsOf('one-way-block', 120);
    expect(report?.chains).toMatchObject({ forwardLeaders: ['10.0.5.4', '10.0.5.8'], backwardLeaders: ['10.0.5.1'] });
  });

  it('two-servers: two chains, then one, since nobody goes back to the server that failed (CHAIN-6, REG-9)', () => {
    const [before, outage, after] = reportsOf('two-servers', 175, 400, 600);
    expect(before?.connections.toServers).toEqual({ ts1: 2, ts2: 2 });
    for (const report of [outage, after]) expect(report).toMatchObject({ connections: { toServers: { ts1: 0, ts2: 2 } }, chains: { leaderConnections: 2 } });
  });

  it('mass-restart: 320 clients register at once, and their chains stand within a second (REG-1)', () => {
    const [before, after] = reportsOf('mass-restart', 239, 241);
    expect(before?.clients.online).toBe(160);
    expect((after?.registrations.initial ?? 0) - (before?.registrations.initial ?? 0)).toBe(320);
    expect(after?.chains.leaderConnections).toBe(6);
  });

  it('vpn: a chain over the internet if not isolated, 48 leader connections if isolated (CHAIN-4)', () => {
    expect(reportsOf('vpn-not-isolated', 120)[0]?.chains.leaderConnections).toBe(4);
    expect(reportsOf('vpn-isolated', 120)[0]?.chains.leaderConnections).toBe(2 + 48);
  });

  it('mask-24-to-22: six connections and five leaders, then one chain of 31 once every client has reset (CHAIN-1, CHAIN-8)', () => {
    const [before, changed, after] = reportsOf('mask-24-to-22', 119, 121, 420);
    expect(before?.chains).toMatchObject({ leaderConnections: 6, leaderClients: 5 });
    expect(changed?.chains.leaderConnections).toBe(6);
    expect(after?.chains).toMatchObject({ leaderConnections: 2 });
    expect(after?.chains.forwardRuns.map((run) => run.length)).toEqual([31]);
  });

  it('dunder-mifflin is what the importer makes of data/netbox-prefixes.csv', () => {
    const { scenario } = importSubnets(readFileSync(new URL('data/netbox-prefixes.csv', root)));
    expect({ servers: scenario?.servers, sites: scenario?.sites, subnets: scenario?.subnets }).toEqual(DUNDER_MIFFLIN_PLAN);
  });

  it('ten-thousand: two connections for each office subnet and each VPN client (LINK-3)', () => {
    const scenario = builtIn('ten-thousand')?.scenario();
    const vpn = scenario?.subnets.filter((subnet) => subnet.site === 'vpn') ?? [];
    const offices = (scenario?.subnets.length ?? 0) - vpn.length;
    const vpnClients = vpn.reduce((sum, subnet) => sum + (subnet.clients ?? 0), 0);
    expect(reportsOf('ten-thousand', 235)[0]?.chains.leaderConnections).toBe(2 * (offices + vpnClients));
  });
});
