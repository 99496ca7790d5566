import { describe, expect, it } from 'vitest';
import { writeScenario } from './canonical';
import { checkScenario } from './check-scenario';
import { compileScenario } from './compile';
import { wrongMessages } from './message-lint.test-tools';
import { readScenario } from './read';
import { findSensor } from './sensors';
import { textKey } from './text-key';
import type { Scenario } from './types';

type Json = Record<string, unknown>;

const FILE = {
  format: 'chainscope-scenario',
  version: 1,
  duration: '10m',
  servers: [{ id: 'ts', kind: 'server', site: 'dc' }],
  sites: [{ id: 'dc', kind: 'datacenter' }, { id: 'branch' }, { id: 'lab', kind: 'lab' }, { id: 'later', kind: 'lab' }],
  subnets: [
    { cidr: '10.0.5.0/24', site: 'branch', clients: 5 },
    { cidr: '10.0.6.0/24', site: 'lab', clients: 9, managed: false },
    { cidr: '10.0.7.0/24', site: 'later' },
    { cidr: '10.0.8.0/24', site: 'branch' },
  ],
};
const ask = (change: Json = {}): Json => ({ at: '1m', do: 'ask', id: 'q', sensors: ['Is Virtual'], ...change });

function checked(change: Json): { readonly scenario: Scenario; readonly warnings: readonly string[]; readonly messages: readonly string[] } {
  const result = checkScenario({ ...FILE, ...change });
  if (!result.ok) throw new Error(result.problems[0]?.message);
  expect(wrongMessages(result.warnings)).toEqual([]);
  return {
    scenario: result.value,
    warnings: result.warnings.map(({ code, where }) => `${code} ${where}`),
    messages: result.warnings.map((warning) => warning.message),
  };
}
const warningsOf = (...timeline: readonly Json[]): readonly string[] => checked({ timeline }).warnings;

describe('a question of the timeline', () => {
  it('becomes an act with sensors of the list and a target in numbers (Q-6, Q-7)', () => {
    const timeline = [
      ask({ id: 'a', sensors: ['time ZONE', 'Shoe Size'] }),
      ask({ id: 'b', target: { site: 'lab' } }),
      ask({ id: 'c', target: { subnet: '10.0.7.9/24' } }),
      ask({ id: 'd', target: { addresses: ['10.0.5.4', '10.0.5.2', '10.0.5.4'] } }),
      ask({ id: 'e', target: { fraction: 0.07 } }),
      { at: '1m', do: 'deploy', id: 'f', distribute: '90s' },
    ];
    const world = compileScenario(checked({ timeline }).scenario);
    const unknown = { name: 'Shoe Size', key: textKey('Shoe Size'), values: ['[no results]'], weights: [1] };
    const one = [findSensor('Is Virtual')];
    expect(world.timeline).toEqual([
      { at: 60e6, do: 'ask', id: 'a', sensors: [findSensor('Time Zone'), unknown], target: { kind: 'all' } },
      { at: 60e6, do: 'ask', id: 'b', sensors: one, target: { kind: 'site', site: 2 } },
      { at: 60e6, do: 'ask', id: 'c', sensors: one, target: { kind: 'subnet', subnet: 2 } },
      { at: 60e6, do: 'ask', id: 'd', sensors: one, target: { kind: 'clients', clients: [1, 3] } },
      { at: 60e6, do: 'ask', id: 'e', sensors: one, target: { kind: 'fraction', ppm: 70_000 } },
      { at: 60e6, do: 'deploy', id: 'f', key: textKey('f'), target: { kind: 'all' }, distribute: 90e6 },
    ]);
  });

  it('is written with the names of the list, and an unknown name as it was (scenario.md, canonical form)', () => {
    const { scenario } = checked({ timeline: [ask({ sensors: ['installed ram', '\u202e=cmd\u0000', ' Shoe Size'] })] });
    expect(scenario.timeline).toEqual([ask({ sensors: ['Installed RAM', '\u202e=cmd\u0000', ' Shoe Size'] })]);
    const text = writeScenario(scenario);
    const again = readScenario(text);
    expect(again.ok && writeScenario(again.value)).toBe(text);
  });

  it('waits for ever with answerHold "never", and not at all with "0s" (Q-3)', () => {
    const holdOf = (answerHold: string): number => compileScenario(checked({ settings: { answerHold } }).scenario).settings.answerHold;
    expect([holdOf('never'), holdOf('0s'), holdOf('1.5ms')]).toEqual([Infinity, 0, 1_500]);
  });

  it('takes answers of any Unicode, however they look', () => {
    for (const answer of ['=HYPERLINK("http://x")', '@SUM(A1)', '-1', '+1', '\u202eevil', '\u0000', '\ttab\r\n', '東京 😀', '', '"],{"', '\u2028']) {
      const world = compileScenario(checked({ clients: [{ address: '10.0.5.1', answer }] }).scenario);
      expect(world.exceptions.get(0)).toEqual({ answer });
    }
  });
});

