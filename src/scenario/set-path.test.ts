import { describe, expect, it } from 'vitest';
import { goodScenario } from '../testing/bad-scenarios';
import { checkScenario } from './check-scenario';
import { wrongMessages } from './message-lint.test-tools';
import { setPath } from './set-path';
import { valueAt } from './shape';
import type { Scenario } from './types';

const good = checkScenario(goodScenario());
if (!good.ok) throw new Error('the good scenario is refused');
const scenario = good.value;

function set(assignment: string): Scenario | string {
  const result = setPath(scenario, assignment);
  if (result.ok) return result.value;
  expect(wrongMessages(result.problems)).toEqual([]);
  return result.problems[0]?.message ?? '';
}

describe('setPath', () => {
  it.each([
    ['settings.answerHold=0s', ['settings', 'answerHold'], '0s'],
    ['settings.answerHold=never', ['settings', 'answerHold'], 'never'],
    ['clients[10.0.5.3].answer==1+1', ['clients', 0, 'answer'], '=1+1'],
    ['clients[10.0.5.3].answer=11', ['clients', 0, 'answer'], '11'],
    ['clients[10.0.5.3].sensorTime=3s', ['clients', 0, 'sensorTime'], '3s'],
    ['peering.addressMask=22', ['peering', 'addressMask'], 22],
    ['peering.maxChain=null', ['peering', 'maxChain'], null],
    ['peering.isolated=["10.0.0.0/8"]', ['peering', 'isolated'], ['10.0.0.0/8']],
    ['settings.normalRegistration=["1s","2s"]', ['settings', 'normalRegistration'], ['1s', '2s']],
    ['settings.normalRegistration[0]=10s', ['settings', 'normalRegistration', 0], '10s'],
    ['settings.shardSize=65536', ['settings', 'shardSize'], 65_536],
    ['settings.shardSize=1MiB', ['settings', 'shardSize'], '1MiB'],
    ['seed=12', ['seed'], 12],
    ['name=12', ['name'], '12'],
    ['name="a=b"', ['name'], 'a=b'],
    ['name=a=b', ['name'], 'a=b'],
    ['sites.hq.wan.down=1Mbps', ['sites', 1, 'wan', 'down'], '1Mbps'],
    ['sites[1].wan.loss=0.5', ['sites', 1, 'wan', 'loss'], 0.5],
    ['subnets[10.0.5.0/24].clients=20', ['subnets', 0, 'clients'], 20],
    ['clients[10.0.5.3].online=false', ['clients', 0, 'online'], false],
    ['timeline[0].rule.bothWays=true', ['timeline', 0, 'rule', 'bothWays'], true],
    ['extensions.mine.deep={"a":1}', ['extensions', 'mine', 'deep'], { a: 1 }],
  ])('%s', (assignment, path, value) => {
    const result = set(assignment);
    expect(valueAt(result, path)).toEqual(value);
  });

  it('starts from the default where the file has nothing', () => {
    expect(valueAt(set('settings.normalRegistration[0]=10s'), ['settings', 'normalRegistration'])).toEqual(['10s', '90s']);
    const { servers: _, ...rest } = scenario;
    const result = setPath({ ...rest, throttles: [] }, 'servers.ts.kind=cloud');
    expect(result.ok && result.value.servers).toEqual([{ id: 'ts', kind: 'cloud', site: 'dc' }]);
  });

  it('reaches into questions by their ids', () => {
    const asked: Scenario = { ...scenario, timeline: [{ at: '1m', do: 'ask', id: 'q1', sensors: ['Is Virtual'] }] };
    const timelineOf = (assignment: string): unknown => {
      const result = setPath(asked, assignment);
      return result.ok ? result.value.timeline : result.problems;
    };
    expect(timelineOf('timeline[q1].sensors=["Time Zone","Installed RAM"]')).toEqual([
      { at: '1m', do: 'ask', id: 'q1', sensors: ['Time Zone', 'Installed RAM'] },
    ]);
    expect(timelineOf('timeline.q1.target={"fraction":0.1}')).toEqual([{ at: '1m', do: 'ask', id: 'q1', sensors: ['Is Virtual'], target: { fraction: 0.1 } }]);
  });

  it('changes nothing of the scenario it is given', () => {
    const before = structuredClone(scenario);
    set('sites.hq.wan.down=1Mbps');
    expect(scenario).toEqual(before);
  });

  it.each([
    ['settings.answrHold=0s', 'nearest known key is "answerHold"'],
    ['setings.answerHold=0s', 'nearest known key is "settings"'],
    ['timeline[0].rle.from=any', 'nearest known key is "rule"'],
    ['sites.nowhere.kind=vpn', 'no entry "nowhere" in sites'],
    ['sites[7].kind=vpn', 'no entry "7" in sites'],
    ['seed.x=1', 'leads nowhere'],
    ['settings', 'expected PATH=VALUE'],
    ['=5', 'expected PATH=VALUE'],
    ['a..b=1', 'no path'],
    ['__proto__.polluted=1', 'reserved'],
    ['extensions.constructor.prototype=1', 'reserved'],
    [`${'extensions.a'.repeat(1)}${'.a'.repeat(40)}=1`, 'no path'],
  ])('refuses %s and says why', (assignment, why) => {
    expect(set(assignment)).toContain(why);
  });

  it('cannot reach the prototypes of the program through a value', () => {
    set('extensions={"__proto__":{"polluted":1},"a":{"constructor":{"prototype":{"polluted":1}}}}');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('leaves it to the validator whether the result is right', () => {
    const result = set('peering.addressMask=99');
    expect(checkScenario(result)).toMatchObject({ ok: false, problems: [{ code: 'number.range', where: '/peering/addressMask' }] });
  });
});
