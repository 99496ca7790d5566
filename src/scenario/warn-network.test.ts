import { describe, expect, it } from 'vitest';
import { goodScenario } from '../testing/bad-scenarios';
import { checkScenario } from './check-scenario';
import { problemsOf, wrongMessages } from './message-lint.test-tools';

type Json = Record<string, unknown>;

const FILE = {
  format: 'chainscope-scenario',
  version: 1,
  servers: [
    { id: 'ts', kind: 'server', site: 'dc' },
    { id: 'zs', kind: 'zone', site: 'dmz' },
  ],
  sites: [
    { id: 'dc', name: 'Data center', kind: 'datacenter' },
    { id: 'dmz', kind: 'datacenter' },
    { id: 'berlin', name: 'Berlin' },
    { id: 'home', kind: 'vpn' },
  ],
  subnets: [
    { cidr: '10.0.5.0/24', site: 'dc', clients: 5 },
    { cidr: '10.1.0.0/24', site: 'berlin', clients: 40 },
    { cidr: '10.8.0.0/24', site: 'home', clients: 9 },
    { cidr: '10.9.0.0/24', site: 'berlin' },
  ],
  files: [{ id: 'patch', size: '500MB' }],
};

interface Note {
  readonly code: string;
  readonly where: string;
  readonly message: string;
}
function notes(change: Json): readonly Note[] {
  const result = checkScenario({ ...FILE, ...change });
  expect(problemsOf(result)).toEqual([]);
  expect(wrongMessages(result.warnings)).toEqual([]);
  return result.warnings.map(({ code, where, message }) => ({ code, where, message: message.replace(/^[^:]*: /, '') }));
}
const codes = (change: Json): readonly string[] => notes(change).map(({ code, where }) => `${code} ${where}`);
const messages = (change: Json): readonly string[] => notes(change).map(({ message }) => message);

/** The sites of the file, one of them changed. */
const withSite = (id: string, change: Json): Json => ({ sites: FILE.sites.map((site) => (site.id === id ? { ...site, ...change } : site)) });
const withWan = (id: string, wan: Json): Json => withSite(id, { wan });

it('a network with nothing odd has no notes, and a site without "wan" has the figures of its kind (NET-5)', () => {
  expect(notes({})).toEqual([]);
  expect(notes({ ...withSite('berlin', { wan: {} }), throttles: [{ server: 'ts', rate: '2Mbps' }] })).toEqual([]);
});

