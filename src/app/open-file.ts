/** Opens what people bring: tells by the content what it is, and sends it to the engine or into a preview. Nothing that is open changes before that succeeds. */
import type { Problem, Scenario } from '../scenario/types';
import { useDocument } from '../store/document-store';
import { load } from '../store/session';
import { askFirst, toast, useUi } from '../store/ui-store';
import { attempt } from '../store/verbs';
import { closeOpening } from '../views/opening/opening-store';
import { hasWork } from './address-bar';

/** The importers travel when the first file comes. */
const importers = () => import('./importers');

export async function openFile(file: File): Promise<void> {
  const { LIMITS } = await importers();
  if (file.size > LIMITS.fileBytes) {
    refuse(file.name, [
      {
        code: 'file.size',
        where: '',
        got: file.size,
        message: `The file has ${file.size.toLocaleString('en-US')} bytes; at most ${LIMITS.fileBytes.toLocaleString('en-US')} (50 MiB) are read.`,
      },
    ]);
    return;
  }
  await openBytes(file.name, new Uint8Array(await file.arrayBuffer()));
}

export async function openText(text: string): Promise<void> {
  await openBytes('pasted text', new TextEncoder().encode(text));
}

async function openBytes(name: string, bytes: Uint8Array): Promise<void> {
  const { detectInput, decodeText } = await importers();
  const found = detectInput(name, bytes);
  useUi.setState({ dialog: null, alert: null });
  switch (found.kind) {
    case 'subnets':
      useUi.setState({ importing: { name, data: bytes, format: null } });
      return;
    case 'product':
      useUi.setState({ subnetList: { name, data: bytes, list: found.list } });
      return;
    case 'scenario': {
      const decoded = decodeText(bytes);
      if (decoded.ok) await openScenarioText(name, decoded.text);
      else refuse(name, [decoded.problem]);
      return;
    }
    case 'unknown':
      refuse(name, [found.problem ?? { code: 'file.unknown', where: '', message: found.reason }]);
      return;
  }
}

async function openScenarioText(name: string, text: string): Promise<void> {
  const { warningForText } = await importers();
  const warned = warningForText(text);
  if (warned.asks && !(await askFirst(warned.text, 'Load it', 'Leave it'))) return;
  await replaceWith(`${name} was not opened. What was open is unchanged.`, { text });
}

export async function openScenario(scenario: Scenario): Promise<void> {
  if (await replaceWith('The import was not loaded. What was open is unchanged.', { scenario })) useUi.setState({ importing: null });
}

/** The scenario of a ten-second answer. */
export function openProof(scenario: Scenario): Promise<boolean> {
  return replaceWith('The scenario was not opened. What was open is unchanged.', { scenario });
}

/** Loads something in place of the open work; what is open stays when that fails. */
async function replaceWith(title: string, source: { readonly text: string } | { readonly scenario: Scenario }): Promise<boolean> {
  if (
    hasWork() &&
    !(await askFirst('It takes the place of the scenario you worked on. Export that or copy its link first if you want to keep it.', 'Open', 'Keep my work'))
  )
    return false;
  const ok = await attempt(title, () => load(source));
  if (!ok) return false;
  closeOpening();
  useUi.setState({ view: 'map', tableFilter: '' });
  const { loaded } = useDocument.getState();
  toast(`Opened ${loaded?.scenario.name ?? 'the scenario'}: ${(loaded?.clientCount ?? 0).toLocaleString('en-US')} clients. Press Play.`);
  return true;
}

function refuse(name: string, problems: readonly Problem[]): void {
  useUi.setState({ alert: { title: `${name} was not opened. What was open is unchanged.`, problems } });
}
