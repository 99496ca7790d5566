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

/** The item as recorded: `at` comes first, as in the file. */
export function itemAt(act: TimelineAct, at: Micros): TimelineItem {
  return { at: formatDuration(at), ...act };
}

/** Compiles recorded items in order of time; refuses the whole list if one of them is wrong. */
export function compileItems(items: readonly TimelineItem[], open: OpenScenario): LiveAct[] {
  if (!Array.isArray(items)) refuse('acts.list', '/interventions', 'The acts must be a list of timeline items.');
  if (items.length > LIMITS.acts) refuse('acts.tooMany', '', `There are ${grouped(items.length)} acts; at most ${grouped(LIMITS.acts)} can be kept.`);
  const timed = items.map((item, i) => ({ at: timeOf(item, i), item, where: `/interventions/${i}` })).sort((a, b) => a.at - b.at);
  const earlier = { rules: new Set<string>(), ask: new Set<string>(), deploy: new Set<string>() };
  return timed.map(({ at, item, where }) => {
    const { at: _, ...act } = item;
    const compiled = compileOne(act, open, earlier, where);
    note(act, earlier);
    return { at, item: itemAt(withoutSecret(act), at), act: compiled };
  });
}

function timeOf(item: TimelineItem, index: number): Micros {
  const at = typeof item.at === 'string' ? parseDuration(item.at) : null;
  if (at === null || at < 1 || at > MAX_TIME)
    return refuse('acts.time', `/interventions/${index}/at`, `The time of act ${index + 1} is no duration from 1us to 400d.`);
  return at;
}

/** What earlier live acts have named: firewall rules, which can be taken away, too; questions and deployments, whose ids are taken. */
export interface LiveNames {
  readonly rules: ReadonlySet<string>;
  readonly ask: ReadonlySet<string>;
  readonly deploy: ReadonlySet<string>;
}

export function compileOne(act: TimelineAct, open: OpenScenario, earlier: LiveNames, where = ''): LiveAct['act'] {
  const parsed = compileAct(act, open.world, earlier.rules, earlier);
  if (parsed.ok) return parsed.value;
  throw new Refusal(parsed.problems.map((problem) => ({ ...problem, where: `${where}${problem.where}` })));
}

/** What the live acts up to an instant have named; an act at the next one replaces those after it. */
export function liveNames(acts: readonly LiveAct[], now: Micros): LiveNames {
  const names = { rules: new Set<string>(), ask: new Set<string>(), deploy: new Set<string>() };
  for (const { at, item } of acts) if (at <= now + 1) note(item, names);
  return names;
}

function note(act: TimelineAct, names: { readonly rules: Set<string>; readonly ask: Set<string>; readonly deploy: Set<string> }): void {
  if (act.do === 'block') names.rules.add(act.id);
  else if (act.do === 'ask' || act.do === 'deploy') names[act.do].add(act.id);
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
  if ((act.do === 'ask' || act.do === 'deploy') && typeof act.target === 'object' && 'addresses' in act.target)
    return { ...act, target: { addresses: act.target.addresses.map(name) } };
  return act;
}

/** Gives the run an act of this very moment. Nothing changes when it is refused. */
export function actNow(run: Run, given: TimelineAct): ReturnType<Run['intervene']> {
  if (run.acts.length >= LIMITS.acts) refuse('acts.tooMany', '', `There are ${grouped(LIMITS.acts)} acts already; no more can be kept.`);
  const act = byFirstAddress(given, run);
  const compiled = compileOne(act, run.open, liveNames(run.acts, run.now));
  return run.intervene((at) => itemAt(withoutSecret(act), at), compiled);
}
