/** Checks the timeline in the order in which it happens: names, ids of questions, deployments and rules, and room for those who move. */
import { hostCapacity } from './addresses';
import type { SubnetPlan } from './client-columns';
import { firewallIds } from './firewall-ids';
import { LIMITS } from './limits';
import { mostOpen } from './open-questions';
import { countClients } from './predict';
import type { Path, ProblemList } from './problems';
import { quote } from './problems';
import type { Workload } from './check-workload';
import { resolveAct } from './resolve-act';
import type { Names } from './resolve-names';
import { lookUp } from './resolve-names';
import type { Scenario, TimelineItem } from './types';
import { parseDuration } from './units';

export function checkTimeline(scenario: Scenario, names: Names, workload: Workload, plans: readonly SubnetPlan[] | null, problems: ProblemList): void {
  const items = scenario.timeline ?? [];
  const seen = { ask: new Map<string, number>(), deploy: new Map<string, number>(), block: new Map<string, number>() };
  const fixedRules = new Set(firewallIds(scenario.firewalls ?? []));
  const rulesSoFar = new Set(fixedRules);
  const arrivals = new Map<number, number>();
  for (const i of inOrderOfTime(items)) {
    const item = items[i]!;
    const path: Path = ['timeline', i];
    const act = resolveAct(item, names, path, problems);
    if (item.do === 'ask' || item.do === 'deploy' || item.do === 'block') checkOwnId(item, i, seen[item.do], fixedRules, problems);
    if (item.do === 'block') rulesSoFar.add(item.id);
    if (item.do === 'unblock' && !rulesSoFar.has(item.id)) {
      problems.addAt([...path, 'id'], 'rule.unknown', `there is no firewall rule ${quote(item.id)} at that time; a rule is blocked before it is taken away.`, {
        got: item.id,
      });
    }
    if (item.do === 'deploy' && item.file !== undefined) lookUp(workload.fileIds, item.file, 'file', [...path, 'file'], problems);
    checkSatellite(item, path, names, workload, problems);
    if (act?.do === 'move' && plans !== null) checkRoom(act.toSubnet, path, plans, arrivals, problems);
  }
}

/** What is kept for every client until it is over is bounded before anything of it is made. */
export function checkOpenQuestions(scenario: Scenario, problems: ProblemList): void {
  const [clients, open] = [countClients(scenario), mostOpen(scenario)];
  if (clients * open <= LIMITS.askedClients) return;
  const sentence = `${open} questions and actions would be open at one time for ${clients} clients; at most ${Math.floor(LIMITS.askedClients / clients)} are allowed for that many.`;
  problems.addAt(['timeline'], 'limit.askedClients', sentence, { got: open, hint: 'Ask fewer, farther apart, or let them expire sooner.' });
}

/** Places of the items by time; items of one instant keep their order. */
function inOrderOfTime(items: readonly TimelineItem[]): readonly number[] {
  const times = items.map((item) => parseDuration(item.at) ?? 0);
  return items.map((_, i) => i).sort((a, b) => times[a]! - times[b]! || a - b);
}

const WHAT = { ask: 'question', deploy: 'deployment', block: 'rule' } as const;

function checkOwnId(
  item: TimelineItem & { do: 'ask' | 'deploy' | 'block' },
  i: number,
  seen: Map<string, number>,
  fixedRules: ReadonlySet<string>,
  problems: ProblemList,
): void {
  const first = seen.get(item.id);
  const path: Path = ['timeline', i, 'id'];
  const what = WHAT[item.do];
  if (first !== undefined)
    problems.addAt(path, 'id.duplicate', `the id ${quote(item.id)} already belongs to another ${what} (timeline[${first}]).`, { got: item.id });
  else if (item.do === 'block' && fixedRules.has(item.id))
    problems.addAt(path, 'id.duplicate', `the id ${quote(item.id)} already belongs to a rule in "firewalls".`, { got: item.id });
  else seen.set(item.id, i);
}

function checkSatellite(item: TimelineItem, path: Path, names: Names, workload: Workload, problems: ProblemList): void {
  if (item.do !== 'verifySatellite' && item.do !== 'scan') return;
  const key = item.do === 'scan' ? 'satellite' : 'client';
  const address = item.do === 'scan' ? item.satellite : item.client;
  const slot = names.client(address);
  if (slot === null || slot < 0 || workload.satellites.has(slot)) return;
  problems.addAt([...path, key], 'satellite.unknown', `the client ${quote(address)} is no satellite; satellites are listed in "satellites".`, { got: address });
}

/** Places that were left stay empty, so every arrival needs one of its own. */
function checkRoom(toSubnet: number, path: Path, plans: readonly SubnetPlan[], arrivals: Map<number, number>, problems: ProblemList): void {
  const plan = plans[toSubnet];
  if (plan === undefined) return;
  const count = (arrivals.get(toSubnet) ?? 0) + 1;
  arrivals.set(toSubnet, count);
  const capacity = hostCapacity(plan.prefix);
  if (plan.clients + count <= capacity) return;
  problems.addAt(
    [...path, 'toSubnet'],
    'move.full',
    `the subnet is full: it has ${capacity} host addresses, and ${plan.clients + count} clients would have been there.`,
    {
      hint: 'Move the client to a larger subnet.',
    },
  );
}
