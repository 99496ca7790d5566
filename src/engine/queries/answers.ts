/** The answers of one question as a table, who is missing and why, who is behind each number, and what can be asked of whom. */
import { compileAct } from '../../scenario/compile-act';
import { SENSORS } from '../../scenario/sensors';
import type { TimelineAct } from '../../scenario/types';
import type { QuestionColumns, QuestionView } from '../../sim/question-types';
import { ONLINE } from '../../sim/state-bits';
import type { Simulation } from '../../sim/types';
import type { Slot, TargetSpec } from '../../sim/world';
import { siteOf } from '../client-state';
import type { AnswersView, MissingReason, QueryMap } from '../contract';
import { Refusal, refuse } from '../deps';
import { questionText } from '../question-words';
import { durationWords } from '../wording';
import { checkCount, checkText } from './args';
import { MissingFinder, trafficOfAll } from './missing';
import type { Finding } from './missing';
import { findingText, groupText } from './missing-words';
import type { Group } from './missing-words';

export const REASONS: readonly MissingReason[] = [
  'offline', 'lostContact', 'waitsForRegistration', 'sensorRuns', 'underWay', 'waitsInChain', 'lost', 'expired', 'locked', 'notCounted',
]; // prettier-ignore
/** Clients with these reasons are not among estimated − tested. */
export const BESIDES: ReadonlySet<MissingReason> = new Set<MissingReason>(['locked', 'notCounted']);
const MOST_ROWS = 10_000;

export function answers(sim: Simulation, args: QueryMap['answers']['args']): AnswersView | null {
  const view = sim.question(checkNumber(args.question));
  if (view === undefined) return null;
  const offset = checkCount(args.offset, 'offset', Number.MAX_SAFE_INTEGER);
  const limit = checkCount(args.limit, 'limit', MOST_ROWS);
  const words = checkText(args.filter, 'filter').toLowerCase().split(/\s+/).filter(Boolean);
  const matching = words.length === 0 ? view.answers : view.answers.filter(({ value }) => words.every((word) => value.toLowerCase().includes(word)));
  return {
    question: view,
    text: questionText(sim, view),
    distinct: view.distinct,
    rows: matching.slice(offset, offset + limit),
    matching: matching.length,
    nobody: view.passed === 0 && countMeant(sim, view.target).matching === 0,
    missing: missingGroups(sim, view),
    notTargeted: view.tested - view.passed,
  };
}

/** A question's number, which need not exist. */
export function checkNumber(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  return refuse('query.question', '/question', 'Questions are named by their numbers, whole and from 0 on.');
}

// ── who is missing ──────────────────────────────────────────────────────────────────────────────

type Visit = (client: Slot, finding: Finding) => void;

/** Every client that is not heard, or heard with an action lock, with its one reason. */
function eachMissing(sim: Simulation, view: QuestionView, columns: QuestionColumns, visit: Visit): void {
  const finder = new MissingFinder(sim, view, columns, trafficOfAll(sim, view, columns));
  for (let client = 0; client < sim.world.clientCount; client++) {
    const finding = finder.find(client);
    if (finding !== null) visit(client, finding);
  }
  if (view.kind !== 'action') return;
  for (const [client, { actionLock }] of sim.world.exceptions) {
    if (actionLock === true && finder.find(client) === null && sim.questionAt(view.number, client)?.targeted === true) visit(client, LOCKED);
  }
}
const LOCKED: Finding = { reason: 'locked' };

/** Clients by reason, of those that are counted and not heard: estimated − tested in all. */
export function countMissing(sim: Simulation, view: QuestionView): ReadonlyMap<MissingReason, number> {
  const counts = new Map<MissingReason, number>();
  const columns = sim.questionColumns(view.number);
  if (columns !== null) eachMissing(sim, view, columns, (_, { reason }) => void (BESIDES.has(reason) || counts.set(reason, (counts.get(reason) ?? 0) + 1)));
  return counts;
}

