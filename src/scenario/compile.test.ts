import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { World } from '../sim/world';
import { goodScenario } from '../testing/bad-scenarios';
import { checkScenario } from './check-scenario';
import { addressOfSlot, slotOfAddress } from './client-columns';
import { compileScenario } from './compile';
import { problemsOf } from './message-lint.test-tools';
import { readScenario } from './read';

function worldOf(change: Record<string, unknown>): World {
  const result = checkScenario({ format: 'chainscope-scenario', version: 1, sites: [{ id: 'hq', kind: 'headquarters' }], subnets: [], ...change });
  expect(problemsOf(result)).toEqual([]);
  if (!result.ok) throw new Error('refused');
  return compileScenario(result.value);
}

const addressesOf = (world: World): string[] => Array.from({ length: world.clientCount }, (_, slot) => addressOfSlot(world, slot));

describe('clients', () => {
  it('stand in chain order, whatever the order of the file (CHAIN-5)', () => {
    const subnets = [
      { cidr: '2001:db8:2::/64', site: 'hq', clients: 2 },
      { cidr: '192.168.0.0/24', site: 'hq', addresses: ['192.168.0.200', '192.168.0.9'] },
      { cidr: '2001:db8:1::/64', site: 'hq', addresses: ['2001:db8:1::ff', '2001:db8:1::e'] },
      { cidr: '10.0.0.0/24', site: 'hq', clients: 2 },
      { cidr: '9.0.0.0/24', site: 'hq', clients: 5, managed: false },
    ];
    const world = worldOf({ subnets });
    expect(addressesOf(world)).toEqual([
      '10.0.0.1',
      '10.0.0.2',
      '192.168.0.9',
      '192.168.0.200',
      '2001:db8:1::e',
      '2001:db8:1::ff',
      '2001:db8:2::1',
      '2001:db8:2::2',
    ]);
    expect([...world.subnetOf]).toEqual([3, 3, 1, 1, 2, 2, 0, 0]);
    expect([...world.family]).toEqual([4, 4, 4, 4, 6, 6, 6, 6]);
    expect(addressesOf(worldOf({ subnets: subnets.toReversed() }))).toEqual(addressesOf(world));
  });

  it('get the first host addresses: .1 on, both of a /31, the one of a /32, ::1 on', () => {
    const subnets = ['10.0.0.0/24', '10.0.1.4/31', '10.0.2.9/32', '2001:db8::/64', '2001:db8:1::2/127', '2001:db8:2::9/128'].map((cidr) => ({
      cidr,
      site: 'hq',
      clients: cidr.endsWith('32') || cidr.endsWith('128') ? 1 : 2,
    }));
    expect(addressesOf(worldOf({ subnets }))).toEqual([
      '10.0.0.1',
      '10.0.0.2',
      '10.0.1.4',
      '10.0.1.5',
      '10.0.2.9',
      '2001:db8::1',
      '2001:db8::2',
      '2001:db8:1::2',
      '2001:db8:1::3',
      '2001:db8:2::9',
    ]);
  });

  it('are found by address, and only by those they have', () => {
    const world = worldOf({
      subnets: [
        { cidr: '10.0.0.0/16', site: 'hq', clients: 1_000 },
        { cidr: '2001:db8::/64', site: 'hq', clients: 1_000 },
      ],
    });
    addressesOf(world).forEach((address, slot) => expect(slotOfAddress(world, address)).toBe(slot));
    expect(
      ['10.0.0.0', '10.0.3.233', '9.9.9.9', '255.255.255.255', '2001:db8::', '2001:db8::3e9', '::ffff:10.0.0.1', 'nobody'].map((text) =>
        slotOfAddress(world, text),
      ),
    ).toEqual(Array(8).fill(null));
  });

  it('fill a million places', () => {
    const world = worldOf({ subnets: Array.from({ length: 16 }, (_, i) => ({ cidr: `10.${i}.0.0/16`, site: 'hq', clients: 62_500 })) });
    expect([world.clientCount, addressOfSlot(world, 0), addressOfSlot(world, 999_999), slotOfAddress(world, '10.15.244.36')]).toEqual([
      1_000_000,
      '10.0.0.1',
      '10.15.244.36',
      999_999,
    ]);
    expect(world.address.every((value, slot) => slot === 0 || value > (world.address[slot - 1] ?? 0))).toBe(true);
  });
});

