/** Rules of the protocol as small stories: a chain, something that happens, what comes of it. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_PEERING, DEFAULT_SETTINGS, SECOND, toWorld, type PlainWorld } from '../../testing/plain-world';
import { createSimulation } from '../simulation';
import type { Simulation } from '../types';

type Item = PlainWorld['timeline'][number];

function chainOf(n: number, timeline: Item[] = [], extra: Partial<PlainWorld> = {}): PlainWorld {
  return {
    name: 'story',
    seed: 11,
    duration: 3600 * SECOND,
    sites: [{ id: 'hq', kind: 'branch', wan: 40_000, lan: 500 }],
    servers: [{ id: 'ts', kind: 'server', site: null, upstream: null }],
    subnets: [{ cidr: '10.0.0.0/24', site: 'hq', server: null, nat: null }],
    clients: Array.from({ length: n }, (_, i) => ({ address: `10.0.0.${i + 1}`, subnet: 0 })),
    firewalls: [],
    peering: DEFAULT_PEERING,
    settings: DEFAULT_SETTINGS,
    sensors: [],
    timeline,
    ...extra,
  };
}

function play(plain: PlainWorld, seconds: number): Simulation {
  const sim = createSimulation(toWorld(plain));
  sim.advanceTo(seconds * SECOND);
  return sim;
}

const stop = (at: number, n: number, orderly = false): Item => ({ at: at * SECOND, do: 'stop', clients: [`10.0.0.${n}`], orderly });
const start = (at: number, n: number): Item => ({ at: at * SECOND, do: 'start', clients: [`10.0.0.${n}`] });
const block = (at: number, from: string, to: string, bothWays: boolean): Item => ({ at: at * SECOND, do: 'block', id: 'b', rule: { from, to, bothWays } });

/** Runs as last octets: "1 2 | 3 4". */
function runs(sim: Simulation, kind: 'forwardRuns' | 'backwardRuns'): string {
  return sim
    .report()
    .chains[kind].map((run) => run.map((address) => address.split('.')[3]).join(' '))
    .join(' | ');
}
function leaders(sim: Simulation): string {
  const short = (list: string[]): string => list.map((address) => address.split('.')[3]).join(' ');
  const { backwardLeaders, forwardLeaders } = sim.report().chains;
  return `backward ${short(backwardLeaders)}, forward ${short(forwardLeaders)}`;
}
function firstOf(sim: Simulation, kind: string, client: number, after: number): number {
  for (let id = 1; id <= sim.log.lastId; id++) {
    const event = sim.log.get(id)!;
    if (event.kind === kind && event.client === client - 1 && event.t >= after * SECOND) return event.t / SECOND;
  }
  return NaN;
}