function missingGroups(sim: Simulation, view: QuestionView): AnswersView['missing'] {
  const columns = sim.questionColumns(view.number);
  if (columns === null) return [];
  const groups = new Map<MissingReason, Group & { example: Slot }>();
  eachMissing(sim, view, columns, (client, { reason, detail, wait }) => {
    let group = groups.get(reason);
    if (group === undefined) groups.set(reason, (group = { count: 0, details: new Map(), waits: new Map(), example: client }));
    group.count++;
    if (detail !== undefined) group.details.set(detail, (group.details.get(detail) ?? 0) + 1);
    if (wait !== undefined) group.waits.set(wait, (group.waits.get(wait) ?? 0) + 1);
  });
  return REASONS.flatMap((reason) => {
    const group = groups.get(reason);
    return group === undefined ? [] : [{ reason, count: group.count, text: groupText(sim, view, reason, group), example: sim.currentSlot(group.example) }];
  });
}

// ── who is behind a number ──────────────────────────────────────────────────────────────────────

export function respondents(sim: Simulation, args: QueryMap['respondents']['args']): QueryMap['respondents']['result'] {
  const number = checkNumber(args.question);
  const offset = checkCount(args.offset, 'offset', Number.MAX_SAFE_INTEGER);
  const limit = checkCount(args.limit, 'limit', MOST_ROWS);
  const view = sim.question(number);
  const columns = sim.questionColumns(number);
  if (view === undefined || columns === null) return { total: 0, rows: [] };
  const found: { readonly client: Slot; readonly finding: Finding | null }[] = [];
  const { of } = args;
  if (typeof of !== 'object' || of === null || (!('missing' in of) && typeof of.value !== 'string'))
    refuse('query.of', '/of', 'The clients are those behind { "missing": a reason } or { "value": an answer }.');
  if ('missing' in of) eachMissing(sim, view, columns, (client, finding) => void (finding.reason === of.missing && found.push({ client, finding })));
  else for (const client of clientsThatSaid(sim, view, columns, of.value)) found.push({ client, finding: null });
  return {
    total: found.length,
    rows: found.slice(offset, offset + limit).map(({ client, finding }) => {
      const slot = sim.currentSlot(client);
      const heardAt = columns.heardAt[client] ?? Infinity;
      const text = finding === null && heardAt <= sim.now ? `Heard after ${durationWords(heardAt - view.askedAt)}.` : findingText(sim, view, client, finding);
      return { slot, address: sim.addressText(slot), site: siteOf(sim, slot)?.name ?? '', text };
    }),
  };
}

function clientsThatSaid(sim: Simulation, view: QuestionView, columns: QuestionColumns, value: string): Slot[] {
  const found: Slot[] = [];
  // An action's statuses are heard before the last one, and expire where nothing was heard.
  const mayBeUnheard = view.kind === 'action';
  for (let client = 0; client < sim.world.clientCount; client++) {
    if (!mayBeUnheard && (columns.heardAt[client] ?? Infinity) > sim.now) continue;
    if (sim.heardOf(view.number, client) === value) found.push(client);
  }
  return found;
}

// ── before asking ───────────────────────────────────────────────────────────────────────────────

export function sensors(): readonly string[] {
  return SENSORS.map((sensor) => sensor.name);
}

export function targetPreview(sim: Simulation, args: QueryMap['targetPreview']['args']): QueryMap['targetPreview']['result'] {
  const act: TimelineAct = { do: 'deploy', id: freeId(sim), target: args.target };
  const parsed = compileAct(act, sim.world);
  if (!parsed.ok) throw new Refusal(parsed.problems);
  if (parsed.value.do !== 'deploy') return { matching: 0, online: 0 };
  return countMeant(sim, parsed.value.target);
}

/** Clients that a target means now, and how many of them are online. */
export function countMeant(sim: Simulation, target: TargetSpec): { readonly matching: number; readonly online: number } {
  const isMeant = sim.meant(target);
  let matching = 0;
  let online = 0;
  const clients = target.kind === 'clients' ? target.clients : null;
  const many = clients?.length ?? sim.world.clientCount;
  for (let i = 0; i < many; i++) {
    const client = clients?.[i] ?? i;
    if (!isMeant(client)) continue;
    matching++;
    if (((sim.columns.state[sim.currentSlot(client)] ?? 0) & ONLINE) !== 0) online++;
  }
  return { matching, online };
}

/** For an act that is only checked: an id that no deployment has. */
function freeId(sim: Simulation): string {
  const taken = new Set(sim.world.timeline.flatMap((act) => (act.do === 'deploy' ? [act.id] : [])));
  let id = 'preview';
  while (taken.has(id)) id += "'";
  return id;
}