describe('links', () => {
  it('may be as slow, fast and lossy as the ranges say, and no more', () => {
    const edge = { down: '1bps', up: '10000Gbps', latency: '0s', jitter: '1h', loss: 0.99 };
    expect(problemsOf(checkScenario({ ...FILE, ...withWan('berlin', edge) }))).toEqual([]);
    for (const [key, value] of [
      ['up', '10000.000000001Gbps'],
      ['jitter', '3600000001us'],
      ['latency', '3600000001us'],
      ['loss', 0.990001],
    ] as const) {
      const [problem, ...rest] = problemsOf(checkScenario({ ...FILE, ...withWan('berlin', { ...edge, [key]: value }) }));
      expect([problem?.code, problem?.where, rest.length]).toEqual(['number.range', `/sites/2/wan/${key}`, 0]);
      expect(problem?.message).toMatch(/ is out of range; allowed is .* to (10000Gbps|1h|0\.99)\.$/);
    }
  });

  it('below 128 kbps are slow, at 128 kbps they are not (NET-5)', () => {
    expect(codes(withWan('berlin', { down: '128kbps', up: '128kbps' }))).toEqual([]);
    expect(notes(withWan('berlin', { up: '127kbps' }))).toEqual([
      {
        code: 'link.slow',
        where: '/sites/2/wan/up',
        message: 'the WAN of this site carries 127 kbps up, below 128 kbps: links to peers across it are flagged "Slow Link".',
      },
    ]);
    expect(messages(withWan('home', { down: '64kbps', up: '32kbps' }))).toEqual([
      'each client\'s own link carries 64 kbps down and 32 kbps up, below 128 kbps: links to peers across it are flagged "Slow Link".',
    ]);
    expect(codes(withSite('berlin', { lan: { rate: '100kbps' } }))).toEqual(['link.slow /sites/2/lan/rate']);
  });

  it('of an absurd latency or jitter are taken, with what follows from them', () => {
    expect(messages(withWan('berlin', { latency: '999ms' }))).toEqual([]);
    expect(messages(withWan('berlin', { latency: '1s' }))).toEqual(['1 s one way is longer than any real link takes; a satellite takes 300 ms.']);
    expect(notes(withWan('berlin', { latency: '30m' }))).toEqual([
      expect.objectContaining({
        code: 'latency.long',
        where: '/sites/2/wan/latency',
        message:
          '30 min one way is longer than any real link takes; a satellite takes 300 ms. With settings.connectTimeout 3 s no link to a peer across this WAN is ever made.',
      }),
    ]);
    expect(messages({ ...withSite('berlin', { lan: { latency: '100ms' } }), settings: { connectTimeout: '200ms' } })).toEqual([
      '100 ms one way is longer than any real link takes; a satellite takes 300 ms. With settings.connectTimeout 200 ms no link to a peer inside this site is ever made.',
    ]);
    expect(codes(withWan('berlin', { jitter: '1h' }))).toEqual(['jitter.long /sites/2/wan/jitter']);
    expect(codes(withWan('berlin', { jitter: '20ms', latency: '0s' }))).toEqual([]);
  });

  it('that lose much say how often each message is sent (NET-1)', () => {
    expect(codes(withWan('berlin', { loss: 0.19 }))).toEqual([]);
    expect(messages(withWan('berlin', { loss: 0.5 }))).toEqual(['of 100 messages 50 are lost here and sent again: each crosses this link 2 times on average.']);
    expect(messages(withWan('berlin', { loss: 0.99 }))[0]).toContain('100 times');
  });

  it('that registrations alone would fill say both figures (REG-4)', () => {
    // 40 clients, each every 60 s: 40 × 400 × 8 / 60 = 2,133 bps up, half of that down.
    expect(codes(withWan('berlin', { up: '2134bps', down: '1067bps' }))).toEqual(['link.slow /sites/2/wan']);
    expect(notes(withWan('berlin', { up: '2133bps', down: '1Mbps' }))[1]).toEqual({
      code: 'link.registrations',
      where: '/sites/2/wan',
      message: 'normal registrations of 40 clients alone take 2.13 kbps up and 1.07 kbps down; the link has 2.13 kbps and 1 Mbps.',
    });
    const often = { settings: { normalRegistration: ['1s', '1s'] }, subnets: [{ cidr: '10.0.0.0/16', site: 'berlin', clients: 10_000 }] };
    expect(messages(often)).toEqual(['normal registrations of 10,000 clients alone take 32 Mbps up and 16 Mbps down; the link has 10 Mbps and 10 Mbps.']);
    expect(notes({ ...often, settings: { normalRegistration: ['1s', '1s'], protocolOverheads: false } })).toEqual([]);
  });

  it('of the site of a server carry the registrations of all others; those on its LAN cost nothing', () => {
    // The 40 of Berlin register with ts at dc, the 9 at home with the Zone Server at dmz.
    const narrow = withWan('dc', { down: '2133bps', up: '1Mbps' });
    expect(notes(narrow).filter(({ code }) => code === 'link.registrations')).toEqual([
      expect.objectContaining({ message: 'normal registrations of 40 clients alone take 1.07 kbps up and 2.13 kbps down; the link has 1 Mbps and 2.13 kbps.' }),
    ]);
    expect(codes(withWan('home', { up: '53bps', down: '1Mbps' }))).toContain('link.registrations /sites/3/wan');
    expect(codes(withWan('home', { up: '54bps', down: '1Mbps' }))).toEqual(['link.slow /sites/3/wan/up']);
  });
});

