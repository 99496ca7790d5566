import { describe, expect, test } from 'vitest';
import { EVENT_KINDS, RULES } from '../sim/log';
import type { LogEvent } from '../sim/log';
import { compileScenario } from '../scenario/compile';
import type { Scenario, TimelineAct } from '../scenario/types';
import { createSimulation } from '../sim/simulation';
import { MIXED } from './engine.test-tools';
import { citedTexts, NETWORK_RULE_TEXTS, RULE_TEXTS } from './rules';
import { actSentence } from './act-sentence';
import { logRow, sentence } from './sentences';
import { MAX_SENTENCE } from './wording';

/** A run in which nearly everything happens. */
const EVENTFUL: Scenario = {
  ...MIXED,
  clients: [
    { address: '10.0.5.3', name: 'FIN-LT-003', sensorTime: '5s' },
    { address: '10.0.5.6', actionLock: true },
  ],
  timeline: [
    { at: '40s', do: 'ask', id: 'os', sensors: ['Operating System'] },
    { at: '62s', do: 'ask', id: 'berlin', sensors: ['Operating System', 'Is Virtual'], target: { site: 'berlin' } },
    { at: '240s', do: 'deploy', id: 'patch-7', distribute: '10s' },
    { at: '409990ms', do: 'ask', id: 'late', sensors: ['Chassis Type'] },
    { at: '60s', do: 'stop', clients: ['10.0.5.4'], orderly: true },
    { at: '61s', do: 'stop', clients: ['10.0.5.7'] },
    { at: '100s', do: 'block', id: 'b1', rule: { from: '10.0.5.9', to: '10.0.5.10', bothWays: true } },
    { at: '150s', do: 'unblock', id: 'b1' },
    { at: '160s', do: 'move', client: '10.0.5.2', toSubnet: '10.8.1.0/24' },
    { at: '200s', do: 'setPeering', peering: { addressMask: 22, isolated: [] } },
    { at: '210s', do: 'cutWan', site: 'berlin' },
    { at: '400s', do: 'restoreWan', site: 'berlin' },
    { at: '410s', do: 'stopServer', server: 'ts' },
    { at: '600s', do: 'startServer', server: 'ts' },
    { at: '610s', do: 'start', clients: ['10.0.5.4', '10.0.5.7'] },
  ],
};
const sim = createSimulation(compileScenario(EVENTFUL));
sim.advanceTo(8 * 3600 * 1_000_000);
const events: LogEvent[] = [];
for (let id = 1; id <= sim.log.lastId; id++) events.push(sim.log.get(id)!);

const UNFIT = /undefined|NaN|null|\[object|Infinity| {2}|-1\b/;

describe('sentences', () => {
  test('the run that they are taken from has every kind of event', () => {
    expect(new Set(events.map((event) => event.kind))).toEqual(new Set(EVENT_KINDS));
  });

  test('every event has one sentence of at most 200 characters, from its own data', () => {
    for (const event of events) {
      const text = sentence(sim, event);
      expect(text, event.kind).not.toMatch(UNFIT);
      expect(text, event.kind).toMatch(/^\S.*\.$/);
      expect(text.length).toBeLessThanOrEqual(MAX_SENTENCE);
    }
  });

  test('every kind has a sentence even where the data does not fit', () => {
    for (const kind of EVENT_KINDS) {
      const text = sentence(sim, { id: 1, t: 0, kind, rule: 'LINK-1', cause: 0, client: -1, peer: -1, direction: null, detail: -1, amount: 0 });
      expect(text, kind).not.toMatch(UNFIT);
    }
  });

  test('a client is called by its name where it has one, else by its address', () => {
    expect(events.map((event) => sentence(sim, event)).some((text) => text.startsWith('FIN-LT-003 '))).toBe(true);
    const timeout = events.find((event) => event.kind === 'link.timeout')!;
    expect(sentence(sim, timeout)).toMatch(/^\S+ got no answer from \S+ within 3 s, so it looks further (forward|backward)\.$/);
  });

  test('a role that comes from failed attempts is called a reflection, one at the end of the order is not (LINK-2)', () => {
    const gained = events.filter((event) => event.kind === 'role.gained' && event.rule === 'LINK-2').map((event) => sentence(sim, event));
    expect(gained.some((text) => text.includes('by reflection'))).toBe(true);
    expect(gained.some((text) => text.includes('has nobody further'))).toBe(true);
  });

  test('every row carries what its rule says, and how far to trust it', () => {
    for (const event of events) expect(['documented', 'patent', 'assumption']).toContain(logRow(sim, event).grade);
  });

  test('acts are said as people wrote them, sites by their names', () => {
    const acts: TimelineAct[] = [
      { do: 'stop', clients: ['10.0.5.4', '10.0.5.5', '10.0.5.6'] },
      { do: 'block', id: 'x', rule: { from: 'any', to: '10.0.5.4' } },
      { do: 'setPeering', peering: { addressMask: 22, separated: ['10.0.0.0/8'], maxChain: null } },
      { do: 'scan', satellite: '10.0.5.4', kind: 'comply', target: '10.0.0.0/24', secret: 'hunter2' },
      { do: 'cutWan', site: 'br-1' },
    ];
    const texts = acts.map((act) => actSentence(act, [{ id: 'br-1', name: 'Branch B' }]));
    expect(texts).toEqual([
      'Unplug 10.0.5.4, 10.0.5.5 and 1 more',
      'Block any → 10.0.5.4',
      'Change peering: address mask 22, separated subnets (1), longest chain none',
      'Scan from 10.0.5.4 (not simulated in this version)',
      'Cut the WAN of Branch B',
    ]);
  });
});

describe('rules', () => {
  test('every rule of the log has a title of at most 100 characters', () => {
    expect(Object.keys(RULE_TEXTS).sort()).toEqual([...RULES].sort());
    for (const { title } of [...Object.values(RULE_TEXTS), ...Object.values(NETWORK_RULE_TEXTS)]) {
      expect(title.length).toBeLessThanOrEqual(100);
      expect(title.length).toBeGreaterThan(20);
    }
  });

  test('rules that a sentence cites besides its own are told with it (NET-1, NET-2)', () => {
    expect(citedTexts('It comes after 3 s in line or lost and sent again (NET-1, NET-2).', 'Q-1')).toEqual([
      `NET-1: ${RULE_TEXTS['NET-1'].title}`,
      `NET-2: ${NETWORK_RULE_TEXTS['NET-2'].title}`,
    ]);
    expect(citedTexts('The WAN is cut (NET-1).', 'NET-1')).toEqual([]);
    expect(citedTexts('A name with NET-99 in it.', 'Q-1')).toEqual([]);
  });
});
