/** What people do to the network. Every verb is one step of the history, has a toast with Undo, and shows a refusal instead of throwing it. */
import type { ScenarioPeering, Target } from '../scenario/types';
import { freshQuestionId, showAnswers } from './asking';
import { useDocument } from './document-store';
import { problemsOf } from './problems-of';
import { freshRuleId } from './rules-in-force';
import { select } from './selection';
import { act, query, redo, slowForMessages, undo } from './session';
import { toast, useUi } from './ui-store';

/** Runs something that may be refused; the refusal becomes the page's alert. */
export async function attempt(title: string, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    // A modal dialog would cover the alert and keep the focus from it.
    useUi.setState({ alert: { title, problems: problemsOf(error) }, dialog: null, importing: null, subnetList: null });
    return false;
  }
}

export async function addressOf(slot: number): Promise<string> {
  return (await query('client', { slot })).state.address;
}

/** Acts name a client by its address; sentences by its name, if it has one. */
async function namesOf(slot: number): Promise<{ readonly address: string; readonly who: string }> {
  const { address, name } = (await query('client', { slot })).state;
  return { address, who: name === null || name === '' ? address : name };
}

const undoable = { label: 'Undo', run: () => void undoLast() };
async function done(title: string, said: string, work: () => Promise<unknown>): Promise<boolean> {
  const ok = await attempt(title, work);
  if (ok) toast(said, undoable);
  return ok;
}

export async function unplug(slot: number, how: 'silent' | 'orderly' = 'silent'): Promise<boolean> {
  const { address, who } = await namesOf(slot);
  const said = how === 'silent' ? `Unplugged ${who}: it fell silent.` : `${who} stopped and told its neighbours.`;
  return done('The computer was not unplugged', said, () => act({ do: 'stop', clients: [address], orderly: how === 'orderly' }));
}

export async function plugIn(slot: number): Promise<boolean> {
  const { address, who } = await namesOf(slot);
  return done('The computer was not started', `Plugged ${who} in again.`, () => act({ do: 'start', clients: [address] }));
}

/** X: whichever of the two applies. */
export async function togglePlug(slot: number): Promise<boolean> {
  const card = await query('client', { slot });
  return card.state.online ? unplug(slot) : plugIn(slot);
}

export async function restartClient(slot: number): Promise<boolean> {
  const { address, who } = await namesOf(slot);
  return done('The computer was not restarted', `Restarted ${who}.`, () =>
    act({ do: 'stop', clients: [address], orderly: false }, { do: 'start', clients: [address] }),
  );
}

export async function roam(slot: number, toSubnet: string): Promise<boolean> {
  const { address, who } = await namesOf(slot);
  const ok = await done('The computer did not move', `${who} roams to ${toSubnet}.`, () => act({ do: 'move', client: address, toSubnet }));
  // The card follows the client to its new address.
  if (ok && useUi.getState().selection === slot) select((await query('client', { slot })).currentSlot);
  return ok;
}

export async function block(from: string, to: string, ways: 'one way' | 'both ways'): Promise<boolean> {
  const { loaded, acts } = useDocument.getState();
  if (loaded === null) return false;
  const id = freshRuleId(loaded.scenario, acts);
  const arrow = ways === 'both ways' ? '↔' : '→';
  return done('The connection was not blocked', `Blocked ${from} ${arrow} ${to}.`, () =>
    act({ do: 'block', id, rule: { from, to, bothWays: ways === 'both ways' } }),
  );
}

export async function unblock(id: string, said: string): Promise<boolean> {
  return done('The rule was not removed', `Removed the rule ${said}.`, () => act({ do: 'unblock', id }));
}

export async function setWan(site: string, name: string, wanted: 'cut' | 'whole'): Promise<boolean> {
  const said = wanted === 'cut' ? `Cut the WAN of ${name}.` : `Restored the WAN of ${name}.`;
  return done('The WAN was not changed', said, () => act({ do: wanted === 'cut' ? 'cutWan' : 'restoreWan', site }));
}

export async function setServer(server: string, wanted: 'stopped' | 'running'): Promise<boolean> {
  const said = wanted === 'stopped' ? `Stopped server ${server}.` : `Started server ${server}.`;
  return done('The server was not changed', said, () => act({ do: wanted === 'stopped' ? 'stopServer' : 'startServer', server }));
}

export async function applyPeering(peering: ScenarioPeering): Promise<boolean> {
  return done('The peering was not changed', 'Peering changed at the server. Each client follows at its next initial registration.', () =>
    act({ do: 'setPeering', peering }),
  );
}

/** `whom` is the target in words. The answers come into view at once. */
export async function ask(sensors: readonly string[], target: Target, whom: string): Promise<boolean> {
  const id = freshQuestionId('ask');
  const ok = await done('The question was not asked', `Asked ${whom} for ${sensors.join(', ')}.`, () => act({ do: 'ask', id, sensors, target }));
  if (ok) {
    showAnswers({ kind: 'question', id });
    await slowForMessages();
  }
  return ok;
}

export async function runAction(id: string, target: Target, distribute: string, whom: string): Promise<boolean> {
  const ok = await done('The action was not issued', `Issued the action ${id} to ${whom}.`, () => act({ do: 'deploy', id, target, distribute }));
  if (ok) {
    showAnswers({ kind: 'action', id });
    await slowForMessages();
  }
  return ok;
}

export async function undoLast(): Promise<void> {
  await attempt('Nothing was undone', async () => {
    if (!(await undo())) toast('There is nothing to undo.');
  });
}
export async function redoLast(): Promise<void> {
  await attempt('Nothing was redone', async () => {
    if (!(await redo())) toast('There is nothing to redo.');
  });
}
