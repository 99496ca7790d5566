/** Why answers are missing, in sentences: of all clients with one reason, and of a single client. */
import type { QuestionView } from '../../sim/question-types';
import type { Simulation } from '../../sim/types';
import type { Micros, Slot } from '../../sim/world';
import { durationWords, grouped, nameOf, plural } from '../wording';
import type { Detail, Finding, Wait } from './missing';
import type { MissingReason } from '../contract';
import { fullestLink, fullWords } from './explain-network';

/** All clients with one reason. */
export interface Group {
  count: number;
  readonly details: Map<Detail, number>;
  /** Clients that hold answers up, with how many wait for each. */
  readonly waits: Map<Wait, number>;
}

/** From a moment that people choose to the next normal registration: the mean of what is left of an interval (LINK-11: 32.5 s). */
export function meanWait(sim: Simulation): Micros {
  const [low, high] = sim.world.settings.normalRegistration;
  return high === 0 ? 0 : (low * low + low * high + high * high) / (3 * (low + high));
}

export function groupText(sim: Simulation, view: QuestionView, reason: MissingReason, group: Group): string {
  const { count } = group;
  const clients = plural(count, 'client');
  const one = count === 1;
  switch (reason) {
    case 'offline':
      return view.open
        ? `${clients} ${one ? 'is' : 'are'} offline; ${one ? 'it gets' : 'they get'} ${what(view)} on coming back.`
        : `${clients} ${one ? 'is' : 'are'} offline.`;
    case 'lostContact':
      return `${clients} ${one ? 'is' : 'are'} cut off: ${one ? 'it, or the leader that holds its' : 'they, or the leaders that hold their'} ${answers(view, count)}, can reach no server.`;
    case 'waitsForRegistration':
      return waitingText(sim, clients, group);
    case 'sensorRuns':
      return view.kind === 'action'
        ? `${clients} ${one ? 'has' : 'have'} the command to run or running.`
        : `${clients} ${one ? 'runs its' : 'run their'} sensor.`;
    case 'underWay':
      return underWayText(sim, view, group);
    case 'waitsInChain':
      return inChainText(sim, view, group);
    case 'lost':
      return `${capitalCount(count, view)} ${one ? 'was' : 'were'} lost with a client that carried ${one ? 'it' : 'them'} and stopped.`;
    case 'expired':
      return `${clients} ${one ? 'was' : 'were'} not heard before ${what(view)} expired.`;
    case 'locked':
      return `${clients} ${one ? 'has' : 'have'} an action lock: the command does not run there.`;
    case 'notCounted':
      return `${clients} ${one ? 'does' : 'do'} not count: the server has not heard of ${one ? 'it' : 'them'} lately.`;
  }
}

function what(view: QuestionView): string {
  return view.kind === 'action' ? 'the action' : 'the question';
}

function answers(view: QuestionView, count: number): string {
  return view.kind === 'action' ? (count === 1 ? 'status' : 'statuses') : count === 1 ? 'answer' : 'answers';
}

function capitalCount(count: number, view: QuestionView): string {
  return `${grouped(count)} ${answers(view, count)}`;
}

const BEHIND_WHAT: readonly (readonly [Detail, string])[] = [
  ['blocked', 'blocked'],
  ['unreached', 'reached by no forward link'],
  ['behind', 'behind such a client'],
  ['late', 'linked too late'],
];

function waitingText(sim: Simulation, clients: string, group: Group): string {
  const parts = BEHIND_WHAT.flatMap(([detail, words]) => {
    const many = group.details.get(detail) ?? 0;
    return many === 0 ? [] : [many === group.count ? words : `${grouped(many)} ${words}`];
  });
  const verb = group.count === 1 ? 'waits' : 'wait';
  return `${clients} ${verb} for a registration (${parts.join(', ')}): ${durationWords(meanWait(sim))} on average.`;
}

