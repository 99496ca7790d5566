/** The Explain panel about the whole fleet: the latest question or act if it is news, else the chains as they stand. */
import { EVENT_KINDS } from '../../sim/log';
import type { LogEvent } from '../../sim/log';
import type { QuestionView } from '../../sim/question-types';
import type { Simulation } from '../../sim/types';
import type { Micros } from '../../sim/world';
import { countFleet } from '../counts';
import type { FleetCounts } from '../counts';
import type { Run } from '../run';
import { durationWords, grouped, plural } from '../wording';
import { latestDeed, latestQuestion, newestActs } from './deeds';
import type { Deed } from './deeds';
import { cutWords, networkOf } from './explain-network';
import type { Network } from './explain-network';
import { isNews, questionBecause, questionCost, questionHappening, questionTry } from './explain-question';

export interface Said {
  readonly happening: string;
  /** Used when no event says it. */
  readonly why: string;
  readonly because: LogEvent | undefined;
  readonly cost: string;
  readonly tryThis: string;
}

export function ofFleet(run: Run): Said {
  const { sim } = run;
  const network = networkOf(run);
  const fleet = countFleet(sim);
  const deed = latestDeed(sim);
  const view = latestQuestion(sim);
  const news = view !== null && isNews(sim, view) ? view : null;
  const ofAct = deed === null ? null : actHappening(sim, deed);
  const isQuestion = news !== null && (deed === null || ofAct === null || news.askedAt >= deed.act.at);
  return {
    happening: isQuestion ? questionHappening(sim, news) : (ofAct ?? fleetHappening(sim, fleet, network)),
    why: nobodyDid(sim),
    because: because(sim, deed, view),
    cost: isQuestion ? questionCost(news, network.full) : fleetCost(sim, fleet, network),
    tryThis: isQuestion && fleet.online > 0 ? questionTry(sim, news, network.full) : fleetTry(sim, fleet, network),
  };
}

/** What people and the timeline did explains the fleet; what a single client did last does not. */
function because(sim: Simulation, deed: Deed | null, view: QuestionView | null): LogEvent | undefined {
  if (view !== null && (deed === null || view.askedAt >= deed.act.at)) return questionBecause(sim, view);
  return deed?.event;
}

function nobodyDid(sim: Simulation): string {
  const rules = sim.rulesInForce().length;
  if (rules === 0) return 'Each client starts at its own moment and asks its server for a list of peers.';
  return `Each client starts at its own moment and looks for peers; ${plural(rules, 'firewall rule')} ${rules === 1 ? 'stands' : 'stand'} between some of them.`;
}

/** What went over WANs beside what would have (NET-7); while nothing has, what peering is about to cost. */
function fleetCost(sim: Simulation, fleet: FleetCounts, { cost: wan }: Network): string {
  const leaders = plural(fleet.forwardLeaders + fleet.backwardLeaders, 'leader connection');
  if (wan === null) return `${leaders} for ${plural(fleet.online, 'client')}, and about ${perSecond(sim, fleet.online)} registrations per second.`;
  return `${wan.against}; ${wan.parts ?? `${leaders}, about ${perSecond(sim, fleet.online)} registrations a second`}.`;
}

// ── acts ────────────────────────────────────────────────────────────────────────────────────────

/** A rule that has just been made or removed; null when the latest act is no news, or shows in the state of the fleet. */
function actHappening(sim: Simulation, { act, event }: Deed): string | null {
  const { keepAlive, keepAliveMisses, connectTimeout, reflectRetry } = sim.world.settings;
  const age = sim.now - act.at;
  if (act.do === 'block' && age <= keepAlive * keepAliveMisses + connectTimeout) {
    const cut = linksCut(sim, event);
    const noticed = `both ends notice within ${durationWords(keepAlive * keepAliveMisses)}`;
    return cut === 0 ? 'A new firewall rule is in force; it cuts no link that stands.' : `A new firewall rule cuts ${plural(cut, 'link')}; ${noticed}.`;
  }
  if (act.do === 'unblock' && age <= reflectRetry + connectTimeout)
    return `A firewall rule is gone; clients that reflect try their peers again within ${durationWords(reflectRetry)}.`;
  return null;
}

const LINK_CUT = EVENT_KINDS.indexOf('link.cut');

