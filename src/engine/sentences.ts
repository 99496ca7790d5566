/** One plain sentence for each event of the log, from the event's own data, and one for each act as the simulation took it. */
import type { EventKind, LogEvent } from '../sim/log';
import type { Simulation } from '../sim/types';
import type { Act, FirewallRule, Match } from '../sim/world';
import { formatPrefix } from '../sim/address';
import type { LogRow } from './contract';
import { settingWords } from './act-sentence';
import { capital, QUESTION_TEMPLATES } from './question-sentences';
import { askedWords, doneBy } from './question-words';
import { citedTexts, RULE_TEXTS } from './rules';
import { delayWords } from './slow-words';
import { durationWords, listWords, MAX_SENTENCE, nameOf, serverName, shorten, siteNameOf } from './wording';

export function sentence(sim: Simulation, event: LogEvent): string {
  const delay = delayWords(sim, event);
  const text = TEMPLATES[event.kind](sim, event);
  return shorten(delay === '' ? text : `${text.replace(/\.$/, '')}, ${delay}.`, MAX_SENTENCE);
}

/** The sentence of an event with the rule it follows; rules that it cites already stand before that. */
export function eventText(sim: Simulation, event: LogEvent): string {
  const text = sentence(sim, event).replace(/\.$/, '');
  return /\(NET-[^)]*\)$/.test(text) ? `${text.slice(0, -1)}, ${event.rule}).` : `${text} (${event.rule}).`;
}

/** A normal registration (REG-3) is seen and not logged. */
export function registrationSentence(sim: Simulation, slot: number): string {
  return `${nameOf(sim, slot)} registers with ${serverName(sim, sim.serverOf(slot))} (REG-3).`;
}

export function logRow(sim: Simulation, event: LogEvent): LogRow {
  const rule = RULE_TEXTS[event.rule];
  const text = sentence(sim, event);
  return { ...event, text, ruleText: [rule.title, ...citedTexts(text, event.rule)].join('. '), grade: rule.grade };
}

type Template = (sim: Simulation, event: LogEvent) => string;

const TEMPLATES: Readonly<Record<EventKind, Template>> = {
  ...QUESTION_TEMPLATES,
  'client.started': (sim, e) =>
    sim.acts[e.detail]?.do === 'start'
      ? `${doer(sim, e.detail, 'start')} ${nameOf(sim, e.client)}: it comes online and asks its server for a peer list.`
      : `${nameOf(sim, e.client)} comes online and asks its server for a peer list.`,
  'client.stopped': (sim, e) => stoppedSentence(sim, e),
  'client.moved': (sim, e) => `${nameOf(sim, e.client)} moves from ${addressOf(sim, e.peer)} to ${addressOf(sim, e.client)} (${siteNameOf(sim, e.client)}).`,
  'client.registered': (sim, e) =>
    e.rule === 'REG-2'
      ? `${nameOf(sim, e.client)} has registered initially again with ${serverName(sim, e.detail)} and has a new peer list.`
      : `${nameOf(sim, e.client)} has registered with ${serverName(sim, e.detail)} and has its peer list.`,
  'client.reregistered': (sim, e) => `${nameOf(sim, e.client)} reaches ${serverName(sim, e.detail)} again.`,
  'registration.failed': (sim, e) =>
    `${nameOf(sim, e.client)} got no answer from ${serverName(sim, e.detail)} within ${durationWords(sim.world.settings.connectTimeout)}.`,
  'link.tried': (sim, e) => `${nameOf(sim, e.client)} asks ${nameOf(sim, e.peer)} to be its ${way(e)} peer.`,
  'link.opened': (sim, e) => `${nameOf(sim, e.client)} has a ${way(e)} link to ${nameOf(sim, e.peer)}.`,
  'link.refused': (sim, e) => refusedSentence(sim, e),
  'link.timeout': (sim, e) =>
    `${nameOf(sim, e.client)} got no answer from ${nameOf(sim, e.peer)} within ${durationWords(sim.world.settings.connectTimeout)}, so it looks further ${way(e)}.`,
  'link.closed': (sim, e) => `The ${way(e)} link from ${nameOf(sim, e.client)} to ${nameOf(sim, e.peer)} is closed: ${closedBecause(sim, e)}.`,
  'link.lost': (sim, e) =>
    `${nameOf(sim, e.client)} has heard nothing from ${nameOf(sim, e.peer)} for ${durationWords(keepAliveTime(sim))} and gives up its ${way(e)} link.`,
  'link.cut': (sim, e) =>
    `${e.rule === 'NET-1' ? 'A WAN cut' : 'A firewall'} now blocks the ${way(e)} link from ${nameOf(sim, e.client)} to ${nameOf(sim, e.peer)}; both still think it stands.`,
  'role.gained': (sim, e) => gainedSentence(sim, e),
  'role.lost': (sim, e) => `${nameOf(sim, e.client)} has a ${way(e)} peer and drops its server connection: no longer ${way(e)} leader.`,
  act: (sim, e) => {
    const act = sim.acts[e.detail];
    return act === undefined ? 'The network was changed.' : networkActSentence(sim, act);
  },
};