describe('worked examples (protocol.md §12)', () => {
  it('three clients of one /24 form one chain with two leaders (LINK-1, LINK-2, §4.2)', () => {
    const report = play(chainOf(3), 600).report({ clients: true });
    expect(report.chains.backwardLeaders).toEqual(['10.0.0.1']);
    expect(report.chains.forwardLeaders).toEqual(['10.0.0.3']);
    expect(report.chains.leaderConnections).toBe(2);
    expect(report.clientStates?.map((state) => state.send)).toEqual(['Forward Only', 'Normal', 'Backward Only']);
    expect(report.clientStates?.map((state) => state.receive)).toEqual(['Next Only', 'Normal', 'Previous Only']);
    expect(report.status).toMatchObject({ Leader: 2, Normal: 1, Blocked: 0 });
  });

  it('a single pair that is cut both ways reflects to two chains, since nearer claimants refuse (LINK-5, LINK-10)', () => {
    const sim = play(chainOf(5, [], { firewalls: [{ id: 'f', from: '10.0.0.2', to: '10.0.0.3', allow: false, bothWays: true }] }), 900);
    expect(runs(sim, 'forwardRuns')).toBe('1 2 | 3 4 5');
    expect(runs(sim, 'backwardRuns')).toBe('1 2 | 3 4 5');
    expect(leaders(sim)).toBe('backward 1 3, forward 2 5');
  });

  it('a /22 joins three subnets to one chain once every client has reset (CHAIN-1, CHAIN-8)', () => {
    const sizes = [10, 20, 1];
    const plain = chainOf(0, [{ at: 900 * SECOND, do: 'setPeering', peering: { addressMask: 22 } }], {
      subnets: sizes.map((_, i) => ({ cidr: `192.168.${i}.0/24`, site: 'hq', server: null, nat: null })),
      clients: sizes.flatMap((size, i) => Array.from({ length: size }, (_, k) => ({ address: `192.168.${i}.${k + 1}`, subnet: i }))),
    });
    const sim = play(plain, 800);
    expect(sim.report().chains.forwardRuns.length).toBe(3);
    expect(sim.report().chains.leaderConnections).toBe(6);
    expect(sim.report().chains.leaderClients).toBe(5);
    sim.advanceTo(960 * SECOND);
    expect(sim.report().chains.forwardRuns.length).toBe(3);
    sim.advanceTo((900 + 6 * 3600 + 600) * SECOND);
    expect(sim.report().chains.forwardRuns.map((run) => run.length)).toEqual([31]);
    expect(sim.report().chains.leaderConnections).toBe(2);
  });

  it('ten thousand clients make 166.7 registrations per second, whatever the chains (REG-3, REG-4)', () => {
    const subnets = Array.from({ length: 50 }, (_, s) => ({ cidr: `10.1.${s}.0/24`, site: 'hq', server: null, nat: null }));
    const clients = subnets.flatMap((_, s) => Array.from({ length: 200 }, (_u, k) => ({ address: `10.1.${s}.${k + 1}`, subnet: s })));
    const sim = play(chainOf(0, [], { subnets, clients }), 600);
    const before = sim.report().registrations.normal;
    sim.advanceTo(4200 * SECOND);
    expect(Math.abs((sim.report().registrations.normal - before) / 3600 / (10_000 / 60) - 1)).toBeLessThan(0.005);
  });
});

describe('a client goes away', () => {
  it('silently: its neighbours notice after 30 s and link past it (LINK-8, LINK-4)', () => {
    const sim = play(chainOf(5, [stop(300, 3)]), 600);
    expect(runs(sim, 'forwardRuns')).toBe('1 2 4 5');
    expect(firstOf(sim, 'link.lost', 2, 300)).toBe(330);
    expect(leaders(sim)).toBe('backward 1, forward 5');
  });

  it('in an orderly way: they learn of each other and link within round trips (LINK-9)', () => {
    const sim = play(chainOf(5, [stop(300, 3, true)]), 301);
    expect(runs(sim, 'forwardRuns')).toBe('1 2 4 5');
    expect(firstOf(sim, 'link.opened', 2, 300)).toBeLessThan(300.01);
  });

  it('and comes back: the chain takes it in at its old place within round trips of its registration (LINK-6)', () => {
    const sim = play(chainOf(5, [stop(300, 3), start(500, 3)]), 502);
    expect(runs(sim, 'forwardRuns')).toBe('1 2 3 4 5');
    expect(runs(sim, 'backwardRuns')).toBe('1 2 3 4 5');
  });

  it('the last one: its neighbour reflects and becomes forward leader (LINK-2)', () => {
    const sim = play(chainOf(4, [stop(300, 4)]), 400);
    expect(leaders(sim)).toBe('backward 1, forward 3');
  });
});

