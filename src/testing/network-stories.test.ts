/** Links with bandwidth, by hand arithmetic to the microsecond: small worlds from text, each played in the simulation and in the reference, which must agree. */
import { describe, expect, it } from 'vitest';
import { createSimulation } from '../sim/simulation';
import type { Simulation } from '../sim/types';
import type { Micros } from '../sim/world';
import { firstDifference } from './compare';
import { SECOND, toWorld, type PlainSite, type PlainWorld } from './plain-world';
import { Reference } from './reference';
import { plainFromText } from './world-from-text';

const ASKED = 200 * SECOND;
const MILLISECOND: Micros = 1000;
const KBPS = 1000;
const MBPS = 1_000_000;
const GBPS = 1_000_000_000;
/** Bytes of a question with one sensor, and of the answer of one client to "Answer": 80 + 12 + its text. */
const QUESTION = 360;
const HOP = 5 * MILLISECOND;
const LAN = 500;

function play(text: string, change: (world: PlainWorld) => void): Simulation {
  const plain = plainFromText(text);
  change(plain);
  const world = toWorld(plain);
  const simulation = createSimulation(world);
  expect(firstDifference(simulation, new Reference(world))).toBeNull();
  return simulation;
}
/** µs after 200 s at which something happened, with the last number of the client's address. */
function times(simulation: Simulation, kinds: RegExp): string[] {
  const lines: string[] = [];
  for (let id = 1; id <= simulation.log.lastId; id++) {
    const row = simulation.log.get(id);
    if (row && kinds.test(row.kind) && row.client >= 0) lines.push(`.${simulation.addressText(row.client).split('.').at(-1)} ${row.t - ASKED}`);
  }
  return lines;
}
/** The same for one client, times alone. */
function timesOf(simulation: Simulation, client: string, kinds: RegExp): Micros[] {
  return times(simulation, kinds).flatMap((line) => (line.startsWith(`${client} `) ? [Number(line.split(' ')[1])] : []));
}
const site = (changes: Partial<PlainSite>): PlainSite => ({ id: 'hq', kind: 'headquarters', wan: 10 * MILLISECOND, lan: LAN, ...changes });
/** The server in a data center with a fast link, the clients in a branch (the story's first site). */
const branch =
  (changes: Partial<PlainSite>, dataCenter: Partial<PlainSite> = {}) =>
  (plain: PlainWorld): void => {
    plain.sites = [site(changes), { id: 'dc', kind: 'datacenter', wan: 2 * MILLISECOND, lan: LAN, upBps: 8 * GBPS, downBps: 8 * GBPS, ...dataCenter }];
    plain.servers = [{ id: 'ts', kind: 'server', site: 'dc', upstream: null }];
  };
const questions = (count: number): string => Array.from({ length: count }, (_, n) => `at 200s ask q${n} One`).join('\n');
/** Answers come long after the questions have passed; the one answer has 92 + 1 bytes. */
const SLOW = 'sensor One 1 1\nsettings {"sensorTime": 50, "answerHold": "never"}';
const onBothWays = (s: number, rate: number): Micros => Math.ceil((s * 8 * SECOND) / rate);