/** "You stop", "The timeline stops". */
function doer(sim: Simulation, act: number, verb: string): string {
  return doneBy(sim, act) === 'you' ? `You ${verb}` : `The timeline ${verb}s`;
}

function stoppedSentence(sim: Simulation, e: LogEvent): string {
  const who = nameOf(sim, e.client);
  const told = sim.acts[e.detail]?.do === 'stop';
  if (e.rule === 'LINK-9') return `${told ? `${doer(sim, e.detail, 'stop')} ${who}: it` : `${who} goes offline and`} tells its neighbours about each other.`;
  const notice = `its neighbours notice after ${durationWords(keepAliveTime(sim))}`;
  return told ? `${doer(sim, e.detail, 'unplug')} ${who} without a word; ${notice}.` : `${who} goes offline without a word; ${notice}.`;
}

function way(event: LogEvent): string {
  return event.direction ?? 'peer';
}

function addressOf(sim: Simulation, slot: number): string {
  return slot >= 0 && slot < sim.slotCount ? sim.addressText(slot) : 'its old place';
}

function keepAliveTime(sim: Simulation): number {
  return sim.world.settings.keepAlive * sim.world.settings.keepAliveMisses;
}

function refusedSentence(sim: Simulation, e: LogEvent): string {
  const who = nameOf(sim, e.client);
  const peer = nameOf(sim, e.peer);
  if (e.detail < 0) return `${peer} refuses ${who}: they do not belong to one chain.`;
  if (e.detail === e.client) return `${peer} refuses ${who}: that place is taken.`;
  return `${peer} refuses ${who} and names ${nameOf(sim, e.detail)}, which is nearer.`;
}

function closedBecause(sim: Simulation, e: LogEvent): string {
  switch (e.rule) {
    case 'LINK-5':
      return e.detail >= 0 ? `${nameOf(sim, e.detail)} is nearer to ${nameOf(sim, e.peer)} and takes its place` : 'a nearer client took its place';
    case 'LINK-6':
      return 'a nearer peer has answered';
    case 'LINK-9':
      return e.detail >= 0 ? `${nameOf(sim, e.peer)} says good-bye and names ${nameOf(sim, e.detail)}` : `${nameOf(sim, e.peer)} says good-bye`;
    case 'CHAIN-11':
      return 'the new peer list does not name it';
    case 'CHAIN-6':
      return 'they now use different servers';
    case 'CHAIN-4':
      return 'a client in an isolated subnet has no peers';
    case 'LINK-7':
      return 'the answer came too late';
    default:
      return 'it is no longer wanted';
  }
}

function gainedSentence(sim: Simulation, e: LogEvent): string {
  const who = nameOf(sim, e.client);
  if (e.rule === 'CHAIN-4') return `${who} is isolated, so its ${way(e)} connection goes to the server: ${way(e)} leader.`;
  const from = sim.log.get(e.cause);
  const failed = from !== undefined && from.kind.startsWith('link.');
  return failed
    ? `${who} reaches no ${way(e)} peer and connects to its server instead: ${way(e)} leader by reflection.`
    : `${who} has nobody further ${way(e)} and connects to its server: ${way(e)} leader.`;
}

function matchWords(match: Match): string {
  return match === null ? 'anybody' : formatPrefix(match).replace(/\/(32|128)$/, '');
}

function ruleWords(rule: FirewallRule): string {
  const verb = rule.allow ? 'allows' : 'blocks';
  return rule.bothWays
    ? `${verb} everything between ${matchWords(rule.from)} and ${matchWords(rule.to)}`
    : `${verb} ${matchWords(rule.from)} from connecting to ${matchWords(rule.to)}`;
}

/** What an act does, as the simulation took it. */
export function networkActSentence(sim: Simulation, act: Act): string {
  const site = (index: number): string => sim.world.sites[index]?.name ?? 'a site';
  switch (act.do) {
    case 'block':
      return `A firewall rule (${act.rule.id}) ${ruleWords(act.rule)}.`;
    case 'unblock':
      return `The firewall rule ${act.id} is removed.`;
    case 'setPeering':
      return `Peering changes on the server (${Object.keys(act.peering).map(settingWords).join(', ')}); each client follows at its next initial registration.`;
    case 'cutWan':
      return `The WAN link of ${site(act.site)} is cut.`;
    case 'restoreWan':
      return `The WAN link of ${site(act.site)} works again.`;
    case 'stopServer':
      return `${capital(serverName(sim, act.server))} stops.`;
    case 'startServer':
      return `${capital(serverName(sim, act.server))} runs again.`;
    case 'stop':
      return `${listWords(act.clients.map((slot) => nameOf(sim, slot)))} ${act.orderly ? 'stopped' : 'unplugged'}.`;
    case 'start':
      return `${listWords(act.clients.map((slot) => nameOf(sim, slot)))} started.`;
    case 'move':
      return `${nameOf(sim, act.client)} moves to another subnet.`;
    case 'ask':
      return `Question: ${askedWords(sim, act)}.`;
    case 'deploy':
      return `Action: ${askedWords(sim, act)}.`;
    case 'later':
      return `"${act.what}" is not simulated in this version.`;
  }
}