describe('firewalls', () => {
  it('a wall between two halves makes two chains; lifted, they heal within about a minute (LINK-7, LINK-10)', () => {
    const sim = play(chainOf(6, [block(300, '10.0.0.0/30', '10.0.0.4/30', true), { at: 500 * SECOND, do: 'unblock', id: 'b' }]), 450);
    expect(runs(sim, 'forwardRuns')).toBe('1 2 3 | 4 5 6');
    expect(leaders(sim)).toBe('backward 1 4, forward 3 6');
    sim.advanceTo(580 * SECOND);
    expect(runs(sim, 'forwardRuns')).toBe('1 2 3 4 5 6');
    expect(leaders(sim)).toBe('backward 1, forward 6');
  });

  it('a one-way block costs one direction only: the blocked side becomes no leader by it (LINK-10, LINK-2)', () => {
    const sim = play(chainOf(2, [block(300, '10.0.0.1', '10.0.0.2', false)]), 500);
    expect(runs(sim, 'forwardRuns')).toBe('1 | 2');
    expect(runs(sim, 'backwardRuns')).toBe('1 2');
    expect(leaders(sim)).toBe('backward 1, forward 1 2');
  });

  it('a block that is lifted before 30 s leaves the link alive (LINK-8)', () => {
    const sim = play(chainOf(3, [block(300, '10.0.0.1', '10.0.0.2', true), { at: 320 * SECOND, do: 'unblock', id: 'b' }]), 600);
    expect(firstOf(sim, 'link.cut', 1, 300)).toBe(300);
    expect(firstOf(sim, 'link.lost', 1, 300)).toBeNaN();
  });

  it('a host firewall that lets nothing in leaves a client that leads nowhere "Blocked" (LINK-10, §4.2)', () => {
    const clients = [1, 2, 3, 4].map((n) => ({ address: `10.0.0.${n}`, subnet: 0, ...(n === 2 ? { blockIncoming: true } : {}) }));
    const state = play(chainOf(0, [], { clients }), 900).report({ clients: true }).clientStates![1]!;
    expect([state.send, state.receive, state.status]).toEqual(['Normal', 'None', 'Blocked']);
  });
});

describe('a client that hears of a peer', () => {
  it('whose silence it is still waiting out tries it anew at once (LINK-6)', () => {
    const clients = [1, 2, 3].map((n) => ({ address: `10.0.0.${n}`, subnet: 0, startAt: (n === 2 ? 2 : 0) * SECOND }));
    const sim = play(chainOf(0, [], { clients }), 2.5);
    expect(runs(sim, 'forwardRuns')).toBe('1 2 3');
    expect(firstOf(sim, 'link.timeout', 1, 0)).toBeNaN();
  });
});

describe('who may peer', () => {
  it('isolated clients are both leaders with send and receive None (CHAIN-4)', () => {
    const report = play(chainOf(3, [], { peering: { ...DEFAULT_PEERING, isolated: ['10.0.0.0/24'] } }), 300).report({ clients: true });
    expect(report.chains.leaderConnections).toBe(6);
    expect(report.clientStates?.every((state) => state.send === 'None' && state.receive === 'None' && state.roles.length === 2)).toBe(true);
  });

  it('a separated range and the rest of its block are two chains (CHAIN-3)', () => {
    const sim = play(chainOf(8, [], { peering: { ...DEFAULT_PEERING, separated: ['10.0.0.4/30'] } }), 600);
    expect(runs(sim, 'forwardRuns')).toBe('1 2 3 8 | 4 5 6 7');
  });

  it('an intentional range joins blocks that the mask keeps apart (CHAIN-4)', () => {
    const subnets = [0, 1].map((s) => ({ cidr: `10.0.${s}.0/24`, site: 'hq', server: null, nat: null }));
    const clients = [0, 1].flatMap((s) => [1, 2].map((n) => ({ address: `10.0.${s}.${n}`, subnet: s })));
    const sim = play(chainOf(0, [], { subnets, clients, peering: { ...DEFAULT_PEERING, intentional: ['10.0.0.0/23'] } }), 600);
    expect(sim.report().chains.forwardRuns.map((run) => run.length)).toEqual([4]);
  });

  it('IPv6 clients do not peer with prefix 0, and do with a prefix (CHAIN-2)', () => {
    const subnets = [{ cidr: '2001:db8::/64', site: 'hq', server: null, nat: null }];
    const clients = [1, 2, 3].map((n) => ({ address: `2001:db8::${n}`, subnet: 0 }));
    const zero = play(chainOf(0, [], { subnets, clients }), 600);
    expect(zero.report().chains.forwardRuns.length).toBe(3);
    const some = play(chainOf(0, [], { subnets, clients, peering: { ...DEFAULT_PEERING, addressPrefixIPv6: 64 } }), 600);
    expect(some.report().chains.forwardRuns.map((run) => run.length)).toEqual([3]);
  });

  it('clients behind different NAT addresses do not peer (CHAIN-7)', () => {
    const subnets = ['a', 'b'].map((nat, s) => ({ cidr: `10.0.0.${s * 128}/25`, site: 'hq', server: null, nat }));
    const clients = [1, 2, 129, 130].map((n) => ({ address: `10.0.0.${n}`, subnet: n > 128 ? 1 : 0 }));
    expect(runs(play(chainOf(0, [], { subnets, clients }), 600), 'forwardRuns')).toBe('1 2 | 129 130');
  });

  it('a longest chain length cuts the ordered list (CHAIN-9)', () => {
    expect(runs(play(chainOf(7, [], { peering: { ...DEFAULT_PEERING, maxChain: 3 } }), 900), 'forwardRuns')).toBe('1 2 3 | 4 5 6 | 7');
  });

  it('the clients of two servers never share a chain (CHAIN-6)', () => {
    const plain = chainOf(12, [], { servers: ['ts1', 'ts2'].map((id) => ({ id, kind: 'server' as const, site: null, upstream: null })) });
    const states = play(plain, 900).report({ clients: true }).clientStates!;
    const serverOf = new Map(states.map((state) => [state.address, state.server]));
    expect(new Set(serverOf.values()).size).toBe(2);
    for (const state of states) for (const peer of [state.forwardPeer, state.backwardPeer]) if (peer) expect(serverOf.get(peer)).toBe(state.server);
  });
});