describe('store and forward', () => {
  it('n messages over k hops take (k + n − 1) serialisations, and the latency and processing of each hop (NET-2)', () => {
    const rate = MBPS;
    const x = onBothWays(QUESTION, rate);
    expect(x).toBe(2880);
    const simulation = play(`clients 10.0.0.1-6\n${SLOW}\n${questions(4)}`, (plain) => void (plain.sites[0] = site({ lanBps: rate })));
    // the server sends each on a line to itself: all of them are at the first client one serialisation later
    expect(timesOf(simulation, '.1', /question\.received/)).toEqual([x + LAN, x + LAN, x + LAN, x + LAN]);
    for (let k = 1; k <= 5; k++) {
      const expected = [0, 1, 2, 3].map((n) => x + LAN + k * (HOP + LAN) + (k + n) * x);
      expect(timesOf(simulation, `.${k + 1}`, /question\.received/)).toEqual(expected);
    }
  });

  it('a slow link in the middle of the way sets the pace, and the links behind it wait for nothing (NET-2)', () => {
    // data center up 1 Mbps: 2,880 µs each; branch down 64 kbps: 45,000 µs each
    const simulation = play(`clients 10.0.0.1-2\n${SLOW}\n${questions(3)}`, branch({ downBps: 64 * KBPS, lanBps: MBPS }, { upBps: MBPS }));
    const first = [1, 2, 3].map((n) => 2880 + 12 * MILLISECOND + n * 45_000);
    expect(timesOf(simulation, '.1', /question\.received/)).toEqual(first);
    expect(timesOf(simulation, '.2', /question\.received/)).toEqual(first.map((t) => t + HOP + 2880 + LAN));
  });

  it('what does not fill whole microseconds is carried on: seven messages of 411 3/7 µs take 2,880 µs together (NET-2)', () => {
    const simulation = play(`clients 10.0.0.1-2\n${SLOW}\n${questions(8)}`, (plain) => void (plain.sites[0] = site({ lanBps: 7 * MBPS })));
    const atFirst = 412 + LAN;
    const expected = [412, 823, 1235, 1646, 2058, 2469, 2880, 3292];
    expect(timesOf(simulation, '.2', /question\.received/)).toEqual(expected.map((t) => atFirst + HOP + t + LAN));
  });

  it('with overheads off bytes are 0 and nothing waits: only latency and processing are left (NET-2)', () => {
    const simulation = play(
      `clients 10.0.0.1-3\n${SLOW}\nsettings {"protocolOverheads": false}\n${questions(3)}`,
      branch({ downBps: KBPS, upBps: KBPS, lanBps: 8 * KBPS }),
    );
    expect(timesOf(simulation, '.1', /question\.received/)).toEqual([12_000, 12_000, 12_000]);
    expect(timesOf(simulation, '.3', /question\.received/)).toEqual([23_000, 23_000, 23_000]);
    expect(simulation.ledger()).toMatchObject({ sent: 0, received: 0, lost: 0, inFlight: 0 });
  });
});

const ISOLATED = 'peering {"isolated": ["10.0.0.0/24"]}';

describe('WAN links', () => {
  it('are shared: copies for k leaders leave a site’s link one serialisation after the other (NET-1, NET-2)', () => {
    // 22,500 µs each at 128 kbps; 0.36 µs each on the data center's 8 Gbps
    const simulation = play(`clients 10.0.0.1-5\n${SLOW}\n${ISOLATED}\n${questions(1)}`, branch({ downBps: 128 * KBPS }));
    const first = 1 + 12 * MILLISECOND;
    expect(times(simulation, /question\.received/)).toEqual([1, 2, 3, 4, 5].map((n) => `.${n} ${first + n * 22_500}`));
  });

  it('carry answers of all leaders first come first served, up at the rate up (NET-1, NET-2)', () => {
    // questions come down within a few µs; answers of 93 bytes go up at 8 kbps, 93 ms each, 50 s later
    const simulation = play(`clients 10.0.0.1-4\n${SLOW}\n${ISOLATED}\n${questions(1)}`, branch({ downBps: 8 * GBPS, upBps: 8 * KBPS }));
    const collected = times(simulation, /answers\.collected/);
    const [begin] = timesOf(simulation, '.1', /answers\.sent/);
    const one = 93 * MILLISECOND;
    // data center down at 8 Gbps takes 0.093 µs: one more
    expect(collected).toEqual([1, 2, 3, 4].map((n) => `.${n} ${begin! + n * one + 12 * MILLISECOND + 1}`));
  });

  it('are each client’s own in VPN and internet sites: nobody waits for another (NET-1, NET-3)', () => {
    const simulation = play(`clients 10.0.0.1-5\n${SLOW}\n${ISOLATED}\n${questions(1)}`, branch({ kind: 'vpn', downBps: 128 * KBPS }));
    // the copies leave the data center 0.36 µs apart
    expect(times(simulation, /question\.received/)).toEqual([1, 1, 2, 2, 2].map((late, n) => `.${n + 1} ${late + 12 * MILLISECOND + 22_500}`));
  });

  it('carry what VPN clients say to each other too: up one access link, down the other, both latencies (NET-3)', () => {
    const simulation = play(`clients 10.0.0.1-2\n${SLOW}\n${questions(1)}`, branch({ kind: 'vpn', upBps: 64 * KBPS, downBps: 128 * KBPS }));
    const first = 1 + 12 * MILLISECOND + 22_500;
    expect(times(simulation, /question\.received/)).toEqual([`.1 ${first}`, `.2 ${first + HOP + 45_000 + 20 * MILLISECOND + 22_500}`]);
    expect(simulation.ledger().peerLinks.lan).toBe(0);
    expect(simulation.ledger().peerLinks.wan).toBeGreaterThan(2 * QUESTION);
  });

  it('a chain that spans two sites has peer links over their WAN, and only those (NET-3)', () => {
    const text = `subnet 10.0.0.0/25 at hq\nclients 10.0.0.1-2\nsubnet 10.0.0.128/25 at dc\nclients 10.0.0.129-130\n${SLOW}\n${questions(1)}`;
    const simulation = play(text, branch({ upBps: 64 * KBPS, downBps: 128 * KBPS }, { lanBps: MBPS }));
    const first = 1 + 12 * MILLISECOND + 22_500;
    const second = first + HOP + onBothWays(QUESTION, GBPS) + LAN;
    // 45 ms up at the branch, 12 ms of latency, 0.36 µs down at the data center; then a LAN of 1 Mbps
    const third = second + HOP + 45_000 + 12 * MILLISECOND + 1;
    expect(times(simulation, /question\.received/)).toEqual([`.1 ${first}`, `.2 ${second}`, `.129 ${third}`, `.130 ${third + HOP + 2880 + LAN}`]);
  });

  it('a cut that is over before a waiting message arrives does not touch it; one that is not loses it at its arrival (NET-1, LINK-10)', () => {
    // 360 bytes take 360 ms at 8 kbps
    const cut = (from: number, until: number): Simulation =>
      play(`clients 10.0.0.1\n${SLOW}\n${questions(1)}\nat ${200 + from}s cutWan hq\nat ${200 + until}s restoreWan hq`, branch({ downBps: 8 * KBPS }));
    const arrival = 1 + 12 * MILLISECOND + 360 * MILLISECOND;
    const short = cut(0.1, 0.2);
    expect(times(short, /question\.(lost|received)/)).toEqual([`.1 ${arrival}`]);
    const long = cut(0.1, 1);
    expect(times(long, /question\.lost/)).toEqual([`.1 ${arrival}`]);
    expect(long.ledger().flow.question.wan).toMatchObject({ sent: QUESTION, received: 0, lost: QUESTION, inFlight: 0 });
  });
});

