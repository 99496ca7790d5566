/** The Explain panel: what happens, why, what it costs, what to try. At most 20 words each, from templates over the run's own data. */
import { EVENT_KINDS } from '../../sim/log';
import type { EventKind, LogEvent } from '../../sim/log';
import {
  BACKWARD_LEADER,
  FORWARD_LEADER,
  HAS_BACKWARD,
  HAS_FORWARD,
  ISOLATED,
  LOST_CONTACT,
  ONLINE,
  REGISTERED,
  SEEKING_BACKWARD,
  SEEKING_FORWARD,
  VACATED,
} from '../../sim/state-bits';
import type { Simulation } from '../../sim/types';
import type { Slot } from '../../sim/world';
import { placeOf, siteOf } from '../client-state';
import type { Explanation, QueryMap } from '../contract';
import { isBlocked } from '../counts';
import type { Run } from '../run';
import { sentence } from '../sentences';
import { durationWords, nameOf, plural, serverName } from '../wording';
import { checkSlot } from './args';
import { ofFleet } from './explain-fleet';
import type { Said } from './explain-fleet';
import { sentOverWan } from './explain-network';
import { latest } from './why';

export const MAX_WORDS = 20;

export function explain(run: Run, args: QueryMap['explain']['args']): Explanation {
  const { sim } = run;
  const selection = args.selection === null || args.selection === undefined ? null : checkSlot(sim, args.selection);
  const said = selection === null ? ofFleet(run) : ofClient(run, selection);
  return {
    happening: capWords(said.happening),
    why: capWords(said.because === undefined ? said.why : sentence(sim, said.because)),
    whyEventId: said.because?.id ?? null,
    cost: capWords(said.cost),
    tryThis: capWords(said.tryThis),
  };
}

/** A name may be long: what does not fit is left out, visibly. */
export function capWords(text: string): string {
  const words = text.split(/\s+/);
  return words.length <= MAX_WORDS ? text : `${words.slice(0, MAX_WORDS).join(' ')}…`;
}

// ── one client ──────────────────────────────────────────────────────────────────────────────────

function ofClient(run: Run, slot: Slot): Said {
  const { sim } = run;
  const bits = sim.columns.state[slot] ?? 0;
  const who = nameOf(sim, slot);
  return {
    happening: clientHappening(sim, slot, bits, who),
    why: `${who} has done nothing yet.`,
    because: becauseOf(sim, slot, bits),
    cost: clientCost(run, slot, bits, who),
    tryThis: clientTry(sim, slot, bits),
  };
}

function clientHappening(sim: Simulation, slot: Slot, bits: number, who: string): string {
  if ((bits & VACATED) !== 0) return `${who} has moved away; this place is empty.`;
  if ((bits & ONLINE) === 0) return `${who} is offline; its neighbours link past it.`;
  if ((bits & REGISTERED) === 0) return `${who} is online and registers with ${serverName(sim, sim.serverOf(slot))}.`;
  if ((bits & LOST_CONTACT) !== 0) return `${who} reaches no server at present; it keeps its peer links.`;
  if ((bits & ISOLATED) !== 0) return `${who} is isolated: it peers with nobody and leads in both directions.`;
  const forward = (bits & FORWARD_LEADER) !== 0;
  const backward = (bits & BACKWARD_LEADER) !== 0;
  if (forward && backward) return `${who} leads in both directions: it has no peers ahead or behind.`;
  if (forward || backward) return leaderSentence(sim, slot, who, forward);
  if ((bits & (SEEKING_FORWARD | SEEKING_BACKWARD)) !== 0) return `${who} looks for a ${(bits & SEEKING_FORWARD) !== 0 ? 'forward' : 'backward'} peer.`;
  if (isBlocked(bits)) return `${who} is blocked: its own links stand, but nobody's link reaches it.`;
  return betweenSentence(sim, slot, who);
}

function leaderSentence(sim: Simulation, slot: Slot, who: string, forward: boolean): string {
  const peer = sim.columns.out[forward ? 1 : 0][slot] ?? -1;
  const linked = peer < 0 ? '' : `, linked ${forward ? 'backward' : 'forward'} to ${nameOf(sim, peer)}`;
  return `${who} is the ${forward ? 'forward' : 'backward'} leader: its ${forward ? 'forward' : 'backward'} connection goes to the server${linked}.`;
}

