import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { goodScenario } from '../testing/bad-scenarios';
import { LIMIT_TABLE, LIMITS } from './limits';
import { wrongMessages } from './message-lint.test-tools';
import { readScenario } from './read';

type Json = Record<string, unknown>;

function tryFile(change: Json): string {
  const result = readScenario(JSON.stringify({ ...goodScenario(), ...change }));
  if (result.ok) return 'ok';
  expect(wrongMessages(result.problems)).toEqual([]);
  return `${result.limit ? 'limit' : 'wrong'}: ${result.problems.map((problem) => `${problem.code} ${problem.where}`).join(', ')}`;
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const small = (i: number): string => `11.${i >> 14}.${(i >> 6) & 255}.${(i & 63) * 4}/30`;
const extraSubnets = (count: number): Json => ({
  subnets: [...(goodScenario()['subnets'] as Json[]), ...numbers(count).map((i) => ({ cidr: small(i), site: 'hq' }))],
});
const clientsInTwo = (count: number): Json => ({
  clients: [],
  satellites: [],
  timeline: [],
  firewalls: [],
  subnets: [
    { cidr: '10.0.0.0/11', site: 'dc', clients: count - 1 },
    { cidr: '11.0.0.0/24', site: 'hq', addresses: ['11.0.0.1'] },
    { cidr: '12.0.0.0/8', site: 'hq', clients: 1_000_000, managed: false },
  ],
});

/** What is tried, at the limit and one past it. */
const CASES: readonly (readonly [string, (past: 0 | 1) => Json, string])[] = [
  ['clients', (past) => clientsInTwo(LIMITS.clients + past), 'limit.clients /subnets/1/addresses'],
  ['subnets', (past) => extraSubnets(LIMITS.subnets - 5 + past), 'limit.subnets /subnets'],
  ['sites', (past) => ({ sites: [{ id: 'dc' }, { id: 'hq' }, ...numbers(LIMITS.sites - 2 + past).map((i) => ({ id: `s${i}` }))] }), 'limit.sites /sites'],
  ['firewall rules', (past) => ({ firewalls: numbers(LIMITS.firewalls + past).map(() => ({ from: 'any', to: 'any' })) }), 'limit.firewalls /firewalls'],
  [
    'entries of peering together',
    (past) => ({ peering: { separated: numbers(20_000).map(small), isolated: numbers(20_000).map(small), intentional: numbers(10_000 + past).map(small) } }),
    'limit.peeringEntries /peering',
  ],
  [
    'entries of a change of peering together',
    (past) => ({
      timeline: [{ at: '1s', do: 'setPeering', peering: { isolated: numbers(40_000).map(small), intentional: numbers(10_000 + past).map(small) } }],
    }),
    'limit.peeringEntries /timeline/0/peering',
  ],
  [
    'timeline items',
    (past) => ({ timeline: numbers(LIMITS.timelineItems + past).map((i) => ({ at: `${i}s`, do: 'start', clients: ['10.0.5.1'] })) }),
    'limit.timeline /timeline',
  ],
  ['characters of a string', (past) => ({ name: 'x'.repeat(LIMITS.stringChars + past) }), 'limit.string /name'],
  ['characters of a string outside the basic plane', (past) => ({ name: '😀'.repeat(LIMITS.stringChars + past) }), 'limit.string /name'],
  [
    'characters of an id',
    (past) => ({
      files: [
        { id: 'patch', size: 1_000_000 },
        { id: 'x'.repeat(LIMITS.idChars + past), size: 1 },
      ],
    }),
    'limit.id /files/1/id',
  ],
  [
    'bytes of a file',
    (past) => ({ files: [{ id: 'patch', size: LIMITS.fileSizeBytes + past }], settings: { shardSize: '1GB' }, clients: [] }),
    'limit.fileSize /files/0/size',
  ],
  [
    'shards of a file',
    (past) => ({ files: [{ id: 'patch', size: 1_000_000_000 + past }], settings: { shardSize: 1_000 } }),
    'limit.shardsPerFile /files/0/size',
  ],
  ['the duration', (past) => ({ duration: `${LIMITS.durationMicros + past}us` }), 'limit.duration /duration'],
  [
    'servers',
    (past) => ({ servers: [...(goodScenario()['servers'] as Json[]), ...numbers(LIMITS.otherLists - 3 + past).map((i) => ({ id: `s${i}`, kind: 'cloud' }))] }),
    'limit.list /servers',
  ],
  [
    'files',
    (past) => ({ files: [{ id: 'patch', size: '1MB' }, ...numbers(LIMITS.otherLists - 1 + past).map((i) => ({ id: `f${i}`, size: 1 }))] }),
    'limit.list /files',
  ],
  [
    'questions of a timeline',
    (past) => ({ timeline: numbers(LIMITS.timelineItems + past).map((i) => ({ at: `${i}ms`, do: 'ask', id: `q${i}`, sensors: ['Is Virtual'] })) }),
    'limit.timeline /timeline',
  ],
  [
    'clients that open questions ask together',
    (past) => ({
      ...clientsInTwo(10_000 + past),
      timeline: numbers(10_000).map((i) => ({
        at: `${i}ms`,
        do: i % 2 === 0 ? 'ask' : 'deploy',
        id: `q${i}`,
        ...(i % 2 === 0 ? { sensors: ['Is Virtual'] } : {}),
      })),
    }),
    'limit.askedClients /timeline',
  ],
  [
    'sensors of a question',
    (past) => ({ timeline: [{ at: '1s', do: 'ask', id: 'q', sensors: numbers(LIMITS.sensorsOfQuestion + past).map((i) => `Sensor ${i}`) }] }),
    'limit.sensors /timeline/0/sensors',
  ],
  [
    'characters of an answer',
    (past) => ({ clients: [{ address: '10.0.5.3', answer: '=\u202e'.repeat(LIMITS.stringChars / 2) + 'x'.repeat(past) }] }),
    'limit.string /clients/0/answer',
  ],
  ['throttles', (past) => ({ throttles: numbers(LIMITS.otherLists + past).map(() => ({ server: 'ts', rate: '1bps' })) }), 'limit.list /throttles'],
];

describe('limits', () => {
  it.each(CASES)('%s: takes the limit', (_what, make) => {
    expect(tryFile(make(0))).toBe('ok');
  });

  it.each(CASES)('%s: refuses one past the limit, as a limit', (_what, make, expected) => {
    expect(tryFile(make(1))).toBe(`limit: ${expected}`);
  });

  it('takes a file of 50 MiB and refuses one byte more, as text and as bytes', () => {
    const text = JSON.stringify(goodScenario());
    const full = text + ' '.repeat(LIMITS.fileBytes - text.length);
    const codes = (input: string | Uint8Array): unknown => {
      const result = readScenario(input);
      return result.ok ? 'ok' : [result.limit, result.problems.map((problem) => problem.code)];
    };
    expect([codes(full), codes(`${full} `)]).toEqual(['ok', [true, ['limit.fileBytes']]]);
    const bytes = new Uint8Array(LIMITS.fileBytes + 1).fill(0x20);
    bytes.set(new TextEncoder().encode(text));
    expect([codes(bytes.subarray(0, LIMITS.fileBytes)), codes(bytes)]).toEqual(['ok', [true, ['limit.fileBytes']]]);
  });

  it('counts bytes, not characters, of a text', () => {
    const wide = '東'.repeat(18_000_000);
    expect(readScenario(`"${wide}"`)).toMatchObject({ ok: false, limit: true, problems: [{ code: 'limit.fileBytes' }] });
  });

  it('takes 32 levels and refuses 33, wherever brackets stand in texts', () => {
    const nested = (levels: number): Json => ({ extensions: { 'a]}"': JSON.parse('['.repeat(levels - 2) + '"[[{{\\""' + ']'.repeat(levels - 2)) as unknown } });
    expect(tryFile(nested(LIMITS.jsonDepth))).toBe('ok');
    expect(tryFile(nested(LIMITS.jsonDepth + 1))).toMatch(/^limit: limit.jsonDepth line 1, column \d+$/);
  });

  it('answers a number of clients beyond all bounds before anything is made of it', () => {
    const ask = (clients: number): string => tryFile({ subnets: [{ cidr: '10.0.0.0/8', site: 'dc', clients }] });
    expect([ask(1e9), ask(1e15), ask(1e300)]).toEqual(Array(3).fill('limit: limit.clients /subnets/0/clients'));
  });

  it('stands in the reference page as in the code', () => {
    const page = readFileSync(new URL('../../docs/scenario.md', import.meta.url), 'utf8');
    for (const [what, limit] of LIMIT_TABLE) expect(page).toContain(`| ${what} | ${limit} |`);
  });
});