describe('throttles', () => {
  const throttled = (throttles: NonNullable<PlainWorld['throttles']>) => (plain: PlainWorld) => {
    plain.sites[0] = site({ lanBps: MBPS });
    plain.throttles = throttles;
  };

  it('delay what a server sends to clients, on its LAN too, one message after the other (NET-4)', () => {
    // 45 ms each at 64 kbps; then each has a line to itself
    const change = throttled([{ server: 'ts', subnet: null, rateBps: 64 * KBPS }]);
    const simulation = play(`clients 10.0.0.1-4\n${SLOW}\n${ISOLATED}\n${questions(1)}`, change);
    expect(times(simulation, /question\.received/)).toEqual([1, 2, 3, 4].map((n) => `.${n} ${n * 45_000 + 2880 + LAN}`));
  });

  it('never delay peers and what clients send to the server (NET-4, invariant 13)', () => {
    const text = `clients 10.0.0.1-3\n${SLOW}\n${questions(1)}`;
    const [free, slow] = [play(text, throttled([])), play(text, throttled([{ server: 'ts', subnet: null, rateBps: 8 * KBPS }]))];
    const late = 360 * MILLISECOND;
    for (const kinds of [/question\.received/, /answers\.(sent|received|collected)/]) {
      expect(times(slow, kinds)).toEqual(times(free, kinds).map((line) => line.replace(/\d+$/, (t) => String(Number(t) + late))));
    }
  });

  it('of a subnet stand behind the global ones, and the longest that contains the client counts alone, the slowest of equal ones (NET-4)', () => {
    const change = throttled([
      { server: 'ts', subnet: '10.0.0.0/8', rateBps: KBPS },
      { server: 'ts', subnet: '10.0.0.0/30', rateBps: GBPS },
      { server: 'ts', subnet: '10.0.0.0/30', rateBps: 64 * KBPS },
      { server: 'ts', subnet: '10.0.1.0/30', rateBps: KBPS },
      { server: 'ts', subnet: null, rateBps: 256 * KBPS },
      { server: 'ts', subnet: null, rateBps: 128 * KBPS },
    ]);
    const simulation = play(`clients 10.0.0.2-3\n${SLOW}\n${ISOLATED}\n${questions(1)}`, change);
    // 22.5 and 11.25 ms in the global ones, then 45 ms each
    expect(times(simulation, /question\.received/)).toEqual([1, 2].map((n) => `.${n + 1} ${33_750 + n * 45_000 + 2880 + LAN}`));
  });
});

