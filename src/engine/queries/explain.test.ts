import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../scenario/types';
import { MIXED, SMALL } from '../engine.test-tools';
import { MAX_WORDS } from './explain';
import { runAt } from './queries.test-tools';

const ASK = { do: 'ask', id: 'os', sensors: ['Operating System'] } as const;
const ASKED: Scenario = { ...SMALL, clients: [], timeline: [{ at: '60s', ...ASK }] };
const fleet = (seconds: number, scenario: Scenario) => runAt(seconds, scenario).ask('explain', { selection: null });

describe('the fleet explained', () => {
  test('a question that travels is what happens: who has it and how many answers are in (Q-1)', () => {
    expect(fleet(60.03, ASKED).happening).toBe('A question travels: 4 of 8 computers have it, 0 answers are in.');
    expect(fleet(60.03, ASKED).tryThis).toContain('Unplug a computer in the wave');
    expect(fleet(60.03, { ...ASKED, timeline: [...ASKED.timeline!, { at: '60.02s', do: 'cutWan', site: ASKED.sites[0]!.id }] }).tryThis).not.toContain(
      'Unplug',
    );
    expect(fleet(61, ASKED).happening).toMatch(/^The question is complete: 8 of 8 computers were heard within \d+\.\d ms\.$/);
  });

  test('several that travel are counted, and the latest is told (Q-1)', () => {
    const two: Scenario = { ...ASKED, timeline: [{ at: '60s', ...ASK }, { at: '60s', ...ASK, id: 'os2' }] }; // prettier-ignore
    expect(fleet(60.03, two).happening).toBe('2 questions travel; the latest: 4 of 8 computers have it, 0 answers are in.');
  });

  test('its cost is the messages that it took, beside those without peering (NET-7)', () => {
    const { run, ask } = runAt(61, ASKED);
    const { messages, messagesWithout } = run.sim.question(0)!;
    expect([messages, messagesWithout]).toEqual([
      { lan: 14, wan: 2 },
      { lan: 0, wan: 16 },
    ]);
    expect(ask('explain', { selection: null }).cost).toBe('The question took 14 LAN and 2 WAN messages; without peering, 0 LAN and 16 WAN.');
    // under way, so far against so far: four have it, and none has answered
    expect(fleet(60.03, ASKED).cost).toMatch(/^So far the question took \d+ LAN and 1 WAN messages?; without peering, 0 LAN and 4 WAN\.$/);
  });

  test('a question that stands still says what it waits for', () => {
    const off: Scenario = { ...ASKED, timeline: [{ at: '20s', do: 'stop', clients: ['10.0.5.8'] }, { at: '60s', ...ASK }] }; // prettier-ignore
    expect(fleet(66, off).happening).toBe('7 of 8 computers have been heard; 1 is offline.');
    expect(fleet(66, { ...ASKED, clients: [{ address: '10.0.5.8', sensorTime: '1m' }] }).happening).toBe(
      '7 of 8 computers have been heard; 1 is still at work.',
    );
  });

  test('a question before anybody has registered has nobody to go to (Q-7)', () => {
    const early: Scenario = { ...SMALL, clients: [], timeline: [{ at: '1ms', ...ASK }], settings: { startWindow: '60s' } };
    expect(fleet(0.002, early).happening).toBe('The question has nobody to go to: the server has heard of no client lately.');
  });

  test('why leads from the latest question to who asked, not to the latest event of some client', () => {
    const { ask, run } = runAt(62, ASKED);
    const { whyEventId } = ask('explain', { selection: null });
    expect(run.sim.log.get(whyEventId!)?.kind).toBe('question.completed');
    expect(ask('why', { eventId: whyEventId! }).at(-1)?.origin?.by).toBe('timeline');
  });

  test('why is the latest act where that came after the question, and nobody where nobody did anything', () => {
    const { ask, act, to, run } = runAt(200, ASKED);
    act({ do: 'stop', clients: ['10.0.5.4'] });
    to(240);
    const { whyEventId, why } = ask('explain', { selection: null });
    expect(run.sim.log.get(whyEventId!)).toMatchObject({ kind: 'client.stopped' });
    expect(why).toBe('You unplug 10.0.5.4 without a word; its neighbours notice after 30 s.');
    expect(fleet(200, { ...SMALL, timeline: [] })).toMatchObject({
      whyEventId: null,
      why: 'Each client starts at its own moment and asks its server for a list of peers.',
    });
    expect(fleet(200, MIXED).why).toBe('Each client starts at its own moment and looks for peers; 1 firewall rule stands between some of them.');
  });

  test('an act that changes nothing is not the reason of anything', () => {
    const { ask, act, run } = runAt(200, ASKED);
    act({ do: 'start', clients: ['10.0.5.4'] });
    expect(run.sim.log.get(ask('explain', { selection: null }).whyEventId!)?.kind).toBe('question.completed');
  });

  test('a new firewall rule is what happens until both ends have noticed (LINK-10, LINK-8), and so is its removal (LINK-7)', () => {
    const { ask, act, to } = runAt(200, { ...SMALL, clients: [] });
    act({ do: 'block', id: 'b', rule: { from: '10.0.5.4', to: '10.0.5.5' } });
    expect(ask('explain', { selection: null }).happening).toBe('A new firewall rule cuts 1 link; both ends notice within 30 s.');
    to(236);
    expect(ask('explain', { selection: null }).happening).not.toContain('new firewall rule');
    act({ do: 'unblock', id: 'b' });
    expect(ask('explain', { selection: null }).happening).toBe('A firewall rule is gone; clients that reflect try their peers again within 1 min.');
    act({ do: 'block', id: 'c', rule: { from: '192.168.0.1', to: '192.168.0.2' } });
    expect(ask('explain', { selection: null }).happening).toBe('A new firewall rule is in force; it cuts no link that stands.');
  });

  test('a change to peering is what happens while clients still follow it (CHAIN-8)', () => {
    const { ask, act, to } = runAt(200, { ...SMALL, clients: [] });
    act({ do: 'setPeering', peering: { addressMask: 22 } });
    to(800);
    expect(ask('explain', { selection: null }).happening).toBe(
      'Peering has changed; each client follows at its next initial registration, the last within 5 h 50 min.',
    );
    to(7 * 3600);
    expect(ask('explain', { selection: null }).happening).not.toContain('Peering');
  });

  test('says all of it in at most 20 words while questions and actions come and go', () => {
    const timeline: Scenario['timeline'] = [
      { at: '5s', ...ASK },
      {
        at: '60s',
        do: 'ask',
        id: 'rows',
        sensors: ['Operating System', 'Is Virtual', 'Chassis Type'],
        target: { addresses: ['10.0.5.1', '10.0.5.2', '10.1.7.3'] },
      },
      { at: '60040ms', do: 'stop', clients: ['10.0.5.6'] },
      { at: '70s', do: 'deploy', id: 'patch', target: { fraction: 0.4 }, distribute: '30s' },
      { at: '75s', do: 'stopServer', server: 'ts' },
    ];
    for (const second of [5, 5.01, 12, 60, 60.02, 60.05, 60.5, 70.01, 71, 76, 110, 640, 800]) {
      const { ask, run } = runAt(second, { ...MIXED, timeline });
      for (const selection of [null, 0, 5, run.sim.slotCount - 1]) {
        const said = ask('explain', { selection });
        for (const text of [said.happening, said.why, said.cost, said.tryThis]) {
          expect(text).toMatch(/^\S.*[.…]$/);
          expect(text).not.toMatch(/undefined|NaN|null|\[object|Infinity/);
          expect(text.split(/\s+/).length).toBeLessThanOrEqual(MAX_WORDS);
        }
      }
    }
  });
});
