import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../scenario/types';
import { createSimulation } from '../../sim/simulation';
import { randomWorld } from '../../testing/random-world';
import { compileScenario } from '../../scenario/compile';
import type { AnswersView, MissingReason } from '../contract';
import { SMALL } from '../engine.test-tools';
import { answers, BESIDES, respondents } from './answers';
import { runAt, SECOND } from './queries.test-tools';

const ALL = { filter: '', offset: 0, limit: 10_000 };
const sum = (missing: AnswersView['missing']): number => missing.filter(({ reason }) => !BESIDES.has(reason)).reduce((all, { count }) => all + count, 0);

/** Eight clients, asked at 60 s. */
function asked(changes: Partial<Scenario>): Scenario {
  return { ...SMALL, clients: [], timeline: [{ at: '60s', do: 'ask', id: 'os', sensors: ['Operating System'] }], ...changes };
}
function missingAt(seconds: number, scenario: Scenario): Partial<Record<MissingReason, { count: number; text: string; example: string }>> {
  const { ask, run } = runAt(seconds, scenario);
  const view = ask('answers', { question: scenario.timeline?.findIndex((item) => item.do === 'ask' || item.do === 'deploy') ?? 0, ...ALL })!;
  expect(sum(view.missing)).toBe(view.question.estimated - view.question.tested);
  return Object.fromEntries(view.missing.map(({ reason, count, text, example }) => [reason, { count, text, example: run.sim.addressText(example) }]));
}