describe('Zone Servers', () => {
  const behind = (plain: PlainWorld): void => {
    branch({ kind: 'internet', downBps: 8 * GBPS, upBps: 8 * GBPS })(plain);
    plain.sites.push({ id: 'dmz', kind: 'lab', wan: 7 * MILLISECOND, lan: LAN, upBps: MBPS, downBps: 128 * KBPS });
    plain.servers.push({ id: 'zs', kind: 'zone', site: 'dmz', upstream: 'ts' });
  };

  it('add one hop through the hub: its processing, the way and the time on the slower of both links (SRV-1)', () => {
    const simulation = play(`clients 10.0.0.1\n${SLOW}\n${questions(1)}`, behind);
    // down: 360 bytes at 128 kbps take 22,500 µs. Up: 93 bytes at 1 Mbps take 744 µs
    const way = 9 * MILLISECOND;
    const atZone = HOP + way + 22_500;
    // from the Zone Server: 2,880 µs at 1 Mbps, the way, 0.36 µs on the access link
    const received = atZone + 2880 + 17 * MILLISECOND + 1;
    expect(timesOf(simulation, '.1', /question\.received/)).toEqual([received]);
    const sent = received + 50 * SECOND;
    // 93 bytes: 0.093 µs up the access link, 5,812.5 µs down at 128 kbps
    expect(timesOf(simulation, '.1', /answers\.(sent|collected)/)).toEqual([sent, sent + 1 + 17 * MILLISECOND + 5813 + HOP + way + 744]);
  });

  it('a question crosses to a Zone Server once, however many of its clients lead (SRV-1)', () => {
    const simulation = play(`clients 10.0.0.1-5\n${SLOW}\n${ISOLATED}\n${questions(1)}`, behind);
    expect(times(simulation, /question\.received/)).toHaveLength(5);
    const sent = (server: number): number => simulation.trafficByServer()[server * 4 + 2] ?? 0;
    expect(simulation.ledger().flow.question.wan).toEqual({ sent: 6 * QUESTION, received: 6 * QUESTION, lost: 0, inFlight: 0 });
    expect(sent(1)).toBeGreaterThan(5 * QUESTION);
  });

  it('that does not work gets the question a minute later, and by then its clients have it not by registration either (SRV-1, REG-6)', () => {
    const text = `clients 10.0.0.1\n${SLOW}\n${questions(1)}\nat 200.01s stopServer zs\nat 200.1s startServer zs`;
    const simulation = play(text, behind);
    const atZone = HOP + 9 * MILLISECOND + 22_500 + 60 * SECOND;
    expect(timesOf(simulation, '.1', /question\.received/)).toEqual([atZone + 2880 + 17 * MILLISECOND + 1]);
  });
});

