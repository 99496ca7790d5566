import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileScenario } from '../../scenario/compile';
import type { Scenario } from '../../scenario/types';
import { createSimulation } from '../../sim/simulation';
import type { QueryMap, QueryName, TableColumn, TableRow } from '../contract';
import { Refusal } from '../deps';
import { MIXED, SMALL } from '../engine.test-tools';
import { Run } from '../run';
import { answerQuery } from './answer-query';
import { MAX_WORDS } from './explain';
import { Table } from './table';

const SECOND = 1_000_000;

function at(seconds: number, scenario: Scenario = MIXED) {
  const open = { scenario, world: compileScenario(scenario), text: '', warnings: [] };
  const run = new Run(open, createSimulation, () => 0);
  run.advance(seconds * SECOND, Infinity);
  const table = new Table(run);
  const ask = <N extends QueryName>(name: N, args: QueryMap[N]['args']): QueryMap[N]['result'] => answerQuery(run, table, name, args) as QueryMap[N]['result'];
  const slotOf = (address: string): number => ask('find', { text: address, limit: 1 })[0]?.index ?? -1;
  return { run, ask, slotOf };
}

describe('the card of a client', () => {
  test('says the same as the report, for every client', () => {
    const { ask } = at(130);
    const { clientStates } = ask('report', { clients: true });
    for (const [slot, state] of (clientStates ?? []).entries()) {
      const { bytes: _, ...expected } = state;
      expect(ask('client', { slot }).state).toEqual(expected);
    }
  });

  test('shows links with their place, timers that run, and the latest events', () => {
    const { ask, slotOf, run } = at(130);
    const card = ask('client', { slot: slotOf('10.0.5.5') });
    expect(card.links.map((link) => `${link.role} ${link.address} ${link.place}`)).toEqual([
      'forward peer 10.0.5.6 LAN',
      'backward peer 10.0.5.4 LAN',
      'previous 10.0.5.4 LAN',
      'next 10.0.5.6 LAN',
    ]);
    expect(card.timers.map((timer) => timer.name)).toEqual(['next normal registration', 'next initial registration']);
    for (const timer of card.timers) expect(timer.at).toBeGreaterThan(run.now);
    expect(card.recent[0]?.client === card.slot || card.recent[0]?.peer === card.slot).toBe(true);
    expect(card.siteName).toBe('Headquarters');
  });

  test('counts down to the next retry while a client reflects (LINK-7)', () => {
    const { ask, slotOf } = at(130);
    const card = ask('client', { slot: slotOf('10.1.7.1') });
    expect(card.state.roles).toEqual(['backwardLeader', 'forwardLeader']);
    expect(card.timers.find((timer) => timer.name === 'tries forward peers again')?.rule).toBe('LINK-7');
    expect(card.candidates.forward.length).toBe(8);
    expect(card.candidates.forward.every((one) => !one.reachable)).toBe(true);
  });

  test('a slow link stands in the status with its side, in card, table, search and report alike (NET-5)', () => {
    const wan = { down: '64kbps', up: '64kbps', latency: '40ms' };
    const subnets = [
      { cidr: '10.0.5.0/25', site: 'hq', clients: 3 },
      { cidr: '10.0.5.128/25', site: 'berlin', clients: 3 },
    ];
    const sites = MIXED.sites.map((site) => (site.id === 'berlin' ? { ...site, wan } : site));
    const { ask, slotOf } = at(200, { ...MIXED, sites, subnets, clients: [], firewalls: [], peering: {} });
    const words = ['Leader', 'Normal', 'Normal, Slow Link Ahead', 'Normal, Slow Link Behind', 'Normal', 'Leader'];
    const rows = ask('table', { sort: 'address', descending: false, filter: '', offset: 0, limit: 10 }).rows;
    expect(rows.map((row) => row.status)).toEqual(words);
    expect(rows.map((row) => ask('client', { slot: row.slot }).state.status)).toEqual(words);
    const report = ask('report', { clients: true });
    expect(report.clientStates?.map((state) => state.status)).toEqual(words);
    expect(report.status['Slow Link']).toBe(2);
    expect(ask('find', { text: '10.0.5.3', limit: 1 })[0]?.detail).toContain('Slow Link Ahead');
    expect(ask('client', { slot: slotOf('10.0.5.3') }).links).toContainEqual(expect.objectContaining({ role: 'forward peer', place: 'WAN' }));
    const slow = ask('table', { sort: 'address', descending: false, filter: 'status:slow', offset: 0, limit: 10 });
    expect(slow.rows.map((row) => row.address)).toEqual(['10.0.5.3', '10.0.5.129']);
  });

  test('a number that is no client is refused', () => {
    const { ask } = at(1);
    for (const slot of [-1, 24, 0.5, Number.NaN]) expect(() => ask('client', { slot })).toThrow(Refusal);
  });
});