describe('registration', () => {
  it('goes to the other server when one stops, and chains follow (REG-9, CHAIN-6)', () => {
    const plain = chainOf(6, [{ at: 300 * SECOND, do: 'stopServer', server: 'ts1' }], {
      servers: ['ts1', 'ts2'].map((id) => ({ id, kind: 'server' as const, site: null, upstream: null })),
    });
    const report = play(plain, 700).report({ clients: true });
    expect(report.clientStates?.every((state) => state.server === 'ts2')).toBe(true);
    expect(report.chains.forwardRuns.map((run) => run.length)).toEqual([6]);
    expect(report.connections.toServers).toEqual({ ts1: 0, ts2: 2 });
  });

  it('that finds no server is repeated after 60 s, and peer links stay (REG-10)', () => {
    const plain = chainOf(4, [
      { at: 300 * SECOND, do: 'stopServer', server: 'ts' },
      { at: 700 * SECOND, do: 'startServer', server: 'ts' },
    ]);
    const sim = play(plain, 600);
    expect(runs(sim, 'forwardRuns')).toBe('1 2 3 4');
    expect(sim.report().connections.toServers).toEqual({ ts: 0 });
    const failed = firstOf(sim, 'registration.failed', 1, 300);
    expect(failed).toBeLessThanOrEqual(393);
    sim.advanceTo(800 * SECOND);
    expect(sim.report().clients.registered).toBe(4);
    expect(sim.report().connections.toServers).toEqual({ ts: 2 });
  });

  it('a client that roams leaves silently and starts anew at its new address (REG-1)', () => {
    const plain = chainOf(4, [{ at: 300 * SECOND, do: 'move', client: '10.0.0.2', toSubnet: '10.8.0.0/24' }], {
      sites: [
        { id: 'hq', kind: 'branch', wan: 40_000, lan: 500 },
        { id: 'vpn', kind: 'vpn', wan: 45_000, lan: 500 },
      ],
      subnets: [
        { cidr: '10.0.0.0/24', site: 'hq', server: null, nat: null },
        { cidr: '10.8.0.0/24', site: 'vpn', server: null, nat: null },
      ],
    });
    const report = play(plain, 500).report({ clients: true });
    expect(report.clients).toEqual({ total: 4, online: 4, registered: 4 });
    expect(report.chains.forwardRuns).toEqual([['10.0.0.1', '10.0.0.3', '10.0.0.4'], ['10.8.0.1']]);
  });

  it('in a first roll-out, where the server knows nobody, chains grow by hints (REG-12, LINK-6)', () => {
    const sim = play(chainOf(9, [], { settings: { ...DEFAULT_SETTINGS, knownFleet: false } }), 600);
    expect(runs(sim, 'forwardRuns')).toBe('1 2 3 4 5 6 7 8 9');
    expect(runs(sim, 'backwardRuns')).toBe('1 2 3 4 5 6 7 8 9');
  });
});