describe('the world', () => {
  it('has the defaults of every kind of site (NET-5)', () => {
    const kinds = ['datacenter', 'headquarters', 'branch', 'vpn', 'internet', 'lab'];
    const { sites } = worldOf({ sites: kinds.map((kind) => ({ id: kind, kind })) });
    expect(
      sites.map((site) => [site.kind, site.name, site.remote, site.wan.downBps, site.wan.upBps, site.wan.latency, site.lan.rateBps, site.lan.latency]),
    ).toEqual([
      ['datacenter', 'datacenter', false, 1e10, 1e10, 2_000, 1e9, 500],
      ['headquarters', 'headquarters', false, 1e9, 1e9, 10_000, 1e9, 500],
      ['branch', 'branch', false, 1e7, 1e7, 40_000, 1e9, 500],
      ['vpn', 'vpn', true, 2e7, 5e6, 45_000, 1e9, 500],
      ['internet', 'internet', true, 2e7, 5e6, 45_000, 1e9, 500],
      ['lab', 'lab', false, 1e9, 1e9, 10_000, 1e9, 500],
    ]);
  });

  it('has the defaults of settings and peering (REG-2, REG-3, REG-8, LINK-7, LINK-8, CHAIN-1, NET-5, Q-3, Q-5, Q-8)', () => {
    const world = worldOf({});
    expect(world.settings).toEqual({
      normalRegistration: [30e6, 90e6],
      initialRegistrationReset: [7_200e6, 21_600e6],
      startWindow: 60e6,
      knownFleet: true,
      connectTimeout: 3e6,
      reflectRetry: 60e6,
      keepAlive: 10e6,
      keepAliveMisses: 3,
      protocolOverheads: true,
      hopProcessing: 5_000,
      sensorTime: 20_000,
      answerHold: 1e6,
      questionExpiry: 600e6,
      actionTimeout: 60e6,
    });
    expect(world.peering).toEqual({
      addressMask: 24,
      addressPrefixIPv6: 0,
      separated: [],
      isolated: [],
      intentional: [],
      peerListSize: 10,
      maxChain: null,
      skipUnreachable: true,
    });
    expect([world.servers, world.duration, world.seed, world.clientCount]).toEqual([[{ id: 'ts', kind: 'server', site: 0, upstream: -1 }], 600e6, 1, 0]);
  });

  it('gives each subnet its server names: its own, Zone Servers for remote sites, else servers and cloud; never modules (REG-9)', () => {
    const servers = [
      { id: 'z2', kind: 'zone', upstream: 'b' },
      { id: 'b', kind: 'server' },
      { id: 'm', kind: 'module' },
      { id: 'z1', kind: 'zone', upstream: 'z2' },
      { id: 'a', kind: 'cloud' },
    ];
    const sites = [{ id: 'hq' }, { id: 'home', kind: 'vpn' }];
    const subnets = [
      { cidr: '10.0.0.0/24', site: 'hq' },
      { cidr: '10.0.1.0/24', site: 'home' },
      { cidr: '10.0.2.0/24', site: 'home', server: 'b' },
      { cidr: '10.0.3.0/24', site: 'hq', managed: false },
    ];
    const world = worldOf({ servers, sites, subnets });
    const names = world.subnets.map((subnet) => subnet.servers.map((server) => world.servers[server]?.id));
    expect(names).toEqual([['a', 'b'], ['z1', 'z2'], ['b'], []]);
    expect(world.servers.map((server) => server.upstream)).toEqual([1, -1, -1, 0, -1]);
    const reordered = worldOf({ servers: servers.toReversed(), sites, subnets });
    expect(reordered.subnets.map((subnet) => subnet.servers.map((server) => reordered.servers[server]?.id))).toEqual(names);
  });

  it('puts a Zone Server that names nobody before the only server (SRV-1)', () => {
    expect(
      worldOf({
        servers: [
          { id: 'z', kind: 'zone' },
          { id: 'ts', kind: 'server' },
        ],
      }).servers[0]?.upstream,
    ).toBe(1);
  });

  it('numbers NAT addresses by what they are, not by how they are written or ordered (CHAIN-7)', () => {
    const subnets = ['203.0.113.9', null, '2001:DB8::1', '203.0.113.2', '2001:db8:0::1'].map((nat, i) => ({ cidr: `10.0.${i}.0/24`, site: 'hq', nat }));
    expect(worldOf({ subnets }).subnets.map((subnet) => subnet.nat)).toEqual([3, 0, 1, 2, 1]);
  });

  it('sorts the timeline by time, and keeps the order of the file for one instant', () => {
    const timeline = [
      { at: '2m', do: 'restoreWan', site: 'hq' },
      { at: '1m', do: 'cutWan', site: 'hq' },
      { at: '60s', do: 'stopServer', server: 'ts' },
      { at: '0s', do: 'verifySatellite', client: '10.0.0.1' },
    ];
    const file = { subnets: [{ cidr: '10.0.0.0/24', site: 'hq', clients: 1 }], satellites: [{ client: '10.0.0.1' }], timeline };
    expect(worldOf(file).timeline).toEqual([
      { at: 0, do: 'later', what: 'verifySatellite' },
      { at: 60e6, do: 'cutWan', site: 0 },
      { at: 60e6, do: 'stopServer', server: 0 },
      { at: 120e6, do: 'restoreWan', site: 0 },
    ]);
  });

  it('gives every firewall rule an id and keeps the order of the file (LINK-10)', () => {
    const firewalls = [
      { from: 'any', to: '10.0.0.1' },
      { id: 'firewall-3', from: '10.0.0.0/8', to: 'any', action: 'allow', bothWays: true },
      { from: 'any', to: 'any' },
    ];
    expect(worldOf({ firewalls, timeline: [{ at: '1s', do: 'unblock', id: 'firewall-1' }] }).firewalls).toEqual([
      { id: 'firewall-1', from: null, to: { family: 4, words: [0, 0, 0, 0x0a000001], length: 32 }, allow: false, bothWays: false },
      { id: 'firewall-3', from: { family: 4, words: [0, 0, 0, 0x0a000000], length: 8 }, to: null, allow: true, bothWays: true },
      { id: 'firewall-3-', from: null, to: null, allow: false, bothWays: false },
    ]);
  });

  it('puts throttles in an order of their own: all clients of a server before subnets, the tighter of two equal ones first (NET-4)', () => {
    const servers = [
      { id: 'zz', kind: 'server' },
      { id: 'aa', kind: 'cloud' },
    ];
    const throttles = [
      { server: 'zz', subnet: '10.1.0.0/16', rate: '3Mbps' },
      { server: 'zz', rate: '2Mbps' },
      { server: 'zz', subnet: '10.0.0.0/8', rate: '128kbps' },
      { server: 'aa', subnet: '2001:db8::/32', rate: '9bps' },
      { server: 'zz', rate: '1Mbps' },
    ];
    const ten = (second: number, length: number) => ({ family: 4, words: [0, 0, 0, 0x0a000000 + second * 65_536], length });
    const expected = [
      { server: 1, subnet: { family: 6, words: [0x20010db8, 0, 0, 0], length: 32 }, rateBps: 9 },
      { server: 0, subnet: null, rateBps: 1e6 },
      { server: 0, subnet: null, rateBps: 2e6 },
      { server: 0, subnet: ten(0, 8), rateBps: 128_000 },
      { server: 0, subnet: ten(1, 16), rateBps: 3e6 },
    ];
    expect(worldOf({ servers, throttles }).throttles).toEqual(expected);
    expect(worldOf({ servers, throttles: throttles.toReversed() }).throttles).toEqual(expected);
    expect(worldOf({}).throttles).toEqual([]);
  });

  it('has an exception for each client that is named with something of its own, and for no other', () => {
    const file = {
      ...goodScenario(),
      clients: [
        { address: '10.0.5.3', name: 'A', startAt: '5s' },
        { address: '10.0.5.4', blockIncoming: true, online: false },
        { address: '10.0.5.5', answer: 'x', sensorTime: '1.5ms', actionLock: true },
        { address: '10.0.5.6', actionLock: false, cacheLimit: '5MB' },
      ],
    };
    expect([...worldOf(file).exceptions]).toEqual([
      [2, { name: 'A', startAt: 5e6 }],
      [3, { online: false, blockIncoming: true }],
      [4, { answer: 'x', sensorTime: 1_500, actionLock: true }],
    ]);
  });

  it('holds everything of the example with every field', () => {
    const result = readScenario(readFileSync(new URL('../../docs/full-example.json', import.meta.url), 'utf8'));
    const world = result.ok ? compileScenario(result.value) : null;
    expect(
      world && [world.clientCount, world.timeline.length, world.firewalls.length, world.sites.length, world.subnets.length, world.exceptions.size],
    ).toEqual([67, 19, 4, 7, 8, 3]);
    expect(world?.sites[0]).toMatchObject({
      wan: { downBps: 5e9, upBps: 2.5e9, latency: 3_000, jitter: 200, lossPpm: 1_000 },
      lan: { rateBps: 1e10, latency: 100 },
    });
    expect(world?.peering).toMatchObject({ addressMask: 22, addressPrefixIPv6: 56, peerListSize: 8, maxChain: 100, skipUnreachable: false });
    expect(world?.peering.isolated.map((prefix) => prefix.length)).toEqual([32, 16]);
  });
});
