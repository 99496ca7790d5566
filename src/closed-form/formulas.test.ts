import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileScenario } from '../scenario/compile';
import type { Scenario } from '../scenario/types';
import { fileBytes, fileBytesWithout, fileSeconds } from './files';
import type { Chain, Fleet } from './fleet';
import { leaderClients, leaderConnections, leaderConnectionsWithout } from './leaders';
import { questionCost, questionCostWithout, type Question, type Sensor } from './questions';
import { peersNamed, perSecond, registrationBytesPerSecond } from './registrations';
import { fleetOfSpread, spread } from './spread';
import { fleetOf } from './world-fleet';

const CHAIN: Chain = { count: 1, clients: 1, wanClients: 1, enters: 'wan', leaves: 'wan', wanLinks: 'none', site: 0, subnet: 0, zone: null };
const fleet = (...sizes: number[]): Fleet => ({
  clients: sizes.reduce((a, b) => a + b, 0),
  chains: sizes.map((clients) => ({ ...CHAIN, clients, wanClients: clients })),
  zones: [],
});

function world(more: Partial<Scenario>) {
  return compileScenario({
    format: 'chainscope-scenario',
    version: 1,
    sites: [{ id: 'a' }, { id: 'b' }, { id: 'vpn', kind: 'vpn' }],
    servers: [{ id: 'ts', kind: 'server' }],
    subnets: [],
    ...more,
  });
}

describe('leaders', () => {
  it('of a chain are two, of a chain of one the same client twice (LINK-2, CHAIN-10)', () => {
    expect(leaderConnections(fleet(3))).toBe(2);
    expect(leaderClients(fleet(3))).toBe(2);
    expect(leaderConnections(fleet(10, 20, 1))).toBe(6);
    expect(leaderClients(fleet(10, 20, 1))).toBe(5);
    expect(leaderConnectionsWithout(fleet(10, 20, 1))).toBe(62);
  });

  it('follow the AddressMask: /24 makes three chains of the worked example, /22 one (CHAIN-1)', () => {
    const example = world({
      subnets: [
        { cidr: '192.168.0.0/24', site: 'a', clients: 10 },
        { cidr: '192.168.1.0/24', site: 'a', clients: 20 },
        { cidr: '192.168.2.0/24', site: 'a', clients: 1 },
      ],
    });
    expect(leaderConnections(fleetOf(example, example.peering))).toBe(6);
    const wide = fleetOf(example, { ...example.peering, addressMask: 22 });
    expect(wide.chains).toMatchObject([{ count: 1, clients: 31 }]);
    expect(leaderConnections(wide)).toBe(2);
  });

  it('are all clients of an isolated range, and of IPv6 without a prefix (CHAIN-2, CHAIN-4)', () => {
    const example = world({
      subnets: [
        { cidr: '10.8.0.0/24', site: 'vpn', clients: 7 },
        { cidr: '2001:db8::/64', site: 'a', addresses: ['2001:db8::1', '2001:db8::2'] },
      ],
      peering: { isolated: ['10.8.0.0/16'] },
    });
    expect(leaderConnections(fleetOf(example, example.peering))).toBe(18);
    expect(leaderConnections(fleetOf(example, { ...example.peering, addressPrefixIPv6: 64 }))).toBe(16);
  });

  it('of separated and intentional subnets follow these instead of the mask (CHAIN-3, CHAIN-4)', () => {
    const example = world({
      subnets: [
        { cidr: '10.1.0.0/24', site: 'a', clients: 100 },
        { cidr: '10.1.1.0/24', site: 'a', clients: 50 },
      ],
      peering: { separated: ['10.1.0.64/27'], intentional: ['10.1.0.0/16'] },
    });
    // Addresses .64 to .95 apart; all others of both blocks together.
    const sizes = fleetOf(example, example.peering).chains.map((chain) => chain.clients);
    expect(sizes.sort((a, b) => a - b)).toEqual([32, 118]);
    expect(fleetOf(example, { ...example.peering, intentional: [], maxChain: 20 }).chains.reduce((sum, chain) => sum + chain.count, 0)).toBe(2 + 4 + 3);
  });
});