describe('the log', () => {
  test('comes newest first in pages that add up to everything', () => {
    const { ask, run } = at(60);
    const seen: number[] = [];
    for (let offset = 0; ; offset += 50) {
      const { rows, total } = ask('log', { offset, limit: 50 });
      expect(total).toBe(run.sim.log.lastId);
      if (rows.length === 0) break;
      seen.push(...rows.map((row) => row.id));
    }
    expect(seen).toEqual(Array.from({ length: run.sim.log.lastId }, (_, i) => run.sim.log.lastId - i));
  });

  test('filters by kind, client, rule, words and time, and counts what fits', () => {
    const { ask, slotOf } = at(130);
    const slot = slotOf('10.1.7.1');
    const all = ask('log', { offset: 0, limit: 100_000 }).rows;
    const cases: readonly [Partial<QueryMap['log']['args']>, (row: (typeof all)[number]) => boolean][] = [
      [{ kinds: ['role.gained', 'role.lost'] }, (row) => row.kind.startsWith('role.')],
      [{ client: slot }, (row) => row.client === slot || row.peer === slot],
      [{ rule: 'LINK-5' }, (row) => row.rule === 'LINK-5'],
      [{ text: 'reflection 10.1.7.1' }, (row) => row.text.includes('reflection') && row.text.includes('10.1.7.1')],
      [{ from: 5 * SECOND, to: 9 * SECOND }, (row) => row.t >= 5 * SECOND && row.t <= 9 * SECOND],
    ];
    for (const [filter, fits] of cases) {
      const expected = all.filter(fits).map((row) => row.id);
      expect(expected.length, JSON.stringify(filter)).toBeGreaterThan(0);
      const { rows, total } = ask('log', { ...filter, offset: 0, limit: 100_000 });
      expect(rows.map((row) => row.id)).toEqual(expected);
      expect(total).toBe(expected.length);
      expect(ask('log', { ...filter, offset: 1, limit: 1 }).rows.map((row) => row.id)).toEqual(expected.slice(1, 2));
    }
  });
});

