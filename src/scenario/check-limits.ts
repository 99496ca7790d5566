/** Limits on how much a file asks for. They look at lengths and counts only, before anything is checked in detail or allocated. */
import { LIMITS } from './limits';
import type { Path, ProblemList } from './problems';

type Raw = Readonly<Record<string, unknown>>;

export function checkLimits(file: Raw, problems: ProblemList): void {
  checkLength(file, 'sites', LIMITS.sites, 'limit.sites', 'sites', problems);
  checkLength(file, 'subnets', LIMITS.subnets, 'limit.subnets', 'subnets', problems);
  checkLength(file, 'clients', LIMITS.clients, 'limit.clients', 'clients', problems);
  checkLength(file, 'firewalls', LIMITS.firewalls, 'limit.firewalls', 'firewall rules', problems);
  checkLength(file, 'timeline', LIMITS.timelineItems, 'limit.timeline', 'timeline items', problems);
  for (const key of ['servers', 'throttles', 'files', 'satellites']) checkLength(file, key, LIMITS.otherLists, 'limit.list', key, problems);
  checkPeering(file['peering'], ['peering'], problems);
  if (Array.isArray(file['timeline']) && file['timeline'].length <= LIMITS.timelineItems) {
    file['timeline'].forEach((item: unknown, i) => checkPeering(isObject(item) ? item['peering'] : null, ['timeline', i, 'peering'], problems));
  }
  if (Array.isArray(file['subnets']) && file['subnets'].length <= LIMITS.subnets) {
    checkClients(file['subnets'], true, problems);
    checkClients(file['subnets'], false, problems);
  }
}

function isObject(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function checkLength(file: Raw, key: string, limit: number, code: string, what: string, problems: ProblemList): void {
  const list = file[key];
  if (!Array.isArray(list) || list.length <= limit) return;
  problems.addAt([key], code, `${list.length} ${what} are too many; at most ${limit} are allowed.`, { got: list.length });
}

function checkPeering(peering: unknown, path: Path, problems: ProblemList): void {
  if (!isObject(peering)) return;
  let entries = 0;
  for (const key of ['separated', 'isolated', 'intentional']) {
    const list = peering[key];
    if (Array.isArray(list)) entries += list.length;
  }
  if (entries <= LIMITS.peeringEntries) return;
  const sentence = `separated, isolated and intentional have ${entries} entries together; at most ${LIMITS.peeringEntries} are allowed.`;
  problems.addAt(path, 'limit.peeringEntries', sentence, { got: entries });
}

/** Clients of all subnets together; and, on their own, endpoints without a client. The subnet that goes past the limit is named. */
function checkClients(subnets: readonly unknown[], managed: boolean, problems: ProblemList): void {
  let total = 0;
  let reported = false;
  subnets.forEach((subnet, i) => {
    if (!isObject(subnet) || (subnet['managed'] !== false) !== managed) return;
    const { clients, addresses } = subnet;
    const count = typeof clients === 'number' && clients > 0 ? clients : 0;
    total += count + (Array.isArray(addresses) ? addresses.length : 0);
    if (total <= LIMITS.clients || reported) return;
    reported = true;
    const sentence = `with this subnet there are ${total} ${managed ? 'clients' : 'endpoints without a client'}; at most ${LIMITS.clients} are allowed.`;
    problems.addAt(['subnets', i, count > 0 ? 'clients' : 'addresses'], 'limit.clients', sentence, { got: count > 0 ? count : total });
  });
}
