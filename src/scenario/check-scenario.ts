/** Everything that is checked once a file is a JSON value: version, limits, shape, then meaning. The answer is the scenario in canonical form. */
import { canonicalScenario } from './canonical';
import { checkLimits } from './check-limits';
import { checkNetwork } from './check-network';
import { checkOpenQuestions, checkTimeline } from './check-timeline';
import { checkWorkload } from './check-workload';
import type { ClientColumns } from './client-columns';
import { checkPlainValue } from './check-value';
import { placeClients, planSubnet, slotOfAddress } from './client-columns';
import { defaultServers } from './defaults';
import { scenarioFormat } from './format';
import { asNode } from './format-tree';
import { warnHostBits } from './host-bits';
import { migrate } from './migrate';
import type { NetworkFacts } from './network-facts';
import { networkFacts } from './network-facts';
import { isLimit, ProblemList } from './problems';
import type { Names } from './resolve-names';
import { prefixKey } from './resolve-names';
import { checkShape } from './shape';
import type { Parsed, Problem, Scenario } from './types';
import { parseCidr } from './addresses';
import { warnOfCuts } from './warn-cuts';
import { warnOfFiles } from './warn-files';
import { warnOfLinks } from './warn-links';
import { warnOfQuestions } from './warn-questions';
import { warnOfThrottles } from './warn-throttles';

/** Checks a value as it comes from a program: with everything that reading a file would refuse. Nothing of it is changed. */
export function checkScenario(value: unknown): Parsed<Scenario> {
  const problems = new ProblemList();
  checkPlainValue(value, problems);
  return problems.isEmpty ? checkParsed(value) : refused(problems.toArray(), []);
}

/** Checks a value that was parsed from the text of a file. */
export function checkParsed(value: unknown): Parsed<Scenario> {
  const migrated = migrate(value);
  if (!migrated.ok) return refused([migrated.problem], []);
  const problems = new ProblemList();
  checkLimits(migrated.value, problems);
  if (!problems.isEmpty) return refused(problems.toArray(), migrated.warnings);
  checkShape(scenarioFormat, migrated.value, problems);
  if (!problems.isEmpty) return refused(problems.toArray(), migrated.warnings);
  // The shape has just been checked, field by field.
  const scenario = migrated.value as unknown as Scenario;
  const warnings = new ProblemList();
  checkMeaning(scenario, problems, warnings);
  warnHostBits(asNode(scenarioFormat), scenario, [], warnings);
  const all = [...migrated.warnings, ...warnings.toArray()];
  return problems.isEmpty ? { ok: true, value: canonicalScenario(scenario), warnings: all } : refused(problems.toArray(), all);
}

export function refused(problems: readonly Problem[], warnings: readonly Problem[]): Parsed<never> {
  return { ok: false, problems, warnings, limit: problems.some(isLimit) };
}

function checkMeaning(scenario: Scenario, problems: ProblemList, warnings: ProblemList): void {
  const servers = scenario.servers ?? defaultServers(scenario.sites[0]?.id);
  const ids = checkNetwork(scenario, servers, problems);
  // Where a client is can be told only if the subnets are right.
  const plans = problems.isEmpty ? scenario.subnets.map(planSubnet) : null;
  const columns = plans === null ? null : placeClients(plans);
  const names: Names = { siteIds: ids.sites, serverIds: ids.servers, subnets: subnetNames(scenario), client: clientFinder(columns) };
  const workload = checkWorkload(scenario, servers, names, problems);
  checkTimeline(scenario, names, workload, plans, problems);
  checkOpenQuestions(scenario, problems);
  if (!problems.isEmpty || plans === null || columns === null) return;
  warnOfQuestions(scenario, plans, warnings);
  warnOfNetwork(networkFacts(scenario, plans, columns), warnings);
}

function warnOfNetwork(facts: NetworkFacts, warnings: ProblemList): void {
  warnOfLinks(facts, warnings);
  warnOfThrottles(facts, warnings);
  warnOfCuts(facts, warnings);
  warnOfFiles(facts, warnings);
}

function clientFinder(columns: ClientColumns | null): (address: string) => number | null {
  if (columns === null) return () => null;
  return (address) => slotOfAddress(columns, address) ?? -1;
}

function subnetNames(scenario: Scenario): Names['subnets'] {
  const names = new Map<string, { index: number; managed: boolean; prefix: NonNullable<ReturnType<typeof parseCidr>>['prefix'] }>();
  scenario.subnets.forEach((subnet, index) => {
    const prefix = parseCidr(subnet.cidr)?.prefix;
    if (prefix !== undefined) names.set(prefixKey(prefix), { index, managed: subnet.managed !== false, prefix });
  });
  return names;
}
