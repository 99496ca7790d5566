/** What people take along: the scenario with what they did, and the report, as files. */
import { useDocument } from '../store/document-store';
import { fileName, saveFile } from '../store/save-file';
import { query } from '../store/session';
import { questionInView } from '../store/asking';
import { attempt } from '../store/verbs';

const title = (): string => useDocument.getState().loaded?.scenario.name ?? 'scenario';

/** The canonical text as loaded; with live acts, they are added to the timeline, where a replay finds them. */
export async function exportScenario(): Promise<void> {
  const { loaded, acts } = useDocument.getState();
  if (loaded === null) return;
  await attempt('The scenario was not exported', async () => {
    const { maskSecrets, writeScenario } = await import('../scenario/canonical');
    const whole = acts.length === 0 ? loaded.scenario : { ...loaded.scenario, timeline: [...(loaded.scenario.timeline ?? []), ...acts] };
    saveFile(fileName(title(), 'json'), 'application/json', [writeScenario(maskSecrets(whole))]);
  });
}

export async function exportReport(): Promise<void> {
  await attempt('The report was not exported', async () => {
    const report = await query('report', { clients: true });
    const note = 'Model, not measurement.';
    saveFile(fileName(`${title()}-report`, 'json'), 'application/json', [`${JSON.stringify({ ...report, note }, null, 2)}\n`]);
  });
}

export async function exportTable(): Promise<void> {
  await attempt('The table was not exported', async () => {
    const { downloadTable } = await import('../views/table/download-table');
    await downloadTable({ sort: 'address', descending: false, filter: '' });
  });
}

export async function exportAnswers(): Promise<void> {
  await attempt('The answers were not exported', async () => (await import('../views/questions/download-answers')).downloadAnswers(questionInView()));
}
export async function exportMissing(): Promise<void> {
  await attempt('The list was not exported', async () => (await import('../views/questions/download-answers')).downloadMissing(questionInView()));
}
