/** The command line as people and scripts meet it: the real program, started as a process. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { Report } from '../sim/types';

const program = fileURLToPath(new URL('../../bin/chainscope.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'chainscope-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

function chainscope(args: readonly string[], input = ''): Ran {
  const ran = spawnSync(process.execPath, [program, ...args], { cwd: folder, input, encoding: 'utf8', maxBuffer: 1 << 28 });
  return { status: ran.status, out: ran.stdout, err: ran.stderr };
}

function file(name: string, text: string | Uint8Array): string {
  writeFileSync(join(folder, name), text);
  return name;
}

const SMALL = {
  format: 'chainscope-scenario',
  version: 1,
  name: 'Small',
  seed: 7,
  duration: '5m',
  sites: [{ id: 'hq', kind: 'headquarters' }],
  subnets: [{ cidr: '10.0.0.0/24', site: 'hq', clients: 5 }],
  timeline: [{ at: '2m', do: 'stop', clients: ['10.0.0.3'] }],
};
const small = file('small.json', JSON.stringify(SMALL));

/** The worked example of the rules: 50 ms to the server, 5 ms from peer to peer, sensors of 100, 200, 300, 400 and 3000 ms. */
const FIVE = {
  ...SMALL,
  name: 'Five sensors',
  duration: '2m',
  servers: [{ id: 'ts', kind: 'server' }],
  sites: [{ id: 'hq', kind: 'headquarters', wan: { latency: '50ms' }, lan: { latency: '5ms' } }],
  clients: [100, 200, 300, 400, 3000].map((millis, i) => ({ address: `10.0.0.${i + 1}`, sensorTime: `${millis}ms` })),
  settings: { startWindow: '0s', protocolOverheads: false },
  timeline: [
    { at: '60s', do: 'ask', id: 'q1', sensors: ['Operating System'] },
    { at: '90s', do: 'deploy', id: 'd1' },
  ],
};
const five = file('five.json', JSON.stringify(FIVE));

/** One line a problem, each with the name of the program, none from a stack. */
function expectPlainLines({ err }: Ran): void {
  const lines = err.trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) {
    expect(line).toMatch(/^chainscope: .{10,}/);
    expect(line).not.toMatch(/^\s+at |\.ts:\d+|node:internal|Error:/);
  }
}

function parsed(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) throw new Error('not an object');
  return { ...value };
}