describe('why', () => {
  test('a leader by reflection is traced to its failed attempt, its registration and its start (LINK-2)', () => {
    const { ask, slotOf } = at(130);
    const rows = ask('whyRole', { slot: slotOf('10.1.7.1'), direction: 'forward' });
    expect(rows[0]).toMatchObject({ kind: 'role.gained', rule: 'LINK-2' });
    expect(rows.map((row) => row.kind)).toContain('link.timeout');
    expect(rows.at(-1)).toMatchObject({ kind: 'client.started', cause: 0 });
    for (let i = 1; i < rows.length; i++) expect(rows[i - 1]?.cause).toBe(rows[i]?.id);
    expect(ask('why', { eventId: rows[0]!.id })).toEqual(rows);
  });

  test('a linked client is traced by its link, and a client that does neither has no reason', () => {
    const { ask, slotOf } = at(130);
    expect(ask('whyRole', { slot: slotOf('10.0.5.5'), direction: 'backward' })[0]?.kind).toBe('link.opened');
    expect(at(0).ask('whyRole', { slot: 3, direction: 'forward' })).toEqual([]);
  });

  test('what the bounded log has lost is found by playing the run again', () => {
    const { ask, slotOf, run } = at(130);
    const slot = slotOf('10.1.7.1');
    const expected = ask('whyRole', { slot, direction: 'forward' });
    const { lastId } = run.sim.log;
    const whole = { get: run.sim.log.get.bind(run.sim.log) };
    // A log that has forgotten all but its last ten rows.
    Object.defineProperty(run.sim.log, 'firstId', { value: lastId - 9 });
    run.sim.log.get = (id) => (id > lastId - 10 ? whole.get(id) : undefined);
    expect(ask('whyRole', { slot, direction: 'forward' })).toEqual(expected);
    expect(ask('why', { eventId: expected[0]!.id })).toEqual(expected);
  });
});

describe('the table', () => {
  const COLUMNS: readonly TableColumn[] = ['address', 'name', 'site', 'subnet', 'server', 'status', 'send', 'receive', 'roles', 'forwardPeer', 'backwardPeer', 'previous', 'next', 'initial', 'normal', 'reported']; // prettier-ignore
  const SCENARIO: Scenario = { ...MIXED, clients: [{ address: '10.0.5.3', name: 'beta' }, { address: '10.1.7.2', name: 'Alpha' }, { address: '10.0.5.9', online: false }] }; // prettier-ignore

  test('every order holds every client once, equal ones by address, and backwards it is the reverse of the values', () => {
    const { ask } = at(200, SCENARIO);
    const byAddress = ask('table', { sort: 'address', descending: false, filter: '', offset: 0, limit: 100 }).rows.map((row) => row.slot);
    expect(byAddress).toEqual(Array.from({ length: 24 }, (_, i) => i));
    for (const sort of COLUMNS) {
      for (const descending of [false, true]) {
        const { rows, matching, total } = ask('table', { sort, descending, filter: '', offset: 0, limit: 100 });
        expect([matching, total, new Set(rows.map((row) => row.slot)).size]).toEqual([24, 24, 24]);
        const values = rows.map((row) => row[sort]);
        for (let i = 1; i < rows.length; i++)
          if (values[i] === values[i - 1] && sort !== 'address') expect(rows[i]!.slot, sort).toBeGreaterThan(rows[i - 1]!.slot);
        // Equal values stand together.
        const changes = values.filter((value, i) => value !== values[i - 1]).length;
        expect(changes, sort).toBe(new Set(values).size);
      }
    }
  });

  test('sorts numbers as numbers, and names before clients without one', () => {
    const { ask } = at(3_000, SCENARIO);
    const normal = ask('table', { sort: 'normal', descending: true, filter: '', offset: 0, limit: 100 }).rows.map((row) => Number(row.normal));
    expect(normal).toEqual([...normal].sort((a, b) => b - a));
    expect(ask('table', { sort: 'name', descending: false, filter: '', offset: 0, limit: 2 }).rows.map((row) => row.name)).toEqual(['Alpha', 'beta']);
  });

  test('the filter takes exactly the rows that hold every word (in one column where one is named)', () => {
    const { ask } = at(200, SCENARIO);
    const all = ask('table', { sort: 'address', descending: false, filter: '', offset: 0, limit: 100 }).rows;
    const texts = (row: TableRow): string[] => COLUMNS.map((column) => row[column].toLowerCase());
    const word = fc.constantFrom(
      '10.0.5.1',
      '7',
      'berlin',
      'leader',
      'alpha',
      'normal',
      'only',
      '10.8',
      'status:leader',
      'roles:forward',
      'site:remote',
      'forwardpeer:10.1.7.4',
      'status:offline',
      'xyz',
      'send:none',
      'reported:never',
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 3 }), (words) => {
        const expected = all.filter((row) =>
          words.every((one) => {
            const [column, part] = one.includes(':') ? one.split(':') : [null, one];
            if (column === null)
              return texts(row).some((text, i) => (COLUMNS[i] === 'initial' || COLUMNS[i] === 'normal' ? text === part : text.includes(part ?? '')));
            const name = COLUMNS.find((known) => known.toLowerCase() === column)!;
            return row[name].toLowerCase().includes(part ?? '');
          }),
        );
        const { rows, matching } = ask('table', { sort: 'address', descending: false, filter: words.join(' '), offset: 0, limit: 100 });
        expect(rows.map((row) => row.slot)).toEqual(expected.map((row) => row.slot));
        expect(matching).toBe(expected.length);
      }),
      { numRuns: 200 },
    );
  });

  test('a client that has moved is listed where it is now', () => {
    const { ask } = at(100, { ...MIXED, timeline: [{ at: '60s', do: 'move', client: '10.0.5.9', toSubnet: '10.8.1.0/24' }] });
    const { rows, matching } = ask('table', { sort: 'address', descending: false, filter: '', offset: 0, limit: 100 });
    expect(matching).toBe(24);
    expect(rows.map((row) => row.address)).not.toContain('10.0.5.9');
    expect(rows.at(-1)).toMatchObject({ address: '10.8.1.4', site: 'Remote' });
  });

  test('an unknown column is refused', () => {
    expect(() => at(1).ask('table', { sort: 'colour' as TableColumn, descending: false, filter: '', offset: 0, limit: 1 })).toThrow(Refusal);
  });
});