describe('throttles (NET-4)', () => {
  it('on a subnet without clients name the nearest that has some', () => {
    expect(notes({ throttles: [{ server: 'ts', subnet: '10.1.1.0/24', rate: '2Mbps' }] })).toEqual([
      {
        code: 'throttle.nobody',
        where: '/throttles/0/subnet',
        message: 'no client is in "10.1.1.0/24", so this throttle of "ts" limits nobody. The nearest subnets of that server: 10.1.0.0/24.',
      },
    ]);
    expect(messages({ throttles: [{ server: 'ts', subnet: '10.0.6.0/24', rate: '2Mbps' }] })[0]).toContain('10.0.5.0/24, 10.1.0.0/24');
    expect(codes({ throttles: [{ server: 'ts', subnet: '2001:db8::/32', rate: '2Mbps' }] })).toEqual(['throttle.nobody /throttles/0/subnet']);
  });

  it('on a part of a subnet look at the clients there', () => {
    expect(notes({ throttles: [{ server: 'ts', subnet: '10.1.0.32/27', rate: '2Mbps' }] })).toEqual([]);
    expect(notes({ throttles: [{ server: 'ts', subnet: '10.0.0.0/8', rate: '2Mbps' }] })).toEqual([]);
    expect(codes({ throttles: [{ server: 'ts', subnet: '10.1.0.128/25', rate: '2Mbps' }] })).toEqual(['throttle.nobody /throttles/0/subnet']);
    const move = { timeline: [{ at: '1m', do: 'move', client: '10.0.5.1', toSubnet: '10.9.0.0/24' }] };
    expect(codes({ throttles: [{ server: 'ts', subnet: '10.9.0.0/24', rate: '2Mbps' }] })).toEqual(['throttle.nobody /throttles/0/subnet']);
    expect(notes({ ...move, throttles: [{ server: 'ts', subnet: '10.9.0.0/24', rate: '2Mbps' }] })).toEqual([]);
  });

  it('of another server than the clients have limit nobody', () => {
    expect(messages({ throttles: [{ server: 'ts', subnet: '10.8.0.0/24', rate: '2Mbps' }] })).toEqual([
      'the clients in "10.8.0.0/24" register with other servers, so this throttle of "ts" limits nobody. The nearest subnets of that server: 10.1.0.0/24.',
    ]);
    const alone = { subnets: [FILE.subnets[0]], throttles: [{ server: 'zs', rate: '2Mbps' }] };
    expect(messages(alone)).toEqual(['no client registers with "zs", so this throttle limits nobody.']);
  });

  it('that let through next to nothing, and second ones for the same clients, are told', () => {
    expect(messages({ throttles: [{ server: 'ts', rate: '2kbps' }] })).toEqual([
      '2 kbps is very little: a question of 360 bytes takes 1.44 s for each backward leader, one after the other.',
    ]);
    const twice = [
      { server: 'ts', subnet: '10.1.0.0/24', rate: '2Mbps' },
      { server: 'ts', rate: '3Mbps' },
      { server: 'ts', subnet: '10.1.0.9/24', rate: '1Mbps' },
    ];
    expect(codes({ throttles: twice })).toEqual(['throttle.double /throttles/2', 'subnet.hostBits /throttles/2/subnet']);
  });

  it('are looked at quickly, many as they may be', () => {
    const subnets = Array.from({ length: 50_000 }, (_, i) => ({ cidr: `10.${i >> 8}.${i & 255}.0/24`, site: 'berlin', clients: 1 }));
    const throttles = Array.from({ length: 10_000 }, (_, i) => ({ server: 'ts', subnet: `11.${i >> 8}.${i & 255}.0/24`, rate: '2Mbps' }));
    const timeline = [{ at: '0s', do: 'deploy', id: 'd', file: 'patch' }];
    expect(
      notes({ subnets: subnets.filter((_, i) => i < 49_000), throttles, timeline }).filter(({ code }) => code === 'throttle.nobody').length,
    ).toBeGreaterThan(90);
  });
});

describe('a WAN that is cut for the whole run', () => {
  const cut = (site: string, at = '0s'): Json => ({ at, do: 'cutWan', site });
  const restore = (site: string, at: string): Json => ({ at, do: 'restoreWan', site });

  it('is named, with those who never register', () => {
    expect(notes({ timeline: [cut('berlin')] })).toEqual([
      {
        code: 'wan.cutThroughout',
        where: '/timeline/0/site',
        message:
          'the WAN of Berlin (berlin) is cut from the start to the end of the run: the 40 clients there never reach a server, so they form no chain and hear of no question.',
      },
    ]);
    // The Zone Server at dmz stands before ts at dc.
    expect(messages({ timeline: [cut('dc')] })[0]).toContain('49 clients elsewhere, whose server is there never reach a server');
    expect(messages({ timeline: [cut('dmz')] })[0]).toContain(': 9 clients elsewhere, whose server is there');
    expect(messages({ timeline: [cut('home')] })[0]).toContain('the 9 clients there never');
  });

  it('is not one that comes later, or is restored before the end', () => {
    expect(notes({ timeline: [cut('berlin', '1us')] })).toEqual([]);
    expect(notes({ timeline: [cut('berlin'), restore('berlin', '599s')] })).toEqual([]);
    expect(notes({ timeline: [cut('berlin'), restore('berlin', '0s')] })).toEqual([]);
    expect(codes({ timeline: [restore('berlin', '0s'), cut('berlin')] })).toEqual(['wan.cutThroughout /timeline/1/site']);
    expect(codes({ timeline: [cut('berlin'), restore('berlin', '10m')] })).toEqual(['wan.cutThroughout /timeline/0/site']);
  });

  it('says so where nobody depends on it', () => {
    const servers = [{ id: 'ts', kind: 'server', site: 'dc' }];
    const alone = { servers, subnets: [FILE.subnets[0]], timeline: [cut('dc')] };
    expect(messages(alone)[0]).toMatch(/no client needs it for a server/);
  });
});

