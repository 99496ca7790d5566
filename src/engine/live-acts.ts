/** What people do while the run goes on, as timeline items: checked, compiled, with exact times. */
import type { TimelineAct, TimelineItem } from '../scenario/types';
import { compileAct } from '../scenario/compile-act';
import { formatDuration, parseDuration } from '../scenario/units';
import type { Micros } from '../sim/world';
import { Refusal, refuse } from './deps';
import type { OpenScenario } from './deps';
import { LIMITS, MAX_TIME } from './limits';
import type { LiveAct, Run } from './run';
import { grouped } from './wording';

export function parseItemTime(item: TimelineItem): Micros {
  return parseDuration(item.at) ?? 0;
}

/** The item as recorded: `at` comes first, as in the file. */
export function itemAt(act: TimelineAct, at: Micros): TimelineItem {
  return { at: formatDuration(at), ...act };
}

/** Compiles recorded items in order of time; refuses the whole list if one of them is wrong. */
export function compileItems(items: readonly TimelineItem[], open: OpenScenario): LiveAct[] {
  if (!Array.isArray(items)) refuse('acts.list', '/interventions', 'The acts must be a list of timeline items.');
  if (items.length > LIMITS.acts) refuse('acts.tooMany', '', `There are ${grouped(items.length)} acts; at most ${grouped(LIMITS.acts)} can be kept.`);
  const timed = items.map((item, i) => ({ at: timeOf(item, i), item, where: `/interventions/${i}` })).sort((a, b) => a.at - b.at);
  const rules = new Set<string>();
  return timed.map(({ at, item, where }) => {
    const { at: _, ...act } = item;
    const compiled = compileOne(act, open, rules, where);
    if (act.do === 'block') rules.add(act.id);
    return { at, item: itemAt(withoutSecret(act), at), act: compiled };
  });
}

function timeOf(item: TimelineItem, index: number): Micros {
  const at = typeof item.at === 'string' ? parseDuration(item.at) : null;
  if (at === null || at < 1 || at > MAX_TIME)
    return refuse('acts.time', `/interventions/${index}/at`, `The time of act ${index + 1} is no duration from 1us to 400d.`);
  return at;
}

/** `rules` are the firewall rules of earlier live acts: those can be taken away, too. */
export function compileOne(act: TimelineAct, open: OpenScenario, rules: ReadonlySet<string>, where = ''): LiveAct['act'] {
  const parsed = compileAct(act, open.world, rules);
  if (parsed.ok) return parsed.value;
  throw new Refusal(parsed.problems.map((problem) => ({ ...problem, where: `${where}${problem.where}` })));
}

/** Ids of the rules that live acts have added. */
export function liveRules(acts: readonly LiveAct[]): ReadonlySet<string> {
  return new Set(acts.flatMap(({ item }) => (item.do === 'block' ? [item.id] : [])));
}

/** A secret is for the run alone: it is never recorded (SAT-3). */
export function withoutSecret(act: TimelineAct): TimelineAct {
  return act.do === 'scan' && act.secret !== undefined ? { ...act, secret: '***' } : act;
}

/**
 * Scenario files name a client by the address it starts with. On the page a client that moved is known by its present address: it is
 * recorded under the first one, so that replaying finds it.
 */
export function byFirstAddress(act: TimelineAct, run: Run): TimelineAct {
  const { sim } = run;
  if (sim.slotCount === run.open.world.clientCount) return act;
  const first = new Map<string, string>();
  for (let slot = run.open.world.clientCount; slot < sim.slotCount; slot++) {
    const client = sim.clientAt(slot);
    if (sim.currentSlot(client) === slot) first.set(sim.addressText(slot), sim.addressText(client));
  }
  const name = (address: string): string => first.get(address) ?? address;
  if (act.do === 'stop' || act.do === 'start') return { ...act, clients: act.clients.map(name) };
  if (act.do === 'move') return { ...act, client: name(act.client) };
  return act;
}