describe('find', () => {
  const { ask } = at(130, { ...MIXED, clients: [{ address: '10.0.5.3', name: 'FIN-LT-003' }, { address: '10.0.5.9', online: false }] }); // prettier-ignore
  const labels = (text: string): string[] => ask('find', { text, limit: 50 }).map((hit) => hit.label);

  test('an address comes before addresses that begin with it', () => {
    expect(labels('10.0.5.1')).toEqual(['10.0.5.1', '10.0.5.10', '10.0.5.11', '10.0.5.12']);
  });
  test('a CIDR finds its subnets and the clients inside', () => {
    expect(labels('10.0.5.8/30')).toEqual(['10.0.5.0/24', '10.0.5.8', '10.0.5.9', '10.0.5.10', '10.0.5.11']);
    expect(labels('10.8.0.0/16')).toEqual(['10.8.1.0/24', '10.8.1.1', '10.8.1.2', '10.8.1.3']);
  });
  test('names, sites and servers are found by any part', () => {
    expect(labels('fin-lt')).toEqual(['10.0.5.3']);
    expect(labels('berl')).toEqual(['Berlin']);
    expect(ask('find', { text: 'ts', limit: 5 }).some((hit) => hit.kind === 'server')).toBe(true);
  });
  test('words for roles and states find the clients that have them', () => {
    expect(labels('offline')).toEqual(['10.0.5.9']);
    expect(labels('both')).toEqual(['10.1.7.1', '10.8.1.1', '10.8.1.2', '10.8.1.3']);
    expect(labels('backward leader')).toEqual(['10.0.5.1', '10.1.7.1', '10.1.7.2', '10.8.1.1', '10.8.1.2', '10.8.1.3']);
  });
  test('nothing is found for nothing, and never more than asked for', () => {
    expect(labels('   ')).toEqual([]);
    expect(ask('find', { text: '10.', limit: 3 })).toHaveLength(3);
  });
});