describe('chainscope', () => {
  it('prints its help and its version, and ends with 0', () => {
    const help = chainscope(['--help']);
    expect(help.status).toBe(0);
    for (const word of ['run', 'validate', 'import', 'fuzz', '--until', '--set', '--rejected', 'Exit status']) expect(help.out).toContain(word);
    const version = chainscope(['--version']);
    expect(version.status).toBe(0);
    expect(version.out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.each([
    [[]],
    [['walk']],
    [['constructor']],
    [['run']],
    [['run', 'a', 'b']],
    [['run', '--untill', '5m', 'small.json']],
    [['sweep', 'small.json']],
    [['share', 'small.json']],
    [['validate']],
    [['fuzz', '--seeds', '0']],
  ])('answers %j with status 2 and one line', (args) => {
    const ran = chainscope(args);
    expect(ran.status).toBe(2);
    expect(ran.out).toBe('');
    expectPlainLines(ran);
  });
});

describe('chainscope run', () => {
  it('prints the report of the documented form', () => {
    const ran = chainscope(['run', small]);
    expect(ran.status).toBe(0);
    const report = parsed(ran.out);
    expect(report).toMatchObject({
      format: 'chainscope-report',
      version: 1,
      scenario: 'Small',
      seed: 7,
      time: 300,
      clients: { total: 5, online: 4, registered: 4 },
      chains: {
        forwardRuns: [['10.0.0.1', '10.0.0.2', '10.0.0.4', '10.0.0.5']],
        forwardLeaders: ['10.0.0.5'],
        backwardLeaders: ['10.0.0.1'],
        leaderConnections: 2,
        leaderClients: 2,
      },
      status: { Leader: 2, Normal: 2, Blocked: 0 },
      invariants: { violations: [] },
    });
    expect(report['program']).toMatch(/^\d+\.\d+\.\d+$/);
    expect(report['hash']).toMatch(/^[0-9a-f]{32}$/);
    for (const key of ['registrations', 'traffic', 'connections', 'events', 'warnings']) expect(report).toHaveProperty(key);
    expect([report['questions'], report['deployments']]).toEqual([[], []]);
    for (const key of ['satellites', 'clientStates']) expect(report[key] ?? null).toBeNull();
  });

  it('prints traffic that adds up, and beside it the same work without peering (NET-6, NET-7)', () => {
    const servers = [{ id: 'ts', kind: 'server' }];
    const asked = { ...SMALL, servers, timeline: [...SMALL.timeline, { at: '100s', do: 'ask', id: 'q', sensors: ['Operating System'] }] };
    const report = parsed(chainscope(['run', '-', '--clients'], JSON.stringify(asked)).out) as unknown as Report;
    const { lan, wan, byClass, bySite, peerLinks, withoutPeering, savedShare } = report.traffic;
    const sum = (of: readonly number[]): number => of.reduce((a, b) => a + b, 0);
    for (const [place, total] of [['lan', lan], ['wan', wan]] as const) expect(sum(Object.values(byClass).map((bytes) => bytes[place]))).toBe(total.bytes); // prettier-ignore
    expect(sum(Object.values(bySite).map((site) => site.lan))).toBe(lan.bytes);
    // The server stands outside every site: a message crosses one site's WAN, up or down (NET-1).
    expect(sum(Object.values(bySite).map((site) => site.wanUp + site.wanDown))).toBe(wan.bytes);
    expect(peerLinks).toEqual({ lan: lan.bytes, wan: 0 });
    expect(sum(Object.values(withoutPeering.wan.byClass))).toBe(withoutPeering.wan.bytes);
    expect(withoutPeering).toMatchObject({ lan: { bytes: 0 }, wan: { byClass: { control: 0 } } });
    expect(savedShare).toBe(1 - wan.bytes / withoutPeering.wan.bytes);
    // The same registrations without peers in their answers; the question to each of the five, instead of to one.
    const peers = byClass.registration.wan - withoutPeering.wan.byClass.registration;
    expect([peers % 24, peers > 0]).toEqual([0, true]);
    expect(withoutPeering.wan.byClass.question).toBe(5 * byClass.question.wan);
    const clients = report.clientStates!.flatMap(({ bytes }) => Object.values(bytes!));
    expect(sum(clients.map((bytes) => bytes.lan.sent))).toBe(lan.bytes);
  });

  it('reads standard input, takes --until, --seed and --set, and prints equal hashes for equal runs (invariant 18)', () => {
    const hash = (...args: string[]): string => {
      const ran = chainscope(['run', '-', '--hash', ...args], JSON.stringify(SMALL));
      expect(ran.status).toBe(0);
      expect(ran.out).toMatch(/^[0-9a-f]{32}\n$/);
      return ran.out;
    };
    const plain = hash();
    expect(hash()).toBe(plain);
    expect(hash('--until', '300s')).toBe(plain);
    expect(hash('--seed', '7')).toBe(plain);
    expect(hash('--set', 'seed=8')).toBe(hash('--seed', '8'));
    const others = [hash('--seed', '8'), hash('--until', '299s'), hash('--set', 'settings.keepAlive=5s')];
    expect(new Set([plain, ...others]).size).toBe(4);
    expect(parsed(chainscope(['run', small]).out)['hash']).toBe(plain.trim());
  });

  it('adds the state of every client with --clients', () => {
    const report = parsed(chainscope(['run', small, '--clients']).out);
    const states = report['clientStates'];
    if (!Array.isArray(states)) throw new Error('no clientStates');
    expect(states).toHaveLength(5);
    expect(states[0]).toMatchObject({
      address: '10.0.0.1',
      site: 'hq',
      online: true,
      send: 'Forward Only',
      receive: 'Next Only',
      status: 'Leader',
      roles: ['backwardLeader'],
      forwardPeer: '10.0.0.2',
      backwardPeer: null,
    });
    expect(states[1]).toMatchObject({ send: 'Normal', receive: 'Normal', status: 'Normal', forwardPeer: '10.0.0.4', previous: '10.0.0.1', next: '10.0.0.4' });
    expect(states[2]).toMatchObject({ address: '10.0.0.3', online: false, registered: false });
  });

  it('writes the event log in order, with causes that came before, beside an unchanged report', () => {
    const ran = chainscope(['run', small, '--log', 'events.jsonl', '--report', 'report.json']);
    expect(ran).toMatchObject({ status: 0, out: '' });
    const rows = readFileSync(join(folder, 'events.jsonl'), 'utf8').trimEnd().split('\n').map(parsed);
    expect(rows.length).toBeGreaterThan(20);
    rows.forEach((row, index) => {
      expect(row['id']).toBe(index + 1);
      expect(row['cause']).toBeLessThan(Number(row['id']));
      if (index > 0) expect(row['t']).toBeGreaterThanOrEqual(Number(rows[index - 1]?.['t']));
    });
    expect(rows).toContainEqual(expect.objectContaining({ kind: 'client.stopped', client: '10.0.0.3', t: 120 }));
    expect(rows).toContainEqual(expect.objectContaining({ kind: 'link.opened', client: '10.0.0.2', peer: '10.0.0.4', direction: 'forward' }));
    expect(parsed(readFileSync(join(folder, 'report.json'), 'utf8'))).toEqual(parsed(chainscope(['run', small]).out));
  });

  it('gives the worked example of five sensors to the microsecond, with --set (Q-1, Q-2, Q-3)', () => {
    const ran = chainscope(['run', five, '--set', 'settings.answerHold=0s', '--log', 'five.jsonl']);
    expect(ran.status).toBe(0);
    expect(parsed(ran.out)['questions']).toEqual([
      {
        id: 'q1',
        askedAt: 60,
        estimated: 5,
        tested: 5,
        passed: 5,
        answered: 5,
        answers: expect.any(Array),
        firstAnswerAt: 60.24,
        halfAt: 60.44,
        p95At: 63.14,
        completeAt: 63.14,
        messages: { lan: 14, wan: 6 },
      },
    ]);
    const rows = readFileSync(join(folder, 'five.jsonl'), 'utf8').trimEnd().split('\n').map(parsed);
    const collected = rows.filter((row) => row['kind'] === 'answers.collected' && row['question'] === 'q1');
    expect(collected.map((row) => [row['t'], row['question'], row['amount'], row['client']])).toEqual(
      [60.24, 60.34, 60.44, 60.54, 63.14].map((t) => [t, 'q1', 1, '10.0.0.5']),
    );
    // The four quick ones reach .5 together at 490 ms, where they are held for the default of 1 s.
    expect(parsed(chainscope(['run', five]).out)['questions']).toMatchObject([{ firstAnswerAt: 61.54, completeAt: 63.14, messages: { lan: 8, wan: 3 } }]);
  });

  it('names the question in every row about one, and counts clients where a row speaks of some', () => {
    expect(chainscope(['run', five, '--log', 'questions.jsonl', '--hash']).status).toBe(0);
    const rows = readFileSync(join(folder, 'questions.jsonl'), 'utf8').trimEnd().split('\n').map(parsed);
    const about = rows.filter((row) => /^(question|action|answers)\./.test(String(row['kind'])));
    expect(about.length).toBeGreaterThan(20);
    expect(about.every((row) => row['question'] === 'q1' || row['question'] === 'd1')).toBe(true);
    expect(about).toContainEqual(expect.objectContaining({ kind: 'question.asked', amount: 5, rule: 'Q-1' }));
    expect(about).toContainEqual(expect.objectContaining({ kind: 'action.started', question: 'd1', client: '10.0.0.1' }));
    const counting = /^(answers\.|question\.(asked|completed|expired)$)/;
    for (const row of rows) expect([row['kind'], 'amount' in row]).toEqual([row['kind'], counting.test(String(row['kind']))]);
    for (const row of rows) if (!about.includes(row)) expect(row).not.toHaveProperty('question');
  });

  it('reports an action without files, with null for what it has not, and a question that nobody hears', () => {
    const timeline = [
      { at: '1m', do: 'deploy', id: 'd1', target: { addresses: ['10.0.0.1', '10.0.0.2'] } },
      { at: '2m', do: 'deploy', id: 'd2', file: 'patch' },
      { at: '2m', do: 'stopServer', server: 'ts' },
      { at: '121s', do: 'ask', id: 'q1', sensors: ['Shoe Size'], target: { fraction: 0 } },
    ];
    file('actions.json', JSON.stringify({ ...SMALL, timeline, files: [{ id: 'patch', size: '1MB' }], clients: [{ address: '10.0.0.2', actionLock: true }] }));
    const ran = chainscope(['run', 'actions.json', '--until', '150s']);
    const { questions, deployments, warnings } = parsed(ran.out);
    expect(deployments).toMatchObject([{ id: 'd1', file: null, bytes: null, shards: null, targets: 2, completed: 1, failed: 0, expired: 0, startedAt: 60 }]);
    expect(questions).toMatchObject([{ id: 'q1', askedAt: 121, estimated: 5, tested: 0, passed: 0, answers: [], firstAnswerAt: null, completeAt: null }]);
    expect(warnings).toEqual([
      { code: 'sensor.unknown', message: expect.stringContaining('the nearest is') },
      { code: 'target.nobody', message: expect.stringContaining('no client matches') },
      { code: 'notSimulated', message: expect.stringContaining('deploy with a file') },
    ]);
    expectPlainLines(ran);
  });

  it('prints answers of any text as they are, without what would steer a terminal', () => {
    const answer = '=cmd|x!A1 \u202e\u0000\u009b31m\u200f東京 "\\';
    const timeline = [{ at: '1m', do: 'ask', id: 'q1', sensors: ['Is Virtual'] }];
    file('odd-answer.json', JSON.stringify({ ...SMALL, timeline, clients: [{ address: '10.0.0.1', answer }] }));
    const { out } = chainscope(['run', 'odd-answer.json']);
    expect([...out].filter((sign) => sign !== '\n' && /[\p{Cc}\p{Cf}\u2028\u2029]/u.test(sign))).toEqual([]);
    expect(parsed(out)['questions']).toMatchObject([{ answers: expect.arrayContaining([{ value: answer, count: 1 }]) }]);
  });

  it('lists the built-in scenarios, and runs one by its name', () => {
    const list = chainscope(['run', '--list']);
    expect(list.status).toBe(0);
    expect(list.out).toMatch(/^figure-2\b/m);
    expect(parsed(chainscope(['run', 'figure-2', '--until', '2m']).out)).toMatchObject({ time: 120, clients: { total: 60 } });
  });

  it.each([
    ['no such file', ['run', 'missing.json']],
    ['a folder', ['run', '.']],
    ['broken JSON', ['run', 'broken.json']],
    ['an unknown key', ['run', 'unknown-key.json']],
    ['a picture', ['run', 'picture.png']],
    ['an impossible time', ['run', 'small.json', '--until', 'soon']],
    ['a fraction of a microsecond', ['run', 'small.json', '--until', '0.5us']],
    ['a bad seed', ['run', 'small.json', '--seed', '-1']],
    ['a path that leads nowhere', ['run', 'small.json', '--set', 'settings.keepAlife=5s']],
    ['a value out of range', ['run', 'small.json', '--set', 'peering.addressMask=99']],
    ['an assignment without a value', ['run', 'small.json', '--set', 'seed']],
    ['a path through a prototype', ['run', 'small.json', '--set', '__proto__.x=1']],
    ['a report that cannot be written', ['run', 'small.json', '--report', 'no/such/folder.json']],
    ['two things on one output', ['run', 'small.json', '--log', '-']],
  ])('refuses %s with status 2, plain lines and no output', (_name, args) => {
    file('broken.json', '{ "format": "chainscope-scenario", ');
    file('unknown-key.json', JSON.stringify({ ...SMALL, sits: [] }));
    file('picture.png', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]));
    const ran = chainscope(args);
    expect(ran.status).toBe(2);
    expect(ran.out).toBe('');
    expectPlainLines(ran);
  });

  it('ends with 3 when a limit is exceeded, at once', () => {
    file('huge.json', JSON.stringify({ ...SMALL, timeline: [], subnets: [{ cidr: '10.0.0.0/8', site: 'hq', clients: 1e9 }] }));
    for (const args of [
      ['run', 'huge.json'],
      ['run', small, '--until', '401d'],
    ]) {
      const ran = chainscope(args);
      expect(ran.status).toBe(3);
      expectPlainLines(ran);
    }
  });

  it('ends quietly when the reader of its output has gone', async () => {
    const child = spawn(process.execPath, [program, 'run', 'figure-2', '--clients', '--log', '-', '--report', 'gone.json'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let err = '';
    child.stderr.on('data', (piece) => (err += String(piece)));
    child.stdout.destroy();
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect({ status, err }).toEqual({ status: 0, err: '' });
  });

  it('dies of an interrupt like any other program, without a trace', async () => {
    const child = spawn(process.execPath, [program, 'run', small, '--until', '399d', '--hash'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let err = '';
    child.stderr.on('data', (piece) => (err += String(piece)));
    const ended = new Promise((resolve) => child.on('close', (_code, signal) => resolve(signal)));
    await new Promise((resolve) => child.once('spawn', resolve));
    child.kill('SIGINT');
    expect(await ended).toBe('SIGINT');
    expect(err).toBe('');
  });
});

describe('chainscope validate', () => {
  it('prints one object a file and ends with 2 if one is not ok', () => {
    file('bad.json', JSON.stringify({ ...SMALL, subnets: [{ cidr: '10.0.0.0/24', site: 'nowhere', clients: 5 }] }));
    const ran = chainscope(['validate', small, 'bad.json', 'missing.json']);
    expect(ran.status).toBe(2);
    const lines = ran.out.trimEnd().split('\n').map(parsed);
    expect(lines.map((line) => [line['file'], line['ok']])).toEqual([
      [small, true],
      ['bad.json', false],
      ['missing.json', false],
    ]);
    expect(lines[0]).toMatchObject({ problems: [], warnings: [] });
    expect(lines[1]).toMatchObject({ problems: [{ where: '/subnets/0/site', message: expect.stringMatching(/^.{10,300}$/) }] });
    expect(chainscope(['validate', small]).status).toBe(0);
  });
});

describe('chainscope import', () => {
  const list = file('subnets.csv', 'cidr,site,clients\n10.1.0.0/24,Berlin,20\n10.2.0.0/24,Paris,\nnonsense,Rome,3\n');

  it('writes a scenario that runs, a summary, and the rejected rows', () => {
    const ran = chainscope(['import', list, '--fill', '0.1', '-o', 'imported.json', '--rejected', 'rejected.json']);
    expect(ran).toMatchObject({ status: 0, out: '' });
    expect(ran.err).toContain('2 subnets in 2 sites, 46 clients; 2 of 3 rows taken, 0 skipped, 1 rejected');
    const rejectedRows: unknown = JSON.parse(readFileSync(join(folder, 'rejected.json'), 'utf8'));
    expect(rejectedRows).toEqual([expect.objectContaining({ line: 4, reason: expect.stringMatching(/.{10,}/) })]);
    expect(chainscope(['validate', 'imported.json']).status).toBe(0);
    expect(parsed(chainscope(['run', 'imported.json', '--until', '2m']).out)).toMatchObject({ clients: { total: 46 } });
  });

  it('takes columns by number and by name', () => {
    file('odd.csv', 'where;what;how many\nBerlin;10.1.0.0/24;7\n');
    const ran = chainscope(['import', 'odd.csv', '--columns', 'cidr=2,site=where,clients=how many']);
    expect(ran.status).toBe(0);
    expect(parsed(ran.out)).toMatchObject({ subnets: [{ cidr: '10.1.0.0/24', clients: 7 }] });
  });

  it.each([
    ['an unknown format', ['import', 'subnets.csv', '--format', 'xml']],
    ['a fill that is no share', ['import', 'subnets.csv', '--fill', '60%']],
    ['an unknown role', ['import', 'subnets.csv', '--columns', 'colour=1']],
    ['no file', ['import', 'missing.csv']],
    ['a list without an address', ['import', 'words.csv']],
  ])('refuses %s with status 2 and plain lines', (_name, args) => {
    file('words.csv', 'a,b\nc,d\n');
    const ran = chainscope(args);
    expect(ran.status).toBe(2);
    expect(ran.out).toBe('');
    expectPlainLines(ran);
  });
});

describe('chainscope fuzz', () => {
  it('checks scenarios against the naive reference, in one process or several, and tells how many', () => {
    expect(parsed(chainscope(['fuzz', '--seeds', '12']).out)).toEqual({ scenarios: 12, violations: 0 });
    expect(parsed(chainscope(['fuzz', '--seeds', '13', '--start', '100', '--jobs', '2']).out)).toEqual({ scenarios: 13, violations: 0 });
  });
});