/** Where a WAN is full, that is what it waits for (NET-2). */
function underWayText(sim: Simulation, view: QuestionView, group: Group): string {
  const asked = group.details.get('question') ?? 0;
  const answered = group.details.get('answer') ?? 0;
  const coming = `${what(view)} is on its way to ${plural(asked, 'client')}`;
  const going = `${capitalCount(answered, view)} ${answered === 1 ? 'is' : 'are'} on the way to the server`;
  const text = asked === 0 ? going : answered === 0 ? coming : `${coming}, and ${going}`;
  const full = fullestLink(sim);
  return `${capital(text)}${full === null ? '' : `; ${fullWords(sim, full)} (NET-2)`}.`;
}

function inChainText(sim: Simulation, view: QuestionView, group: Group): string {
  const [first] = [...group.waits].sort((a, b) => b[1] - a[1] || a[0].client - b[0].client);
  const held = `${capitalCount(group.count, view)} ${group.count === 1 ? 'waits' : 'wait'} in the chain`;
  if (first === undefined) return `${held}.`;
  const [wait, many] = first;
  const part = many === group.count ? '' : `, ${grouped(many)} of them`;
  return `${held}${part} for ${waitWords(sim, view, wait)}.`;
}

/** "10.0.5.7, whose sensor still runs". */
export function waitWords(sim: Simulation, view: QuestionView, wait: Wait): string {
  const who = nameOf(sim, sim.currentSlot(wait.client));
  switch (wait.obstacle) {
    case 'sensor':
      return `${who}, whose ${view.kind === 'action' ? 'command has not ended' : 'sensor still runs'}`;
    case 'offline':
      return `${who}, which has gone silent`;
    case 'notReceived':
      return `${who}, which does not have ${what(view)} yet`;
    case 'comes':
      return `the answers of ${who}, which are on their way`;
    case 'noServer':
      return `${who}, which reaches no server`;
    case 'noWay':
      return `${who}, which has no way forward at present`;
  }
}

/** How far one client is, in a sentence without its name. */
export function findingText(sim: Simulation, view: QuestionView, client: Slot, finding: Finding | null): string {
  const mine = answers(view, 1);
  switch (finding?.reason) {
    case undefined:
      return `The server has heard its ${mine}.`;
    case 'offline':
      return view.open ? `Offline: it gets ${what(view)} when it registers again.` : 'Offline.';
    case 'lostContact':
      return finding.wait === undefined ? 'It reaches no server at present.' : `Its ${mine} waits at ${waitWords(sim, view, finding.wait)}.`;
    case 'waitsForRegistration':
      return `It waits for its next registration${nextRegistration(sim, client)}: ${WHY_WAITING[finding.detail ?? 'late'] ?? ''}.`;
    case 'sensorRuns':
      return view.kind === 'action' ? 'Its command has not ended.' : 'Its sensor runs.';
    case 'underWay':
      return finding.detail === 'question' ? `${capital(what(view))} is on its way to it.` : `Its ${mine} is on the way to the server.`;
    case 'waitsInChain':
      return inChainOf(sim, view, client, mine, finding.wait);
    case 'lost':
      return `Its ${mine} was lost with a client that carried it and stopped.`;
    case 'expired':
      return `The server did not hear it before ${what(view)} expired.`;
    case 'locked':
      return 'An action lock: nothing runs here.';
    case 'notCounted':
      return 'It does not count: the server has not heard of it lately.';
  }
}

function inChainOf(sim: Simulation, view: QuestionView, client: Slot, mine: string, wait: Wait | undefined): string {
  if (wait === undefined) return `Its ${mine} waits in the chain.`;
  return wait.client === client ? `Its ${mine} waits: it has no way forward at present.` : `Its ${mine} waits in the chain for ${waitWords(sim, view, wait)}.`;
}

const WHY_WAITING: Partial<Record<Detail, string>> = {
  blocked: 'it is blocked, nobody reaches it',
  unreached: 'no forward link reaches it',
  behind: 'the client behind it waits, too',
  late: 'it was linked too late',
};

function nextRegistration(sim: Simulation, client: Slot): string {
  const { nextNormal } = sim.timersOf(sim.currentSlot(client));
  return nextNormal === null || nextNormal < sim.now ? '' : ` in ${durationWords(nextNormal - sim.now)}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