describe('loss', () => {
  /** A branch that loses every other message, and how late the question comes, in messages lost on the way down. */
  const lossy = (seed: number): Simulation =>
    play(`seed ${seed}\nclients 10.0.0.1\n${SLOW}\n${questions(1)}`, branch({ downBps: 128 * KBPS, upBps: 8 * GBPS, lossPpm: 500_000 }));
  const whole = 1 + 12 * MILLISECOND + 22_500;

  it('a lost message is sent again after 200 ms or two round trips, and both count (NET-1)', () => {
    const late = new Map<number, number>();
    for (let seed = 1; seed <= 12; seed++) {
      const simulation = lossy(seed);
      const [received] = timesOf(simulation, '.1', /question\.received/);
      const { question } = simulation.ledger().flow;
      const lost = question.wan.lost / QUESTION;
      // it is lost when it has left the branch's link, and begins its way anew 200 ms later
      expect(received, `seed ${seed}`).toBe(whole + lost * (whole + 200 * MILLISECOND));
      expect(question.wan).toEqual({ sent: (lost + 1) * QUESTION, received: QUESTION, lost: lost * QUESTION, inFlight: 0 });
      late.set(lost, (late.get(lost) ?? 0) + 1);
    }
    expect([...late.keys()].sort((a, b) => a - b).slice(0, 2)).toEqual([0, 1]);
  });

  it('a way of more than 50 ms is waited for twice there and back (NET-1)', () => {
    const far = (seed: number): Simulation =>
      play(`seed ${seed}\nclients 10.0.0.1\n${SLOW}\n${questions(1)}`, branch({ downBps: 128 * KBPS, wan: 98 * MILLISECOND, lossPpm: 500_000 }));
    const lateBy = [1, 2, 3, 4, 5, 6].map((seed) => timesOf(far(seed), '.1', /question\.received/)[0]! - (1 + 100 * MILLISECOND + 22_500));
    const cycle = 1 + 100 * MILLISECOND + 22_500 + 400 * MILLISECOND;
    expect(lateBy.every((late) => late % cycle === 0)).toBe(true);
    expect(lateBy.some((late) => late > 0)).toBe(true);
  });

  it('jitter makes a leg longer by at most what is given, differently for each message (NET-1)', () => {
    const simulation = play(`clients 10.0.0.1\n${SLOW}\n${questions(6)}`, branch({ downBps: 8 * GBPS, jitter: 30 * MILLISECOND }));
    const late = timesOf(simulation, '.1', /question\.received/).map((t) => t - 12 * MILLISECOND);
    expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...late)).toBeLessThanOrEqual(30 * MILLISECOND + 6);
    expect(new Set(late).size).toBe(6);
  });
});

describe('the books', () => {
  const five = `clients 10.0.0.1-5\n${SLOW}\n${questions(1)}\nuntil 300`;

  it('say what is on its way: sent, and neither received nor lost (NET-6)', () => {
    const plain = plainFromText(`clients 10.0.0.1-2\n${SLOW}\n${ISOLATED}\n${questions(1)}`);
    branch({ downBps: 8 * KBPS })(plain);
    const simulation = createSimulation(toWorld(plain));
    const inFlight = (t: Micros): number => {
      simulation.advanceTo(ASKED + t);
      const { sent, received, lost, inFlight: under } = simulation.ledger().flow.question.wan;
      expect([sent, lost]).toEqual([2 * QUESTION, 0]);
      expect(under).toBe(sent - received);
      return under;
    };
    const first = 1 + 12 * MILLISECOND + 360 * MILLISECOND;
    expect([0, first - 1, first, first + 360 * MILLISECOND - 1, first + 360 * MILLISECOND].map(inFlight)).toEqual([720, 720, 360, 360, 0]);
  });

  it('name the classes and places of a wave to the byte (NET-6)', () => {
    const { flow } = play(five, branch({})).ledger();
    const whole = (bytes: number): object => ({ sent: bytes, received: bytes, lost: 0, inFlight: 0 });
    expect(flow.question).toEqual({ lan: whole(4 * QUESTION), wan: whole(QUESTION) });
    // one distinct value, whoever gave it: each answer message has 93 bytes
    expect(flow.answer).toEqual({ lan: whole(4 * 93), wan: whole(93) });
  });

  it('put beside it what the same work would have cost without peering: everybody asked and answering by WAN (NET-7)', () => {
    const { without, flow, byClass } = play(five, branch({})).ledger();
    expect(without.question).toEqual({ lan: 0, wan: 5 * QUESTION });
    expect(without.answer).toEqual({ lan: 0, wan: 5 * 93 });
    expect(without.control).toEqual({ lan: 0, wan: 0 });
    // the lists of five clients: each names the four others
    expect(flow.registration.wan.sent - without.registration.wan).toBe(5 * 4 * 24);
    expect(byClass.registration.wan).toBe(flow.registration.wan.sent);
  });

  it('a link between peers below 128 kbps is flagged as slow, one at it is not (NET-5)', () => {
    const slow = (lanBps: number): number =>
      play(`clients 10.0.0.1-3\nuntil 100`, (plain) => void (plain.sites[0] = site({ lanBps }))).report().status['Slow Link'];
    expect(slow(128_000)).toBe(0);
    expect(slow(127_999)).toBe(3);
  });
});
