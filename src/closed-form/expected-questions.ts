/** What the questions of a run cost, each asked of settled chains that stay so while it is under way; and the same without peering (NET-7). */
import type { Act, Micros, Slot, World } from '../sim/world';
import { notExpected, type Expectation, type FigureId } from './expectation';
import type { Chain, Fleet } from './fleet';
import { questionCost, questionCostWithout, type PlaceBytes, type Question, type QuestionCost } from './questions';
import { settledAt } from './settled';
import { fleetOf, siteOf } from './world-fleet';

type Ask = Extract<Act, { readonly do: 'ask' }>;
const QUESTIONS: readonly FigureId[] = ['questionWan', 'questionLan', 'questionWanWithout', 'questionLanWithout'];
const ANSWERS: readonly FigureId[] = ['answerWan', 'answerLan'];
const OWN_ANSWERS: readonly FigureId[] = ['answerWanWithout', 'answerLanWithout'];
const ALL = [...QUESTIONS, ...ANSWERS, ...OWN_ANSWERS];

const SECOND = 1_000_000;
/** For the server's links, queues on the way and held answers. */
const SLACK: Micros = 5 * SECOND;

const asksOf = (world: World, end: Micros): Ask[] => world.timeline.filter((act): act is Ask => act.do === 'ask' && act.at <= end);

/** Why chains alone do not carry a question of the run to everybody, as far as formulas know; null = they do, or nothing is asked. */
export function questionsReason(world: World, end: Micros): string | null {
  for (const ask of asksOf(world, end)) {
    const found = costOf(world, ask, end);
    if (typeof found === 'string') return found;
  }
  return null;
}

export function expectedQuestions(world: World, end: Micros): Expectation[] {
  const asks = asksOf(world, end);
  if (asks.length === 0) return notExpected(ALL, 'nothing is asked');
  const total = emptyTotal();
  const valuesWhy = valuesReason(world);
  let answerWhy = valuesWhy ?? sensorReason(world);
  for (const ask of asks) {
    const found = costOf(world, ask, end);
    if (typeof found === 'string') return notExpected(ALL, found);
    answerWhy ??= holdReason(world, found.fleet, found.cost);
    add(total.with, found.cost);
    add(total.without, found.without);
  }
  const on = world.settings.protocolOverheads ? 1 : 0;
  const questions: Expectation[] = [
    { id: 'questionWan', value: on * total.with.question.wan, exact: true },
    { id: 'questionLan', value: on * total.with.question.lan, exact: true },
    { id: 'questionWanWithout', value: on * total.without.question.wan, exact: true },
    { id: 'questionLanWithout', value: on * total.without.question.lan, exact: true },
  ];
  const answers: Expectation[] = [
    { id: 'answerWan', value: on * total.with.answer.wan, exact: false },
    { id: 'answerLan', value: on * total.with.answer.lan, exact: false },
  ];
  const own: Expectation[] = [
    { id: 'answerWanWithout', value: on * total.without.answer.wan, exact: false },
    { id: 'answerLanWithout', value: on * total.without.answer.lan, exact: false },
  ];
  return [
    ...questions,
    ...(answerWhy === null ? answers : notExpected(ANSWERS, answerWhy)),
    ...(valuesWhy === null ? own : notExpected(OWN_ANSWERS, valuesWhy)),
  ];
}

interface Found {
  readonly fleet: Fleet;
  readonly cost: QuestionCost;
  readonly without: QuestionCost;
}

function costOf(world: World, ask: Ask, end: Micros): Found | string {
  const settled = settledAt(world, ask.at, end);
  if ('why' in settled) return settled.why;
  const { presence, peering } = settled;
  const fleet = fleetOf(world, peering, (slot: Slot) => presence.isOnline(slot, ask.at));
  const round = roundTime(world, fleet);
  if (end < ask.at + round) return 'the run ends while a question may still be under way';
  const why = disturbed(world, ask, end, round) ?? lossReason(world);
  if (why !== null) return why;
  const targeted = targetOf(ask, fleet);
  if (typeof targeted === 'string') return targeted;
  const question: Question = { sensors: ask.sensors, targeted };
  return { fleet, cost: questionCost(fleet, question), without: questionCostWithout(fleet, question) };
}

