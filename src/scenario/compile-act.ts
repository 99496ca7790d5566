/** A live act → numbers of the world, with problems for whatever the world does not know. */
import type { ActWithoutTime } from '../sim/types';
import type { World } from '../sim/world';
import { actFormat } from './format';
import { isLimit, ProblemList, quote } from './problems';
import { resolveAct } from './resolve-act';
import { reportUnknownSensors } from './resolve-question';
import { checkShape } from './shape';
import type { Parsed, TimelineAct } from './types';
import { namesOf } from './world-names';

/** What earlier live acts have asked: their ids are taken. */
export interface AskedLive {
  readonly ask: ReadonlySet<string>;
  readonly deploy: ReadonlySet<string>;
}
const NOTHING_ASKED: AskedLive = { ask: new Set(), deploy: new Set() };

/** `ruleIds` are the rules in force that the world's own scenario does not name: those of earlier live acts. */
export function compileAct(act: TimelineAct, world: World, ruleIds: ReadonlySet<string> = new Set(), asked: AskedLive = NOTHING_ASKED): Parsed<ActWithoutTime> {
  const problems = new ProblemList();
  checkShape(actFormat, act, problems);
  if (problems.isEmpty && act.do === 'ask') reportUnknownSensors(act.sensors, [], problems, '');
  if (problems.isEmpty && (act.do === 'ask' || act.do === 'deploy')) checkNewId(act, world, asked, problems);
  const compiled = problems.isEmpty ? resolveAct(act, namesOf(world), [], problems) : null;
  if (problems.isEmpty && act.do === 'unblock' && !ruleIds.has(act.id) && !worldRules(world).has(act.id)) {
    problems.addAt(['id'], 'rule.unknown', `there is no firewall rule ${quote(act.id)} to take away.`, { got: act.id });
  }
  if (problems.isEmpty && compiled !== null) return { ok: true, value: compiled, warnings: [] };
  const list = problems.toArray();
  return { ok: false, problems: list, warnings: [], limit: list.some(isLimit) };
}

/** Reports and links name questions by their ids. */
function checkNewId(act: { readonly do: 'ask' | 'deploy'; readonly id: string }, world: World, asked: AskedLive, problems: ProblemList): void {
  const taken = asked[act.do].has(act.id) || world.timeline.some((other) => other.do === act.do && other.id === act.id);
  if (!taken) return;
  const what = act.do === 'ask' ? 'question' : 'deployment';
  problems.addAt(['id'], 'id.duplicate', `the id ${quote(act.id)} already belongs to another ${what}.`, { got: act.id, hint: 'Choose an id that is new.' });
}

function worldRules(world: World): ReadonlySet<string> {
  const ids = new Set(world.firewalls.map((rule) => rule.id));
  for (const act of world.timeline) if (act.do === 'block') ids.add(act.rule.id);
  return ids;
}
