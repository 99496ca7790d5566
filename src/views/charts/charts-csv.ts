/** The charts as CSV: a line for each bucket, below one that says what it is of: a model, which version, which scenario and seed. */
import { useDocument } from '../../store/document-store';
import { modelNote } from '../../store/model-note';
import { fileName, saveFile } from '../../store/save-file';
import { CLASSES } from '../ledger/classes';
import { csvLine } from '../table/csv';
import { isUnfinished, type Known } from './known';

const HEAD = [
  'From (s)',
  'To (s)',
  'Over',
  ...CLASSES.flatMap(({ label }) => [`${label} WAN (bytes)`, `${label} LAN (bytes)`]),
  'without peering WAN (bytes)',
  'without peering LAN (bytes)',
  'initial registrations',
  'normal registrations',
  'leader connections',
  'clients that lead',
  'clients online',
  'answers heard',
] as const;

export function chartsCsv({ series }: Known): string[] {
  const lines = [csvLine(modelNote()), csvLine(HEAD)];
  for (let i = 0; i < series.count; i++) {
    const to = Math.min(series.now, (i + 1) * series.bucket);
    const figures = [
      ...CLASSES.flatMap(({ cls }) => [series.sent[cls].wan[i], series.sent[cls].lan[i]]),
      series.without.wan[i],
      series.without.lan[i],
      series.initialRegistrations[i],
      series.normalRegistrations[i],
      series.leaderConnections[i],
      series.leaderClients[i],
      series.online[i],
      series.answers[i],
    ];
    lines.push(
      csvLine([String((i * series.bucket) / 1e6), String(to / 1e6), isUnfinished(series, i) ? 'no' : 'yes', ...figures.map((value) => String(value ?? 0))]),
    );
  }
  return lines;
}

export function downloadCharts(known: Known): void {
  const name = useDocument.getState().loaded?.scenario.name ?? 'scenario';
  saveFile(fileName(`chainscope-charts-${name}`, 'csv'), 'text/csv', chartsCsv(known));
}
