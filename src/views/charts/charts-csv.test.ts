import { expect, it } from 'vitest';
import type { LoadedScenario } from '../../engine/contract';
import { openDocument } from '../../store/document-store';
import { chartsCsv } from './charts-csv';
import { knownFrom } from './known';
import { SECOND, seriesOf } from './series.test-tools';

it('CSV says first that it is a model, and of which run; then every bucket, the last as not over', () => {
  openDocument({ scenario: { name: 'Two, sites', seed: 7 }, interventions: [] } as unknown as LoadedScenario);
  const series = seriesOf({ count: 2, now: 1.5 * SECOND, wan: { registration: [10, 20] }, withoutWan: [30, 40], online: [5, 6], answers: [0, 3] });
  const [note, head, ...rows] = chartsCsv(knownFrom(series, [])).join('').trimEnd().split('\r\n');
  expect(note).toMatch(/^#,"Model, not measurement",Chainscope \d+\.\d+\.\d+,"scenario: Two, sites",seed: 7,/);
  const columns = head!.split(',');
  const cell = (row: number, title: string): string | undefined => rows[row]?.split(',')[columns.indexOf(title)];
  expect(rows).toHaveLength(2);
  expect([cell(0, 'From (s)'), cell(0, 'To (s)'), cell(0, 'Over'), cell(0, 'registration WAN (bytes)')]).toEqual(['0', '1', 'yes', '10']);
  expect([cell(1, 'To (s)'), cell(1, 'Over'), cell(1, 'without peering WAN (bytes)'), cell(1, 'clients online'), cell(1, 'answers heard')]).toEqual([
    '1.5',
    'no',
    '40',
    '6',
    '3',
  ]);
});
