import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../scenario/types';
import { MIXED, SMALL } from '../engine.test-tools';
import { MAX_WORDS } from './explain';
import { runAt, spanning } from './queries.test-tools';

const ASK = { do: 'ask', id: 'os', sensors: ['Operating System'] } as const;
/** Berlin hangs on a modem line. */
const SLOW: Scenario = {
  ...MIXED,
  sites: MIXED.sites.map((site) => (site.id === 'berlin' ? { ...site, wan: { down: '8kbps', up: '8kbps', latency: '40ms' } } : site)),
};
const SPANNING = spanning(MIXED);
const fleet = (seconds: number, scenario: Scenario) => runAt(seconds, scenario).ask('explain', { selection: null });

describe('the network explained', () => {
  test('what went over WANs stands beside what would have without peering, registration included (NET-7)', () => {
    const { run, ask } = runAt(200, SMALL);
    const { byClass, without } = run.sim.ledger();
    const sum = (of: typeof byClass): number => Object.values(of).reduce((total, { wan }) => total + wan, 0);
    const kilo = (bytes: number): string => `${Number((bytes / 1_000).toPrecision(3))} kB`;
    expect(ask('explain', { selection: null }).cost).toBe(
      `WAN: ${kilo(sum(byClass))} against ${kilo(sum(without))} without peering, registration included; 2 leader connections, about 0.1 registrations a second.`,
    );
  });

  test('before anything has crossed a WAN it is what peering is about to cost', () => {
    expect(fleet(0, SMALL).cost).toBe('0 leader connections for 0 clients, and about 0.0 registrations per second.');
  });

  test('bytes between peers over a WAN and those of remote clients are parts of their own (NET-3)', () => {
    const { run, ask } = runAt(200, SPANNING);
    const { cost } = ask('explain', { selection: null });
    const { peerLinks } = run.sim.ledger();
    expect(peerLinks.wan).toBeGreaterThan(0);
    const rows = run.sim.trafficBySubnet();
    const remote = rows[2 * 4 + 2]! + rows[2 * 4 + 3]!;
    expect(cost).toContain(
      `; ${Number((peerLinks.wan / 1_000).toPrecision(3))} kB between peers, ${Number((remote / 1_000).toPrecision(3))} kB on remote links.`,
    );
    expect(fleet(200, MIXED).cost).toMatch(/registration included; [\d.]+ kB on remote links\.$/);
  });

  test('chains that cross a WAN have a remedy (CHAIN-3, CHAIN-4)', () => {
    expect(fleet(200, SPANNING).tryThis).toBe('Isolate the VPN range: 4 peer links of remote clients cross their own access links.');
    const sites: Scenario = { ...SPANNING, peering: { isolated: ['10.8.0.0/16'] } };
    expect(fleet(200, sites).tryThis).toBe('Separate the subnets by site: 2 peer links cross a WAN.');
    const apart: Scenario = { ...SPANNING, peering: { isolated: ['10.8.0.0/16'], separated: ['10.0.5.0/25', '10.0.5.128/25'] } };
    expect(fleet(200, apart).tryThis).toContain('Unplug a client');
  });

  test('a client whose link crosses a WAN is told what that has cost', () => {
    const { ask, slotOf, run } = runAt(200, SPANNING);
    const slot = slotOf('10.8.1.2');
    const sent = run.sim.trafficByClient()![slot * 4 + 2]!;
    expect(ask('explain', { selection: slot }).cost).toBe(
      `2 peer links cross a WAN: 10.8.1.2 has sent ${Number((sent / 1_000).toPrecision(3))} kB over WANs so far, registration included.`,
    );
  });

  test('a full link is what a question costs before all else: what is on it, and how far behind it is (NET-2)', () => {
    const { ask, run } = runAt(60.2, { ...SLOW, timeline: [{ at: '60s', ...ASK }] });
    // Two leaders: 2 × 360 bytes at 8,000 bits per second.
    expect(ask('explain', { selection: null }).cost).toMatch(
      /^Berlin's WAN is full: 2 messages, 56\d(\.\d)? ms behind; the question took \d+ LAN and \d+ WAN messages\.$/,
    );
    expect(ask('explain', { selection: null }).tryThis).toBe('Give that link more bandwidth, or ask fewer computers at once.');
    expect(run.sim.question(0)?.open).toBe(true);
  });

  test('a link that registrations fill is what happens (NET-2)', () => {
    const start = fleet(2, { ...SLOW, settings: { startWindow: '1s' } });
    expect(start.happening).toMatch(/^Berlin's WAN is full: \d+(\.\d)? s behind\.$/);
    const quick = fleet(2, { ...MIXED, settings: { startWindow: '1s' } });
    expect(quick.happening).not.toContain('full');
  });

  test('a cut WAN says whom it cuts off (NET-1)', () => {
    const cut: Scenario = { ...MIXED, timeline: [{ at: '200s', do: 'cutWan', site: 'berlin' }] };
    expect(fleet(200.5, cut).happening).toBe("Berlin's WAN is cut; nobody has lost contact so far.");
    expect(fleet(330, cut)).toMatchObject({
      happening: "Berlin's WAN is cut: 9 clients reach no server; links inside a LAN stay up.",
      tryThis: 'Restore the WAN link and watch clients reach their server again.',
    });
  });

  test('registrations that are more than a link can carry are said, because the model lets them pass (REG-4, NET-2)', () => {
    const narrow: Scenario = {
      ...MIXED,
      sites: MIXED.sites.map((site) => (site.id === 'berlin' ? { ...site, wan: { down: '300bps', up: '300bps', latency: '40ms' } } : site)),
      settings: { startWindow: '10s', normalRegistration: ['30s', '30s'] },
    };
    // Nine clients, 400 bytes every 30 s: 960 bits per second.
    expect(fleet(1_200, narrow)).toMatchObject({
      happening: "Registrations alone need 320 % of Berlin's WAN (300 bps); the model does not delay them.",
      tryThis: 'Give its WAN more bandwidth, or let its clients register less often.',
    });
    expect(fleet(1_000, MIXED).happening).not.toContain('Registrations alone');
  });

  test('all of it takes at most 20 words', () => {
    const timeline: Scenario['timeline'] = [
      { at: '60s', ...ASK },
      { at: '70s', do: 'deploy', id: 'patch', distribute: '10s' },
      { at: '100s', do: 'cutWan', site: 'berlin' },
      { at: '101s', do: 'cutWan', site: 'hq' },
    ];
    for (const scenario of [SLOW, SPANNING, MIXED])
      for (const second of [0, 2, 60.2, 62, 71, 100.5, 140, 700]) {
        const { ask } = runAt(second, { ...scenario, timeline });
        const { happening, why, cost, tryThis } = ask('explain', { selection: null });
        for (const text of [happening, why, cost, tryThis]) {
          expect(text).toMatch(/^\S.*\.$/);
          expect(text).not.toMatch(/undefined|NaN|null|Infinity/);
          expect(text.split(/\s+/).length).toBeLessThanOrEqual(MAX_WORDS);
        }
      }
  });
});