/** From the server through the longest chain and back, generously. */
function roundTime(world: World, fleet: Fleet): Micros {
  const longest = fleet.chains.reduce((most, chain) => Math.max(most, chain.clients), 1);
  const spansWan = fleet.chains.some((chain) => chain.wanLinks !== 'none');
  const hop = world.sites.reduce((most, { lan, wan }) => Math.max(most, spansWan ? 2 * wan.latency : lan.latency), 0);
  return longest * (world.settings.hopProcessing + hop) + world.settings.sensorTime + SLACK;
}

/** While a question is open whoever comes online gets it by registration; while it travels a change may lose it. */
function disturbed(world: World, ask: Ask, end: Micros, round: Micros): string | null {
  const closes = Math.min(end, ask.at + world.settings.questionExpiry);
  for (const act of world.timeline) {
    if (act.at <= ask.at || act.at > closes) continue;
    if (act.do === 'start' || act.do === 'move') return 'clients come online while the question is open and get it by registration (Q-5)';
    if (act.at <= ask.at + round && act.do !== 'ask' && act.do !== 'deploy' && act.do !== 'later' && act.do !== 'setPeering')
      return 'something changes while the question is under way (Q-10)';
  }
  for (const { startAt } of world.exceptions.values())
    if (startAt !== undefined && startAt > ask.at && startAt <= closes) return 'a client comes online while the question is open (Q-5)';
  return null;
}

function lossReason(world: World): string | null {
  return world.sites.some((site) => site.wan.lossPpm > 0) ? 'messages are lost and sent again (NET-1)' : null;
}

/** Share of a chain's clients that are meant. */
function targetOf({ target }: Ask, fleet: Fleet): ((chain: Chain) => number) | string {
  switch (target.kind) {
    case 'all':
      return () => 1;
    case 'fraction':
      return () => target.ppm / 1_000_000;
    case 'site':
      if (fleet.chains.some((chain) => chain.site < 0)) return 'a chain is partly in the site that is asked';
      return (chain) => (chain.site === target.site ? 1 : 0);
    case 'subnet':
      if (fleet.chains.some((chain) => chain.subnet < 0)) return 'a chain is partly in the subnet that is asked';
      return (chain) => (chain.subnet === target.subnet ? 1 : 0);
    case 'clients':
      return 'single clients are asked';
  }
}

function valuesReason(world: World): string | null {
  for (const { answer } of world.exceptions.values()) if (answer !== undefined) return 'some clients have an answer of their own';
  return null;
}

function sensorReason(world: World): string | null {
  for (const { sensorTime } of world.exceptions.values())
    if (sensorTime !== undefined) return 'a client with another sensor time makes its neighbours answer in parts (Q-3)';
  return null;
}

/**
 * A chain's answers travel as fast as the question, but for what they are larger: as long as that adds up to less than `answerHold`, every client sends
 * one message. Bounded here by the slowest link that a chain uses.
 */
function holdReason(world: World, fleet: Fleet, cost: QuestionCost): string | null {
  const longest = fleet.chains.reduce((most, chain) => Math.max(most, chain.clients), 1);
  if (longest === 1) return null;
  const links = fleet.chains.reduce((sum, chain) => sum + chain.count * (chain.clients - 1), 0);
  const mean = (cost.answer.lan + cost.answer.wan) / links;
  const spansWan = fleet.chains.some((chain) => chain.wanLinks !== 'none');
  const waits = longest * ((mean * 8) / slowest(world, spansWan)) * SECOND;
  return waits < world.settings.answerHold ? null : 'answers may be held longer than answerHold allows, and then come in parts (Q-3)';
}

function slowest(world: World, spansWan: boolean): number {
  let rate = Infinity;
  for (let slot = 0; slot < world.clientCount; slot++) {
    const site = world.sites[siteOf(world, slot)];
    if (site === undefined) continue;
    rate = Math.min(rate, spansWan ? Math.min(site.wan.upBps, site.wan.downBps) : site.lan.rateBps);
  }
  return rate;
}

type Total = Record<'question' | 'answer', { lan: number; wan: number }>;
function emptyTotal(): { readonly with: Total; readonly without: Total } {
  const empty = (): Total => ({ question: { lan: 0, wan: 0 }, answer: { lan: 0, wan: 0 } });
  return { with: empty(), without: empty() };
}
function add(total: Total, cost: QuestionCost): void {
  addPlace(total.question, cost.question);
  addPlace(total.answer, cost.answer);
}
function addPlace(total: { lan: number; wan: number }, more: PlaceBytes): void {
  total.lan += more.lan;
  total.wan += more.wan;
}
