import Papa from 'papaparse';
import { beforeEach, describe, expect, it } from 'vitest';
import { createBench } from '../../engine/engine.test-tools';
import { bindEngine } from '../../store/session';
import { useStatus } from '../../store/status-store';
import { classesCsv, rowsCsv } from './traffic-csv';

const bench = createBench();
bindEngine(bench.remote);

beforeEach(async () => {
  await bench.done(bench.remote.send({ do: 'load', source: { builtIn: 'figure-2' } }));
  await bench.done(bench.remote.send({ do: 'seek', to: 130e6 }));
});

const cells = (csv: string): string[][] => Papa.parse<string[]>(csv, { skipEmptyLines: true }).data;

describe('traffic as CSV, of a real run', () => {
  it('begins with what it is, then has a head with units and every row (NET-6)', async () => {
    const [note, head, ...rows] = cells((await bench.done(rowsCsv({ of: 'client', sort: 'label', descending: false, filter: '' }, null))).join(''));
    expect(note?.slice(0, 4)).toEqual(['#', 'Model, not measurement', expect.stringMatching(/^Chainscope \d/), 'scenario: Figure 2: an enterprise']);
    expect(note).toContain('simulated time: 130 s');
    expect(head?.slice(0, 3)).toEqual(['Client', 'WAN sent (bytes)', 'WAN received (bytes)']);
    expect(rows).toHaveLength(60);
  });
  it('of clients and of servers adds up to what the ledger says was sent', async () => {
    const sent = async (of: 'client' | 'server' | 'subnet' | 'site'): Promise<{ wan: number; lan: number }> => {
      const [, head, ...rows] = cells((await bench.done(rowsCsv({ of, sort: 'label', descending: false, filter: '' }, null))).join(''));
      const sum = (title: string): number => rows.reduce((total, row) => total + Number(row[head?.indexOf(title) ?? -1]), 0);
      return { wan: sum('WAN sent (bytes)'), lan: sum('LAN sent (bytes)') };
    };
    const [clients, subnets, servers, sites] = [await sent('client'), await sent('subnet'), await sent('server'), await sent('site')];
    const { byClass } = bench.status().counts.ledger;
    const total = (place: 'lan' | 'wan'): number => Object.values(byClass).reduce((sum, bytes) => sum + bytes[place], 0);
    expect(total('wan')).toBeGreaterThan(0);
    for (const place of ['lan', 'wan'] as const) {
      expect(clients[place] + servers[place]).toBe(total(place));
      expect(subnets[place]).toBe(clients[place]);
      // Both servers of this scenario stand in a site.
      expect(sites[place]).toBe(total(place));
    }
  });
  it('limited to a place has only its columns; a filter limits the rows', async () => {
    const [, head, ...rows] = cells((await bench.done(rowsCsv({ of: 'site', sort: 'lanSent', descending: true, filter: 'branch' }, 'lan'))).join(''));
    expect(head).toEqual(['Site', 'LAN sent (bytes)', 'LAN received (bytes)', 'Up lately (bit/s)', 'Down lately (bit/s)', 'What it is']);
    expect(new Set(rows.map((row) => row[0]))).toEqual(new Set(['Branch A', 'Branch B']));
  });
  it('by class has a row for each class and place, and the totals', async () => {
    const status = bench.status();
    useStatus.setState({ status });
    const series = await bench.done(bench.remote.query('series', { buckets: 60 }));
    const [, head, ...rows] = cells(classesCsv(status.counts.ledger, series, { place: null, cls: null }).join(''));
    expect(rows).toHaveLength(12);
    const at = (title: string): number => head?.indexOf(title) ?? -1;
    for (const row of rows)
      expect(Number(row[at('Received (bytes)')]) + Number(row[at('Lost (bytes)')]) + Number(row[at('In flight (bytes)')])).toBe(
        Number(row[at('Sent (bytes)')]),
      );
  });
});