describe('registrations', () => {
  it('of 10,000 clients are 166.7 a second, whatever the chains (REG-4)', () => {
    expect(perSecond(10_000, 60)).toBeCloseTo(166.7, 1);
    expect((perSecond(10_000, 60) * 86_400) / 10_000).toBeCloseTo(1_440, 9);
  });

  it('name ten peers on either side as far as there are any (REG-8)', () => {
    for (let n = 1; n <= 60; n++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += Math.min(10, k) + Math.min(10, n - 1 - k);
      expect(peersNamed(n)).toBe(sum);
    }
  });

  it('weigh 600 bytes, and every four hours 5,500 and 24 for each peer named (§9)', () => {
    expect(registrationBytesPerSecond(60, 0, 60, 14_400)).toBeCloseTo(600 + (60 * 5_500) / 14_400, 9);
    expect(registrationBytesPerSecond(60, 100, 60, 14_400) - registrationBytesPerSecond(60, 0, 60, 14_400)).toBeCloseTo(2_400 / 14_400, 9);
  });
});

describe('a question', () => {
  const certain: Sensor = { values: ['yes'], weights: [1] };
  const ask = (...sensors: Sensor[]): Question => ({ sensors, targeted: () => 1 });

  it('crosses the WAN once into each chain and once out, and every link of the LAN once each way (Q-1, Q-3)', () => {
    const { question, answer } = questionCost(fleet(5), ask(certain));
    expect(question).toEqual({ wan: 360, lan: 4 * 360 });
    expect(answer).toEqual({ wan: 95, lan: 4 * 95 });
    expect(questionCostWithout(fleet(5), ask(certain))).toEqual({ question: { wan: 5 * 360, lan: 0 }, answer: { wan: 5 * 95, lan: 0 } });
  });

  it('with two sensors brings rows that add up along the chain (Q-6)', () => {
    const { answer } = questionCost(fleet(3), ask(certain, certain));
    expect(answer).toEqual({ wan: 80 + 3 * 22, lan: 80 + 22 + 80 + 44 });
  });

  it('brings each value once, with the probability that somebody so far has it', () => {
    const coin: Sensor = { values: ['a', 'bb'], weights: [1, 1] };
    const { answer } = questionCost(fleet(2), ask(coin));
    expect(answer.lan).toBeCloseTo(80 + 13 / 2 + 14 / 2, 9);
    expect(answer.wan).toBeCloseTo(80 + (13 * 3) / 4 + (14 * 3) / 4, 9);
  });

  it('for a part of the clients is carried by all, answered by those only (Q-7)', () => {
    const nobody: Question = { sensors: [certain], targeted: () => 0 };
    expect(questionCost(fleet(4), nobody)).toEqual({ question: { wan: 360, lan: 1_080 }, answer: { wan: 80, lan: 240 } });
    expect(questionCostWithout(fleet(4), nobody).answer).toEqual({ wan: 320, lan: 0 });
  });

  it('puts links between sites and of VPN clients on the WAN, and the server’s own site on the LAN (NET-3)', () => {
    const example = world({
      servers: [{ id: 'ts', kind: 'server', site: 'a' }],
      subnets: [
        { cidr: '10.1.0.0/25', site: 'a', clients: 3 },
        { cidr: '10.1.0.128/25', site: 'b', clients: 2 },
        { cidr: '10.9.0.0/24', site: 'vpn', clients: 4 },
      ],
    });
    const chains = fleetOf(example, example.peering);
    expect(chains.chains).toMatchObject([
      { clients: 5, enters: 'lan', leaves: 'wan', wanLinks: [3], wanClients: 2, site: -1 },
      { clients: 4, enters: 'wan', leaves: 'wan', wanLinks: 'all', wanClients: 4, site: 2 },
    ]);
    expect(questionCost(chains, ask(certain)).question).toEqual({ lan: 360 * 4, wan: 360 * 5 });
  });

  it('takes one more hop to and from a Zone Server (SRV-1)', () => {
    const example = world({
      servers: [
        { id: 'ts', kind: 'server', site: 'a' },
        { id: 'zs', kind: 'zone', site: 'a', upstream: 'ts' },
      ],
      subnets: [{ cidr: '10.9.0.0/24', site: 'vpn', clients: 2 }],
      peering: { isolated: ['10.9.0.0/24'] },
    });
    const behind = fleetOf(example, example.peering);
    expect(questionCost(behind, ask(certain))).toEqual({ question: { wan: 720, lan: 360 }, answer: { wan: 190, lan: 190 } });
    const peering = fleetOf(example, { ...example.peering, isolated: [] });
    expect(questionCost(peering, ask(certain)).answer).toEqual({ wan: 190, lan: 95 });
    // Without peering both answers take both legs, the question the leg between the servers once (NET-7).
    expect(questionCostWithout(peering, ask(certain))).toEqual({ question: { wan: 720, lan: 360 }, answer: { wan: 190, lan: 190 } });
  });
});

