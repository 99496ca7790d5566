import { describe, expect, it } from 'vitest';
import { goodScenario } from '../testing/bad-scenarios';
import { checkScenario } from './check-scenario';
import { compileScenario } from './compile';
import { compileAct } from './compile-act';
import { problemsOf, wrongMessages } from './message-lint.test-tools';
import { findSensor } from './sensors';
import { textKey } from './text-key';
import type { TimelineAct } from './types';

const good = checkScenario(goodScenario());
if (!good.ok) throw new Error('the good scenario is refused');
const world = compileScenario(good.value);

function compiled(act: unknown, rules?: ReadonlySet<string>): unknown {
  const result = compileAct(act as TimelineAct, world, rules);
  if (result.ok) return result.value;
  expect(wrongMessages(result.problems)).toEqual([]);
  return result.problems.map((problem) => `${problem.code} ${problem.where}`);
}

describe('live acts', () => {
  it.each([
    [
      { do: 'stop', clients: ['10.0.5.3', '10.0.6.20'] },
      { do: 'stop', clients: [2, 41], orderly: false },
    ],
    [
      { do: 'stop', clients: ['10.0.5.3'], orderly: true },
      { do: 'stop', clients: [2], orderly: true },
    ],
    [
      { do: 'start', clients: ['2001:DB8::1'] },
      { do: 'start', clients: [44] },
    ],
    [
      { do: 'move', client: '10.0.5.1', toSubnet: '10.0.6.7/24' },
      { do: 'move', client: 0, toSubnet: 1 },
    ],
    [
      { do: 'block', id: 'b9', rule: { from: '10.0.5.1', to: 'any', bothWays: true } },
      { do: 'block', rule: { id: 'b9', from: { family: 4, words: [0, 0, 0, 0x0a000501], length: 32 }, to: null, allow: false, bothWays: true } },
    ],
    [
      { do: 'unblock', id: 'b1' },
      { do: 'unblock', id: 'b1' },
    ],
    [
      { do: 'unblock', id: 'fw1' },
      { do: 'unblock', id: 'fw1' },
    ],
    [
      { do: 'cutWan', site: 'hq' },
      { do: 'cutWan', site: 1 },
    ],
    [
      { do: 'stopServer', server: 'zs' },
      { do: 'stopServer', server: 1 },
    ],
    [
      { do: 'deploy', id: 'd', file: 'patch' },
      { do: 'later', what: 'deploy with a file' },
    ],
    [
      { do: 'deploy', id: 'd', distribute: '2m', target: { subnet: '10.0.6.9/24' } },
      { do: 'deploy', id: 'd', key: textKey('d'), target: { kind: 'subnet', subnet: 1 }, distribute: 120e6 },
    ],
    [
      { do: 'ask', id: 'q', sensors: ['is virtual'], target: { addresses: ['10.0.6.20', '10.0.5.1', '10.0.6.20'] } },
      { do: 'ask', id: 'q', sensors: [findSensor('Is Virtual')], target: { kind: 'clients', clients: [0, 41] } },
    ],
    [
      { do: 'scan', satellite: '10.0.5.7', kind: 'discover', target: '172.16.0.1' },
      { do: 'later', what: 'scan' },
    ],
  ])('%j becomes numbers of the world', (act, expected) => {
    expect(compiled(act)).toEqual(expected);
  });

  it('sets of peering only what the act names, each block once, in order', () => {
    expect(compiled({ do: 'setPeering', peering: { addressMask: 22, isolated: ['10.0.6.0/24', '10.0.5.9', '10.0.6.1/24'] } })).toEqual({
      do: 'setPeering',
      peering: {
        addressMask: 22,
        isolated: [
          { family: 4, words: [0, 0, 0, 0x0a000509], length: 32 },
          { family: 4, words: [0, 0, 0, 0x0a000600], length: 24 },
        ],
      },
    });
  });

  it.each([
    [{ do: 'stop', clients: ['10.0.5.41', '172.16.0.1', '10.0.5.1'] }, ['client.unknown /clients/0', 'client.unknown /clients/1']],
    [{ do: 'stop', clients: ['nobody'] }, ['address.form /clients/0']],
    [{ do: 'move', client: '10.0.5.1', toSubnet: '10.0.9.0/24' }, ['subnet.unknown /toSubnet']],
    [{ do: 'cutWan', site: 'qh' }, ['site.unknown /site']],
    [{ do: 'stopServer', server: 'xs' }, ['server.unknown /server']],
    [{ do: 'unblock', id: 'b2' }, ['rule.unknown /id']],
    [{ do: 'setPeering', peering: { addressMask: 99 } }, ['number.range /peering/addressMask']],
    [{ do: 'ask', id: 'q', sensors: ['Operating Sistem', 'Is Virtual', 'CPU'] }, ['sensor.unknown /sensors/0', 'sensor.unknown /sensors/2']],
    [{ do: 'ask', id: 'q', sensors: ['Is Virtual', ' IS  virtual'] }, ['sensor.duplicate /sensors/1']],
    [{ do: 'ask', id: 'q', sensors: [] }, ['list.empty /sensors']],
    [{ do: 'ask', id: 'q', sensors: ['Is Virtual'], target: { site: 'qh' } }, ['site.unknown /target/site']],
    [{ do: 'deploy', id: 'd', target: { addresses: ['10.0.9.9'] } }, ['client.unknown /target/addresses/0']],
    [{ do: 'explode' }, ['value.unknown /do']],
    [{ do: 'start', clients: ['10.0.5.1'], at: '1m' }, ['key.unknown /at']],
    [null, ['type.wrong ']],
  ])('%j is refused with what is wrong', (act, expected) => {
    expect(compiled(act)).toEqual(expected);
  });

  it('may take away rules of earlier live acts', () => {
    expect(compiled({ do: 'unblock', id: 'b2' }, new Set(['b2']))).toEqual({ do: 'unblock', id: 'b2' });
  });

  it('names the nearest sensor to what was typed, however odd it is', () => {
    const messageOf = (name: string): string => problemsOf(compileAct({ do: 'ask', id: 'q', sensors: [name] }, world))[0]?.message ?? '';
    expect(messageOf('Operating Sistem')).toBe('sensors[0]: there is no sensor "Operating Sistem" in the list; the nearest is "Operating System".');
    expect(messageOf('=1+1\u0000\u202eRAM')).toMatch(/^sensors\[0\]: there is no sensor "=1\+1··RAM" in the list; the nearest is ".+"\.$/);
    expect(messageOf('x'.repeat(256)).length).toBeLessThan(200);
  });

  it('have ids of their own among questions, and among deployments', () => {
    const timeline = [{ at: '1m', do: 'ask', id: 'q1', sensors: ['Is Virtual'] }];
    const checked = checkScenario({ ...goodScenario(), timeline });
    if (!checked.ok) throw new Error('refused');
    const asked = { ask: new Set(['q2']), deploy: new Set(['d1']) };
    const codes = (act: TimelineAct): string[] =>
      problemsOf(compileAct(act, compileScenario(checked.value), new Set(), asked)).map(({ code, where }) => `${code} ${where}`);
    const ask = (id: string): string[] => codes({ do: 'ask', id, sensors: ['Is Virtual'] });
    expect([ask('q1'), ask('q2'), ask('d1'), codes({ do: 'deploy', id: 'd1' }), codes({ do: 'deploy', id: 'q1' })]).toEqual([
      ['id.duplicate /id'],
      ['id.duplicate /id'],
      [],
      ['id.duplicate /id'],
      [],
    ]);
  });

  it('never repeats a secret (SAT-3)', () => {
    const result = compileAct({ do: 'scan', satellite: '10.9.9.9', kind: 'comply', target: 'x', secret: 'hunter2-secret' }, world);
    expect(problemsOf(result)).not.toEqual([]);
    expect(JSON.stringify(result)).not.toContain('hunter2');
  });
});