describe('who is missing', () => {
  for (const waves of ['by event', 'swept'] as const) {
    test(`reasons add up to estimated − tested at any moment of 150 random worlds (Q-7), ${waves}`, () => {
      let looks = 0;
      const seen = new Set<MissingReason>();
      for (let seed = 1; seed <= 150; seed++) {
        const world = randomWorld(seed);
        const numbers = world.timeline.flatMap((act, number) => (act.do === 'ask' || act.do === 'deploy' ? [{ number, at: act.at }] : []));
        if (numbers.length === 0) continue;
        const sim = createSimulation(world, { waves });
        const moments = numbers.flatMap(({ at }) => [0, 7_001, 60_000, 1_300_000, 40_000_000, 700_000_000].map((after) => at + after)).sort((a, b) => a - b);
        for (const t of moments) {
          sim.advanceTo(Math.max(sim.now, Math.min(t, world.duration)));
          for (const { number } of numbers) {
            const view = answers(sim, { question: number, ...ALL });
            if (view === null) continue;
            looks++;
            for (const { reason, count, text } of view.missing) {
              seen.add(reason);
              expect(text).toMatch(/^[A-Z0-9].*\.$/);
              expect(respondents(sim, { question: number, of: { missing: reason }, offset: 0, limit: 0 }).total).toBe(count);
            }
            expect(sum(view.missing), `seed ${seed}, question ${number} at ${t}`).toBe(view.question.estimated - view.question.tested);
          }
        }
      }
      expect(looks).toBeGreaterThan(500);
      const always: MissingReason[] = [
        'offline',
        'lostContact',
        'waitsForRegistration',
        'sensorRuns',
        'underWay',
        'waitsInChain',
        'expired',
        'locked',
        'notCounted',
      ];
      for (const reason of always) expect(seen).toContain(reason);
    });
  }

  test('what a full link holds up is said with it (NET-2)', () => {
    const wan = { down: '2kbps', up: '2kbps', latency: '10ms' };
    const sites = SMALL.sites.map((site) => (site.id === 'hq' ? { ...site, wan } : site));
    // Its WAN gives the question 1.44 s; the first registrations are through long before it is asked.
    const late = asked({ sites, duration: '20m', timeline: [{ at: '600s', do: 'ask', id: 'os', sensors: ['Operating System'] }] });
    expect(missingAt(600.1, late).underWay?.text).toBe("The question is on its way to 8 clients; Headquarters' WAN is full: 1 message, 1.4 s behind (NET-2).");
  });

  test('while a question travels, it is on its way to those ahead of it (Q-2), and behind it sensors run', () => {
    const missing = missingAt(60.03, asked({}));
    expect(missing.underWay).toEqual({ count: 4, text: 'The question is on its way to 4 clients.', example: '10.0.5.5' });
    expect(missing.sensorRuns).toEqual({ count: 4, text: '4 clients run their sensor.', example: '10.0.5.1' });
    expect(missing.waitsInChain).toBeUndefined();
  });

  test('a slow sensor in the middle is named as what the others wait for (Q-3)', () => {
    const missing = missingAt(63, asked({ clients: [{ address: '10.0.5.4', sensorTime: '30s' }], settings: { startWindow: '10s', answerHold: 'never' } }));
    expect(missing.sensorRuns).toEqual({ count: 1, text: '1 client runs its sensor.', example: '10.0.5.4' });
    expect(missing.waitsInChain).toEqual({ count: 7, text: '7 answers wait in the chain for 10.0.5.4, whose sensor still runs.', example: '10.0.5.1' });
  });

  test('a client that no forward link reaches waits for its registration (LINK-11), and so do those behind it', () => {
    const wall = {
      firewalls: ['10.0.5.0/30', '10.0.5.4'].map((from) => ({ from, to: '10.0.5.5' })),
    };
    const missing = missingAt(60.2, asked(wall));
    expect(missing.waitsForRegistration).toEqual({
      count: 4,
      text: '4 clients wait for a registration (1 reached by no forward link, 3 behind such a client): 32.5 s on average.',
      example: '10.0.5.5',
    });
    expect(missingAt(60.2, asked({ clients: [{ address: '10.0.5.5', blockIncoming: true }] })).waitsForRegistration?.text).toContain('(blocked)');
    expect(missingAt(155, asked(wall))).toEqual({});
  });

  test('who is offline or cut off is said to be, before and after it is noticed (LINK-8, REG-10)', () => {
    const timeline: Scenario['timeline'] = [
      { at: '50s', do: 'stop', clients: ['10.0.5.4'] },
      { at: '60s', do: 'ask', id: 'os', sensors: ['Operating System'] },
    ];
    expect(missingAt(61, asked({ timeline })).offline).toEqual({
      count: 1,
      text: '1 client is offline; it gets the question on coming back.',
      example: '10.0.5.4',
    });
    const down: Scenario['timeline'] = [
      { at: '60s', do: 'ask', id: 'os', sensors: ['Operating System'] },
      { at: '60010ms', do: 'stopServer', server: 'tanium' },
    ];
    const servers = [{ id: 'tanium', kind: 'server' as const }];
    const cut = missingAt(75, asked({ servers, timeline: down }));
    expect(cut.lostContact?.count).toBe(8);
  });

  test('answers that died with the client that carried them are lost for good (Q-4)', () => {
    const timeline: Scenario['timeline'] = [
      { at: '60s', do: 'ask', id: 'os', sensors: ['Operating System'] },
      { at: '63s', do: 'stop', clients: ['10.0.5.4'] },
    ];
    const slow = { clients: [{ address: '10.0.5.4', sensorTime: '30s' }], settings: { startWindow: '10s', answerHold: 'never' } };
    const missing = missingAt(64, asked({ timeline, ...slow }));
    expect(missing.lost).toEqual({ count: 3, text: '3 answers were lost with a client that carried them and stopped.', example: '10.0.5.1' });
    expect(missing.offline?.example).toBe('10.0.5.4');
    expect(missing.waitsInChain?.text).toBe('4 answers wait in the chain for 10.0.5.4, which has gone silent.');
  });

  test('what has not come when the question expires is told apart from who is offline (Q-5)', () => {
    const slow = {
      clients: [
        { address: '10.0.5.4', sensorTime: '300s' },
        { address: '10.0.5.5', startAt: '61s' },
      ],
    };
    const missing = missingAt(90, asked({ ...slow, settings: { startWindow: '10s', questionExpiry: '20s' } }));
    expect(missing.expired).toEqual({ count: 1, text: '1 client was not heard before the question expired.', example: '10.0.5.4' });
  });

  test('an action lock is listed beside the sum, once it has been heard (Q-9)', () => {
    const timeline: Scenario['timeline'] = [{ at: '60s', do: 'deploy', id: 'patch' }];
    const missing = missingAt(90, asked({ timeline, clients: [{ address: '10.0.5.4', actionLock: true }] }));
    expect(missing).toEqual({ locked: { count: 1, text: '1 client has an action lock: the command does not run there.', example: '10.0.5.4' } });
  });

  test('a pass over the clients of one long chain looks at each of them a few times only', () => {
    const subnets = [{ cidr: '10.0.0.0/16', site: 'hq', clients: 4_000 }];
    const world = compileScenario(asked({ subnets, peering: { addressMask: 16 } }));
    const sim = createSimulation(world);
    sim.advanceTo(62 * SECOND);
    let looks = 0;
    const counted = Object.assign(Object.create(sim) as typeof sim, {
      questionAt: (number: number, client: number) => {
        looks++;
        return sim.questionAt(number, client);
      },
    });
    const view = answers(counted, { question: 0, ...ALL })!;
    expect(sum(view.missing)).toBe(view.question.estimated - view.question.tested);
    expect(looks).toBeLessThanOrEqual(3 * world.clientCount);
  });
});
