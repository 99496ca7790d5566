/** What the timeline and the user do to the network. Each act is logged once; what follows from it names it as cause. */
import type { Core, Dir } from '../core';
import type { RuleId } from '../log';
import type { Act, Slot } from '../world';
import { seekKey } from './candidates';
import { scheduleSilence } from './links';
import { wayForwardOpened } from './answers';
import { ask } from './questions';
import { disturb, disturbAll } from './sweep-end';
import { moveClient, startClient, stopClient } from './presence';
import { indexRules, permits } from './reach';
import { watch } from './contact';

export function perform(core: Core, index: number): void {
  const act = core.acts[index]!;
  switch (act.do) {
    case 'stop':
      for (const client of act.clients) stopClient(core, core.clients.slotOf(client), act.orderly, index);
      return;
    case 'start':
      for (const client of act.clients) startClient(core, core.clients.slotOf(client), 0, index);
      return;
    case 'move':
      moveClient(core, act.client, act.toSubnet, index);
      return;
    case 'ask':
    case 'deploy':
      ask(core, act, index);
      return;
    case 'later':
      core.warnings.push({ code: 'notSimulated', message: `"${act.what}" at ${act.at / 1_000_000} s is not simulated in this version.` });
      return;
    default:
      performOnNetwork(core, act, logAct(core, index, act));
  }
}

type NetworkAct = Exclude<Act, { do: 'stop' | 'start' | 'move' | 'ask' | 'deploy' | 'later' }>;

const ACT_RULES: Record<NetworkAct['do'], RuleId> = {
  block: 'LINK-10',
  unblock: 'LINK-10',
  setPeering: 'CHAIN-8',
  cutWan: 'NET-1',
  restoreWan: 'NET-1',
  stopServer: 'SRV-1',
  startServer: 'SRV-1',
};

function logAct(core: Core, index: number, act: NetworkAct): number {
  return core.trace.add(core.now, 'act', ACT_RULES[act.do], 0, -1, -1, -1, index);
}

function performOnNetwork(core: Core, act: NetworkAct, cause: number): void {
  switch (act.do) {
    case 'block':
      core.rules.unshift({ ...act.rule, live: true });
      indexRules(core);
      reviewLinks(core, cause);
      return;
    case 'unblock':
      core.rules = core.rules.filter((rule) => rule.id !== act.id);
      indexRules(core);
      reviewLinks(core, cause);
      return;
    case 'setPeering':
      core.startKeys ??= core.clients.hot.key.slice(0, core.world.clientCount);
      core.peering = { ...core.peering, ...act.peering };
      return;
    case 'cutWan':
    case 'restoreWan':
      core.wanCut[act.site] = act.do === 'cutWan';
      reviewNetwork(core, cause);
      reviewLinks(core, cause);
      return;
    case 'stopServer':
    case 'startServer':
      core.serverRunning[act.server] = act.do === 'startServer';
      reviewNetwork(core, cause);
      return;
  }
}

function reviewNetwork(core: Core, cause: number): void {
  disturbAll(core);
  core.outage = core.wanCut.some(Boolean) || core.serverRunning.some((running) => !running);
  for (let slot = 0; slot < core.clients.count; slot++) watch(core, slot, cause);
}

/** Standing links that are no longer allowed are cut (LINK-10): both ends notice by silence, unless the block is lifted before. */
function reviewLinks(core: Core, cause: number): void {
  const { out } = core.clients.hot;
  for (let slot = 0; slot < core.clients.count; slot++) {
    for (const dir of [0, 1] as const) if (out[dir][slot]! >= 0) reviewLink(core, slot, dir, out[dir][slot]!, cause);
  }
}

function reviewLink(core: Core, slot: Slot, dir: Dir, peer: Slot, cause: number): void {
  const key = seekKey(slot, dir);
  const allowed = permits(core, slot, peer);
  if (allowed) {
    if (core.cutAt.delete(key) && dir === 0) wayForwardOpened(core, slot, cause, false);
  } else if (!core.cutAt.has(key)) {
    disturb(core, slot);
    core.cutAt.set(key, core.now);
    const event = core.trace.add(core.now, 'link.cut', core.outage && core.rules.length === 0 ? 'NET-1' : 'LINK-10', cause, slot, peer, dir, -1);
    scheduleSilence(core, slot, peer, dir, core.clients.hot.outSerial[dir][slot]!, event);
  }
}