function betweenSentence(sim: Simulation, slot: Slot, who: string): string {
  const { out } = sim.columns;
  const ahead = out[0][slot] ?? -1;
  const behind = out[1][slot] ?? -1;
  if (ahead >= 0 && behind >= 0) return `${who} passes on between ${nameOf(sim, behind)} behind and ${nameOf(sim, ahead)} ahead.`;
  const peer = ahead >= 0 ? ahead : behind;
  return peer < 0
    ? `${who} has no links at the moment.`
    : `${who} is linked ${ahead >= 0 ? 'forward' : 'backward'} to ${nameOf(sim, peer)} and looks for the other side.`;
}

/** The event that made the client what it is: its role first, else its links, else its last one of any kind. */
function becauseOf(sim: Simulation, slot: Slot, bits: number): LogEvent | undefined {
  const kind = (name: EventKind): number => EVENT_KINDS.indexOf(name);
  if ((bits & ONLINE) !== 0) {
    if ((bits & FORWARD_LEADER) !== 0) return latest(sim.log, slot, 0, kind('role.gained')) ?? last(sim, slot);
    if ((bits & BACKWARD_LEADER) !== 0) return latest(sim.log, slot, 1, kind('role.gained')) ?? last(sim, slot);
    if ((bits & HAS_FORWARD) !== 0) return latest(sim.log, slot, 0, kind('link.opened')) ?? last(sim, slot);
    if ((bits & HAS_BACKWARD) !== 0) return latest(sim.log, slot, 1, kind('link.opened')) ?? last(sim, slot);
  }
  return last(sim, slot);
}

function last(sim: Simulation, slot: Slot): LogEvent | undefined {
  return sim.log.recentOf(slot, 1)[0];
}

function clientCost(run: Run, slot: Slot, bits: number, who: string): string {
  const { sim } = run;
  if ((bits & ONLINE) === 0) return `Nothing: ${who} sends nothing while it is offline.`;
  const [low, high] = sim.world.settings.normalRegistration;
  const rhythm = `a registration every ${durationWords(low)} to ${durationWords(high)}`;
  const roles = ((bits & FORWARD_LEADER) !== 0 ? 1 : 0) + ((bits & BACKWARD_LEADER) !== 0 ? 1 : 0);
  if (roles > 0) return `${plural(roles, 'connection')} to ${serverName(sim, sim.serverOf(slot))} ${overWhat(sim, slot)}, and ${rhythm}.`;
  const wan = [sim.columns.out[0][slot] ?? -1, sim.columns.out[1][slot] ?? -1].filter((peer) => peer >= 0 && placeOf(sim, slot, peer) === 'WAN').length;
  if (wan > 0) {
    const sent = sentOverWan(run, slot);
    const links = `${plural(wan, 'peer link')} ${wan === 1 ? 'crosses' : 'cross'} a WAN`;
    return sent === null ? `${links}, and ${rhythm}.` : `${links}: ${who} has sent ${sent} over WANs so far, registration included.`;
  }
  return `No connection to the server, only ${rhythm}.`;
}

function overWhat(sim: Simulation, slot: Slot): string {
  const site = siteOf(sim, slot);
  const server = sim.world.servers[sim.serverOf(slot)];
  const same = site !== undefined && server !== undefined && server.site >= 0 && sim.world.sites[server.site] === site && !site.remote;
  if (same) return 'inside its LAN';
  return site?.remote === true ? 'over its own access link' : 'over the WAN';
}

function clientTry(sim: Simulation, slot: Slot, bits: number): string {
  if ((bits & VACATED) !== 0) return 'Search for the client at its new address.';
  if ((bits & ONLINE) === 0) return 'Start it: it registers and takes its place in the chain.';
  if ((bits & ISOLATED) !== 0) return 'Take its subnet off the isolated list; it follows at its next initial registration.';
  const blocked = ([0, 1] as const).some((dir) => sim.candidatesOf(slot, dir).some((one) => isRuledOut(sim, slot, one.slot)));
  if (blocked) return `Remove the rule in its way; while reflecting it tries again every ${durationWords(sim.world.settings.reflectRetry)}.`;
  if ((bits & (FORWARD_LEADER | BACKWARD_LEADER)) !== 0) return 'Unplug it: its neighbour notices, finds nobody further and leads instead.';
  return 'Unplug it and watch both neighbours notice and link past it.';
}

function isRuledOut(sim: Simulation, from: Slot, to: Slot): boolean {
  const found = sim.reachability(from, to);
  return !found.ok && found.why !== 'offline';
}