describe('warnings about questions', () => {
  it('are none for what is in order', () => {
    expect(warningsOf(ask({ target: { site: 'branch' } }), { at: '10m', do: 'deploy', id: 'd', target: { fraction: 0.5 } })).toEqual([]);
  });

  it('name sensors that the list does not have, each with the nearest', () => {
    const { warnings, messages } = checked({ timeline: [ask({ sensors: ['Is Virtual', 'Operating Sistem', '\u202eRAM\u0000'] })] });
    expect(warnings).toEqual(['sensor.unknown /timeline/0/sensors/1', 'sensor.unknown /timeline/0/sensors/2']);
    expect(messages[0]).toBe(
      'timeline[0].sensors[1]: there is no sensor "Operating Sistem" in the list; the nearest is "Operating System". Clients answer "[no results]" unless they have an answer of their own.',
    );
    expect(messages[1]).toContain('"·RAM·"');
  });

  it.each([
    ['a site whose endpoints have no client', { site: 'lab' }],
    ['a site without endpoints', { site: 'later' }],
    ['an empty subnet', { subnet: '10.0.8.0/24' }],
    ['an unmanaged subnet', { subnet: '10.0.6.0/24' }],
    ['an empty list', { addresses: [] }],
    ['a fraction of 0', { fraction: 0 }],
    ['a fraction finer than a millionth', { fraction: 1e-9 }],
  ])('say of %s that no client matches, and take it', (_what, target) => {
    for (const item of [ask({ target }), { at: '1m', do: 'deploy', id: 'd', target }]) expect(warningsOf(item)).toEqual(['target.nobody /timeline/0/target']);
  });

  it('say nothing of a place that somebody moves to', () => {
    const move = { at: '30s', do: 'move', client: '10.0.5.1', toSubnet: '10.0.7.0/24' };
    expect(warningsOf(move, ask({ target: { site: 'later' } }), ask({ id: 'r', target: { subnet: '10.0.7.0/24' } }))).toEqual([]);
  });

  it('say that a scenario has no clients at all', () => {
    const { warnings, messages } = checked({ subnets: [], timeline: [ask()] });
    expect([warnings, messages]).toEqual([
      ['target.nobody /timeline/0/target'],
      ['timeline[0].target: no client matches: there are no clients in this scenario.'],
    ]);
  });

  it('say what comes after the end of the run, and only that', () => {
    expect(warningsOf(ask({ at: '600s' }), ask({ at: '600.000001s', id: 'r' }), { at: '11m', do: 'deploy', id: 'd' })).toEqual([
      'timeline.afterEnd /timeline/1/at',
      'timeline.afterEnd /timeline/2/at',
    ]);
  });

  // The branch is 40 ms away from its WAN, the data center 2 ms: 42 ms one way.
  it.each([
    ['84ms', []],
    ['83999us', ["the nearest client's answer could be back after 84ms"]],
    ['42ms', ["the nearest client's answer could be back after 84ms"]],
    ['41999us', ['the nearest client hears of it after 42ms']],
  ])('say of an expiry of %s how late the nearest client is (Q-5)', (questionExpiry, late) => {
    const { warnings, messages } = checked({ settings: { questionExpiry }, timeline: [ask()] });
    expect(warnings).toEqual(late.map(() => 'expiry.short /timeline/0'));
    expect(messages).toEqual(late.map((words) => `timeline[0]: this question expires after ${questionExpiry}, but ${words} at the earliest.`));
  });

  it('measure the way on the LAN where server and clients share a site, but not over a VPN (NET-1)', () => {
    const wayOf = (kind: string): readonly string[] =>
      checked({
        sites: [{ id: 'dc', kind }],
        subnets: [{ cidr: '10.0.0.0/24', site: 'dc', clients: 2 }],
        settings: { questionExpiry: '1ms' },
        timeline: [ask()],
      }).messages;
    expect(wayOf('branch')).toEqual([]);
    expect(wayOf('vpn')[0]).toContain('hears of it after 90ms');
  });

  it('say nothing of expiry where the server stands still: that is a fault to be watched', () => {
    expect(warningsOf({ at: '30s', do: 'stopServer', server: 'ts' }, ask())).toEqual([]);
  });

  it('are at most 100, and say how many more there are', () => {
    const timeline = Array.from({ length: 10_000 }, (_, i) => ask({ id: `q${i}`, sensors: ['Shoe Size'], at: '11m' }));
    const { warnings } = checked({ timeline });
    expect(warnings).toHaveLength(100);
    expect(warnings.at(-1)).toBe('problems.more ');
  });
});