describe('explain', () => {
  test('always has four sentences of at most 20 words, at any time, for the fleet and every client', () => {
    const timeline: Scenario['timeline'] = [
      { at: '60s', do: 'stop', clients: ['10.0.5.4'] },
      { at: '70s', do: 'block', id: 'b', rule: { from: '10.0.5.6', to: '10.0.5.7', bothWays: true } },
      { at: '200s', do: 'cutWan', site: 'berlin' },
      { at: '300s', do: 'stopServer', server: 'ts' },
    ];
    for (const seconds of [0, 1, 4, 12, 61, 75, 95, 180, 260, 400]) {
      const { ask, run } = at(seconds, { ...MIXED, timeline });
      for (const selection of [null, ...Array.from({ length: run.sim.slotCount }, (_, slot) => slot)]) {
        const { happening, why, cost, tryThis, whyEventId } = ask('explain', { selection });
        for (const text of [happening, why, cost, tryThis]) {
          expect(text).toMatch(/^\S.*[.…]$/);
          expect(text).not.toMatch(/undefined|NaN|null|\[object/);
          expect(text.split(/\s+/).length).toBeLessThanOrEqual(MAX_WORDS);
        }
        if (whyEventId !== null) expect(run.sim.log.get(whyEventId)).toBeDefined();
      }
    }
  });

  test('names the reason of a leader', () => {
    const { ask, slotOf } = at(130);
    const { why, whyEventId } = ask('explain', { selection: slotOf('10.1.7.1') });
    expect(why).toContain('reflection');
    expect(whyEventId).not.toBeNull();
  });
});

describe('the peering preview', () => {
  test('before a change it says what the settled fleet has (§4.1)', () => {
    const { ask } = at(200);
    const report = ask('report', { clients: false });
    const { before } = ask('peeringPreview', { peering: { do: 'setPeering', peering: {} } });
    expect(before.chains).toBe(report.chains.forwardRuns.length);
    expect(before.leaderConnections).toBe(report.chains.leaderConnections);
    expect(before.longest).toBe(Math.max(...report.chains.forwardRuns.map((run) => run.length)));
  });

  test('192.168.0/24 with 10, .1/24 with 20, .2/24 with 1: 3 chains of 6 connections; with /22 one of 31 with 2 (§12)', () => {
    const subnets = [10, 20, 1].map((clients, i) => ({ cidr: `192.168.${i}.0/24`, site: 'hq', clients }));
    const { ask } = at(120, { ...SMALL, clients: [], subnets });
    expect(ask('peeringPreview', { peering: { do: 'setPeering', peering: { addressMask: 22 } } })).toEqual({
      before: { chains: 3, leaderConnections: 6, longest: 20, wanLinks: 0 },
      after: { chains: 1, leaderConnections: 2, longest: 31, wanLinks: 0 },
    });
  });

  test('links that would cross a WAN are counted, and isolating a range takes them away (CHAIN-4)', () => {
    const { ask } = at(120);
    const { after } = ask('peeringPreview', { peering: { do: 'setPeering', peering: { isolated: [] } } });
    expect(after.wanLinks).toBe(4);
    const { after: same } = ask('peeringPreview', { peering: { do: 'setPeering', peering: { isolated: ['10.8.1.0/24'] } } });
    expect(same.wanLinks).toBe(0);
  });

  test('a mask of 99 bits is refused, as the act itself would be', () => {
    expect(() => at(1).ask('peeringPreview', { peering: { do: 'setPeering', peering: { addressMask: 99 } } })).toThrow('addressMask');
  });

  test('a subnet that is no CIDR is refused', () => {
    expect(() => at(1).ask('peeringPreview', { peering: { do: 'setPeering', peering: { isolated: ['10.0.0.0/99'] } } })).toThrow('isolated');
  });
});

test('an unknown query, or one without arguments, is refused', () => {
  const { run } = at(1);
  for (const name of ['nothing', 'constructor', 7]) expect(() => answerQuery(run, new Table(run), name, {})).toThrow(Refusal);
  expect(() => answerQuery(run, new Table(run), 'client', null)).toThrow(Refusal);
});