describe('a file that is larger than a link can carry', () => {
  const deploy = (change: Json = {}): Json => ({ at: '1m', do: 'deploy', id: 'd', file: 'patch', ...change });

  it('is told by site, with the time that it would take (Q-8)', () => {
    expect(notes({ duration: '1h', timeline: [deploy()] })).toEqual([]);
    expect(notes({ duration: '1h', files: [{ id: 'patch', size: '1GB' }], timeline: [deploy()] })).toEqual([
      { code: 'file.slow', where: '/timeline/0/file', message: "1 GB over Berlin's 10 Mbps take 13 min 20 s; the action expires after 11 min." },
    ]);
    expect(messages({ duration: '7m', timeline: [deploy()] })).toEqual(["500 MB over Berlin's 10 Mbps take 6 min 40 s; the run ends 6 min later."]);
  });

  it('is told for the sites of its targets only', () => {
    const large = { duration: '1h', files: [{ id: 'patch', size: '2GB' }] };
    const sitesOf = (target: unknown): readonly string[] => messages({ ...large, timeline: [deploy({ target })] }).map((text) => text.replace(/ take.*/, ''));
    expect(sitesOf('all')).toEqual(["2 GB over Berlin's 10 Mbps", "2 GB over home's 20 Mbps"]);
    expect(sitesOf({ fraction: 0.5 })).toHaveLength(2);
    expect(sitesOf({ site: 'home' })).toEqual(["2 GB over home's 20 Mbps"]);
    expect(sitesOf({ subnet: '10.1.0.0/24' })).toEqual(["2 GB over Berlin's 10 Mbps"]);
    expect(sitesOf({ addresses: ['10.8.0.1', '10.0.5.1'] })).toEqual(["2 GB over home's 20 Mbps"]);
    expect(sitesOf({ site: 'dc' })).toEqual([]);
  });

  it('names the narrowest part of the way: the site of the server, the way to a Zone Server, or a throttle (SRV-1, NET-4)', () => {
    const to = (site: string): Json => ({ duration: '1h', timeline: [deploy({ target: { site } })] });
    expect(messages({ ...to('home'), ...withWan('dc', { up: '1Mbps' }) })).toEqual([
      "500 MB over Data center's 1 Mbps up take 1 h 7 min to reach home; the action expires after 11 min.",
    ]);
    const throttles = [
      { server: 'ts', rate: '5Mbps' },
      { server: 'ts', subnet: '10.1.0.0/16', rate: '2Mbps' },
      { server: 'ts', subnet: '10.0.0.0/8', rate: '1Mbps' },
      { server: 'zs', rate: '1kbps' },
    ];
    expect(messages({ ...to('berlin'), throttles }).filter((text) => text.startsWith('500'))).toEqual([
      '500 MB over the throttle of 2 Mbps for 10.1.0.0/16 take 33 min 20 s to reach Berlin (berlin); the action expires after 11 min.',
    ]);
    expect(messages({ ...to('dc'), throttles }).filter((text) => text.startsWith('500'))[0]).toContain('the throttle of 1 Mbps for 10.0.0.0/8');
  });
});

it('names from the file are written as they may be, and absurd files stay readable', () => {
  const odd = {
    id: 'berlin',
    name: 'x\u202e'.repeat(100),
    wan: { down: '1bps', up: '1bps', latency: '1h', jitter: '1h', loss: 0.99 },
    lan: { rate: '1bps', latency: '1h' },
  };
  const timeline = [
    { at: '0s', do: 'cutWan', site: 'berlin' },
    { at: '0s', do: 'deploy', id: 'd', file: 'patch' },
  ];
  const found = codes({ sites: [FILE.sites[0], FILE.sites[1], odd, FILE.sites[3]], timeline, files: [{ id: 'patch', size: 1 }] });
  expect(found.length).toBeGreaterThan(7);
  expect(problemsOf(checkScenario(goodScenario()))).toEqual([]);
});