describe('what the server knows', () => {
  it('a client that has not registered for three longest intervals is in no new list (REG-7)', () => {
    const settings = { ...DEFAULT_SETTINGS, initialRegistrationReset: [600 * SECOND, 600 * SECOND] as const };
    const sim = play(chainOf(3, [stop(100, 2)], { settings }), 590);
    expect(sim.candidatesOf(0, 0).map((candidate) => sim.addressText(candidate.slot))).toEqual(['10.0.0.2', '10.0.0.3']);
    sim.advanceTo(700 * SECOND);
    expect(sim.candidatesOf(0, 0).map((candidate) => sim.addressText(candidate.slot))).toEqual(['10.0.0.3']);
  });

  it('leaders register like everybody, beside the connections they hold (REG-11, REG-4)', () => {
    const report = play(chainOf(3), 3700).report({ clients: true });
    const counts = report.clientStates!.map((state) => state.registrations.normal);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThan(15);
    expect(report.connections.toServers).toEqual({ ts: 2 });
  });

  it('a chain of one is like an isolated client: both leaders, no link, no seeking (CHAIN-10)', () => {
    const alone = play(chainOf(1), 300);
    const isolated = play(chainOf(1, [], { peering: { ...DEFAULT_PEERING, isolated: ['10.0.0.0/24'] } }), 300);
    const seen = (sim: Simulation) => sim.report({ clients: true }).clientStates!.map(({ send, receive, status, roles }) => ({ send, receive, status, roles }));
    expect(seen(alone)).toEqual(seen(isolated));
    expect(alone.timersOf(0).retry).toEqual([null, null]);
  });

  it('chains are the same against the cloud as against a server on the premises (SRV-2)', () => {
    const cloud = play(chainOf(5, [stop(300, 3)], { servers: [{ id: 'ts', kind: 'cloud', site: null, upstream: null }] }), 600);
    expect(cloud.hash()).toBe(play(chainOf(5, [stop(300, 3)]), 600).hash());
  });
});

describe('the books', () => {
  it('balance while messages are under way, get lost and arrive (NET-6)', () => {
    const sim = play(chainOf(6, [stop(100, 3), block(160, '10.0.0.4', '10.0.0.5', true)]), 0);
    let inFlight = 0;
    while (sim.stepEvent(400 * SECOND)) {
      const books = sim.ledger();
      const byClass = Object.values(books.byClass).reduce((sum, bytes) => sum + bytes.lan + bytes.wan, 0);
      expect(books.sent).toBe(byClass);
      expect(books.inFlight).toBeGreaterThanOrEqual(0);
      inFlight = Math.max(inFlight, books.inFlight);
    }
    const books = sim.ledger();
    expect(inFlight).toBeGreaterThan(0);
    expect(books.lost).toBeGreaterThan(0);
    expect(books.inFlight).toBe(0);
    expect(books.bySite[0]!.lan).toBe(books.byClass.control.lan);
  });
});

describe('every event', () => {
  it('has a cause before it, and the chain of causes ends in a start, an act or a timer', () => {
    const sim = play(chainOf(6, [stop(300, 3), start(400, 3), block(500, '10.0.0.1', '10.0.0.2', true)]), 900);
    for (let id = 1; id <= sim.log.lastId; id++) {
      const causes = sim.log.causesOf(id);
      expect(causes.every((event, i) => i === 0 || event.id < causes[i - 1]!.id)).toBe(true);
      expect(['client.started', 'client.stopped', 'client.moved', 'act', 'client.registered']).toContain(causes.at(-1)!.kind);
    }
  });
});