/** Links that the act cut: rows right after its own. */
function linksCut(sim: Simulation, act: LogEvent): number {
  const { log } = sim;
  let cut = 0;
  for (let id = act.id + 1; id <= log.lastId && log.timeOf(id) === act.t; id++) if (log.kindOf(id) === LINK_CUT && log.get(id)?.cause === act.id) cut++;
  return cut;
}

/** Peering has changed, and clients that have not registered initially since do not follow yet (CHAIN-8). */
function pendingPeering(sim: Simulation): Micros | null {
  const longest = sim.world.settings.initialRegistrationReset[1];
  for (const index of newestActs(sim)) {
    const act = sim.acts[index];
    if (act === undefined || sim.now - act.at > longest) return null;
    if (act.do === 'setPeering') return longest - (sim.now - act.at);
  }
  return null;
}

// ── the chains ──────────────────────────────────────────────────────────────────────────────────

function fleetHappening(sim: Simulation, fleet: FleetCounts, { full, overload }: Network): string {
  const { online, clients } = fleet;
  if (online === 0)
    return sim.now === 0 ? `${plural(clients, 'client')} will come online within ${durationWords(sim.world.settings.startWindow)}.` : 'No client is online.';
  const cut = cutWords(sim, fleet.lostContact);
  if (cut !== null) return cut;
  if (fleet.lostContact > 0)
    return `${plural(fleet.lostContact, 'client')} of ${grouped(online)} ${fleet.lostContact === 1 ? 'reaches' : 'reach'} no server; their peer links stay up.`;
  if (full !== null) return `${full}.`;
  if (fleet.registered < online)
    return `Chains are forming: ${grouped(online)} of ${grouped(clients)} clients are online, ${grouped(fleet.registered)} have their peer list.`;
  if (fleet.seeking > 0)
    return `${plural(fleet.seeking, 'client')} of ${grouped(online)} ${fleet.seeking === 1 ? 'looks' : 'look'} for a peer${fleet.seeking < online ? '; the others have settled' : ''}.`;
  if (overload !== null) return overload;
  const peering = pendingPeering(sim);
  if (peering !== null) return `Peering has changed; each client follows at its next initial registration, the last within ${durationWords(peering)}.`;
  if (fleet.blocked > 0)
    return `${plural(fleet.blocked, 'client')} of ${grouped(online)} ${fleet.blocked === 1 ? 'is' : 'are'} blocked: no peer reaches ${fleet.blocked === 1 ? 'it' : 'them'}.`;
  if (online < clients)
    return `${plural(clients - online, 'client')} of ${grouped(clients)} ${clients - online === 1 ? 'is' : 'are'} offline; the others hang in chains, ${grouped(fleet.leaderClients)} of them connected to the server.`;
  return `${plural(online, 'client')} hang in chains; ${grouped(fleet.leaderClients)} of them hold connections to the server.`;
}

function fleetTry(sim: Simulation, fleet: FleetCounts, { full, overload, remedy }: Network): string {
  if (fleet.online === 0) return sim.now === 0 ? 'Press play and watch the chains form.' : 'Start a client: it registers and looks for peers.';
  if (sim.serverRunning.includes(false)) return 'Start the server again; clients try it every minute.';
  if (sim.wanCut.includes(true)) return 'Restore the WAN link and watch clients reach their server again.';
  if (full !== null) return 'Give that link more bandwidth, or ask fewer computers at once.';
  if (fleet.registered < fleet.online || fleet.seeking > 0) return 'Slow down to see single attempts, answers and time-outs.';
  if (overload !== null) return 'Give its WAN more bandwidth, or let its clients register less often.';
  // A change that clients still follow may be the remedy.
  if (remedy !== null && pendingPeering(sim) === null) return remedy;
  if (sim.rulesInForce().length > 0) return 'Remove a firewall rule: reflecting clients find their peers within about a minute.';
  return 'Unplug a client in the middle of a chain and watch its neighbours link past it.';
}

function perSecond(sim: Simulation, online: number): string {
  const [low, high] = sim.world.settings.normalRegistration;
  const rate = online / ((low + high) / 2_000_000);
  return rate >= 10 ? grouped(Math.round(rate)) : rate.toFixed(1);
}