describe('a file', () => {
  it('of 500 MB for one chain of 50 takes 400 s on 10 Mbps, and 20,000 s without peering (FILE-11, NET-2)', () => {
    expect(fileBytes(fleet(50), 500e6)).toBe(500e6);
    expect(fileBytesWithout(fleet(50), 500e6)).toBe(25_000e6);
    expect(fileSeconds(500e6, { busiestSite: 1, ownLink: 0, server: 1 }, 10e6, 20e6, 1e10)).toBe(400);
    expect(fileSeconds(500e6, { busiestSite: 50, ownLink: 0, server: 50 }, 10e6, 20e6, 1e10)).toBe(20_000);
  });

  it('takes as long as the slowest link, be it a site’s, a remote client’s own or the server’s (NET-1)', () => {
    expect(fileSeconds(500e6, { busiestSite: 1, ownLink: 1, server: 2 }, 1e9, 20e6, 1e10)).toBe(200);
    expect(fileSeconds(500e6, { busiestSite: 0, ownLink: 1, server: 1 }, 1e9, 20e6, 1e10)).toBe(200);
    expect(fileSeconds(500e6, { busiestSite: 0, ownLink: 1, server: 8_000 }, 1e9, 20e6, 1e10)).toBe(3_200);
  });
});

describe('clients spread over sites', () => {
  const inputs = fc.record({
    clients: fc.integer({ min: 1, max: 50_000 }),
    sites: fc.integer({ min: 1, max: 300 }),
    vpnShare: fc.double({ min: 0, max: 1, noNaN: true }),
  });

  it('are all there, at most 254 in a subnet, and as even as can be', () => {
    fc.assert(
      fc.property(inputs, (given) => {
        const plan = spread(given);
        const sizes = plan.sites.flatMap(({ count, subnets }) => Array.from({ length: count }, () => subnets.reduce((a, b) => a + b, 0)));
        expect(sizes.reduce((a, b) => a + b, 0) + plan.vpn).toBe(given.clients);
        expect(sizes.length).toBeLessThanOrEqual(given.sites);
        expect(sizes.length).toBe(Math.min(given.sites, given.clients - plan.vpn));
        if (sizes.length > 0) expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        for (const { subnets } of plan.sites) {
          const total = subnets.reduce((a, b) => a + b, 0);
          expect(subnets.length).toBe(Math.ceil(total / 254));
          expect(Math.max(...subnets)).toBeLessThanOrEqual(254);
          expect(Math.max(...subnets) - Math.min(...subnets)).toBeLessThanOrEqual(1);
        }
        expect(fleetOfSpread(plan).clients).toBe(given.clients);
      }),
    );
  });
});
