/** Checks sites, servers and subnets against each other: ids, references, overlaps, addresses. */
import { lastWords } from '../sim/address';
import type { Prefix } from '../sim/world';
import { comparePrefixes, compareWords, formatPrefix, hostCapacity, isHostAddress, parseAddress, parseCidr } from './addresses';
import type { Path, ProblemList } from './problems';
import { quote } from './problems';
import { lookUp } from './resolve-names';
import type { Scenario, ScenarioServer, ScenarioSubnet } from './types';

export interface NetworkIds {
  readonly sites: ReadonlyMap<string, number>;
  readonly servers: ReadonlyMap<string, number>;
}

/** Ids of a list by place; a second use of one is a problem that names the first. */
export function collectIds(list: readonly { readonly id?: string }[], path: Path, what: string, problems: ProblemList): Map<string, number> {
  const ids = new Map<string, number>();
  list.forEach(({ id }, i) => {
    if (id === undefined) return;
    const first = ids.get(id);
    if (first === undefined) ids.set(id, i);
    else
      problems.addAt([...path, i, 'id'], 'id.duplicate', `the id ${quote(id)} already belongs to another ${what} (${path.join('.')}[${first}]).`, { got: id });
  });
  return ids;
}

export function checkNetwork(scenario: Scenario, servers: readonly ScenarioServer[], problems: ProblemList): NetworkIds {
  const ids = { sites: collectIds(scenario.sites, ['sites'], 'site', problems), servers: collectIds(servers, ['servers'], 'server', problems) };
  checkServers(servers, ids, problems);
  const prefixes = scenario.subnets.map((subnet, i) => checkSubnet(subnet, ['subnets', i], servers, ids, problems));
  checkOverlaps(prefixes, problems);
  return ids;
}

function checkServers(servers: readonly ScenarioServer[], ids: NetworkIds, problems: ProblemList): void {
  const masters = servers.filter((server) => server.kind === 'server' || server.kind === 'cloud');
  if (masters.length === 0) problems.addAt(['servers'], 'servers.none', 'there is no server of kind "server" or "cloud"; at least one is needed.');
  servers.forEach((server, i) => {
    const path: Path = ['servers', i];
    if (server.site !== undefined) lookUp(ids.sites, server.site, 'site', [...path, 'site'], problems);
    if (server.kind === 'zone') checkUpstream(server, path, servers, masters.length, ids, problems);
    else if (server.upstream !== undefined) {
      problems.addAt([...path, 'upstream'], 'server.upstream', `only a zone server has an upstream server; this one is of kind "${server.kind}".`, {
        got: server.upstream,
      });
    }
  });
}

function checkUpstream(server: ScenarioServer, path: Path, servers: readonly ScenarioServer[], masters: number, ids: NetworkIds, problems: ProblemList): void {
  const at = [...path, 'upstream'];
  if (server.upstream === undefined) {
    if (masters > 1) problems.addAt(at, 'key.missing', 'the key "upstream" is missing; it is needed where there is more than one server.');
    return;
  }
  const upstream = lookUp(ids.servers, server.upstream, 'server', at, problems);
  if (upstream === null) return;
  if (servers[upstream]?.kind === 'module') {
    problems.addAt(at, 'server.upstream', `${quote(server.upstream)} is a module server; a zone server stands before a server, cloud or zone server.`, {
      got: server.upstream,
    });
    return;
  }
  const circle = circleOf(server, servers, ids);
  if (circle !== null) {
    problems.addAt(at, 'server.cycle', `the upstream servers of ${quote(server.id)} lead round in a circle by way of ${quote(circle)}.`, {
      got: server.upstream,
    });
  }
}

/** The server at which the way up comes to a place it has been before; null when it ends. */
function circleOf(server: ScenarioServer, servers: readonly ScenarioServer[], ids: NetworkIds): string | null {
  const seen = new Set<string>();
  let next: ScenarioServer | undefined = server;
  while (next !== undefined && next.kind === 'zone') {
    if (seen.has(next.id)) return next.id;
    seen.add(next.id);
    next = servers[ids.servers.get(next.upstream ?? '') ?? -1];
  }
  return null;
}

function checkSubnet(subnet: ScenarioSubnet, path: Path, servers: readonly ScenarioServer[], ids: NetworkIds, problems: ProblemList): Prefix | null {
  lookUp(ids.sites, subnet.site, 'site', [...path, 'site'], problems);
  if (subnet.server !== undefined) {
    const server = lookUp(ids.servers, subnet.server, 'server', [...path, 'server'], problems);
    if (server !== null && servers[server]?.kind === 'module')
      problems.addAt([...path, 'server'], 'server.module', `${quote(subnet.server)} is a module server; clients do not register there.`, {
        got: subnet.server,
      });
  }
  const prefix = parseCidr(subnet.cidr)?.prefix ?? null;
  if (prefix === null) return null;
  checkCount(subnet, prefix, path, problems);
  checkAddresses(subnet, prefix, path, problems);
  return prefix;
}

function checkCount(subnet: ScenarioSubnet, prefix: Prefix, path: Path, problems: ProblemList): void {
  const { clients = 0, addresses = [] } = subnet;
  if (clients > 0 && addresses.length > 0) {
    problems.addAt([...path, 'addresses'], 'subnet.clientsAndAddresses', '"clients" and "addresses" are both given; only one of them is allowed.', {
      got: 'both',
    });
  }
  const capacity = hostCapacity(prefix);
  if (clients <= capacity) return;
  const sentence = `${clients} clients do not fit into ${formatPrefix(prefix)}; it has ${capacity} host ${capacity === 1 ? 'address' : 'addresses'}.`;
  problems.addAt([...path, 'clients'], 'subnet.tooManyClients', sentence, { got: clients, hint: 'Use a larger subnet or fewer clients.' });
}

function checkAddresses(subnet: ScenarioSubnet, prefix: Prefix, path: Path, problems: ProblemList): void {
  const seen = new Map<string, number>();
  subnet.addresses?.forEach((text, i) => {
    const address = parseAddress(text);
    if (address === null || problems.isFull) return;
    const at = [...path, 'addresses', i];
    const key = address.words.join('.');
    const first = seen.get(key);
    if (address.family !== prefix.family) {
      problems.addAt(at, 'address.family', `${quote(text)} is IPv${address.family}, but the subnet ${formatPrefix(prefix)} is IPv${prefix.family}.`, {
        got: text,
      });
    } else if (compareWords(address.words, prefix.words) < 0 || compareWords(address.words, lastWords(prefix)) > 0) {
      problems.addAt(at, 'address.outside', `${quote(text)} lies outside its subnet ${formatPrefix(prefix)}.`, { got: text });
    } else if (!isHostAddress(prefix, address)) {
      problems.addAt(at, 'address.notHost', `${quote(text)} is no host address of ${formatPrefix(prefix)}: its first or last address.`, { got: text });
    } else if (first !== undefined) {
      problems.addAt(at, 'address.duplicate', `${quote(text)} is already in this list (addresses[${first}]).`, { got: text });
    } else seen.set(key, i);
  });
}

/** CIDRs are nested or apart, so in order of their first address an overlap is always with one that has not ended yet. */
function checkOverlaps(prefixes: readonly (Prefix | null)[], problems: ProblemList): void {
  const order = prefixes.flatMap((prefix, i) => (prefix === null ? [] : [{ prefix, i, last: lastWords(prefix) }]));
  order.sort((a, b) => comparePrefixes(a.prefix, b.prefix) || a.i - b.i);
  const open: typeof order = [];
  const found: { readonly later: number; readonly earlier: number }[] = [];
  for (const entry of order) {
    while (open.length > 0 && !covers(open[open.length - 1]!, entry.prefix)) open.pop();
    const around = open[open.length - 1];
    if (around !== undefined) found.push({ later: Math.max(around.i, entry.i), earlier: Math.min(around.i, entry.i) });
    open.push(entry);
  }
  found.sort((a, b) => a.later - b.later || a.earlier - b.earlier);
  for (const { later, earlier } of found) {
    const [one, other] = [prefixes[later]!, prefixes[earlier]!];
    const sentence = `${formatPrefix(one)} overlaps ${formatPrefix(other)} (subnets[${earlier}]).`;
    problems.addAt(['subnets', later, 'cidr'], 'subnet.overlap', sentence, { got: formatPrefix(one), hint: 'Give each address to one subnet.' });
  }
}

function covers(outer: { readonly prefix: Prefix; readonly last: readonly [number, number, number, number] }, inner: Prefix): boolean {
  return outer.prefix.family === inner.family && compareWords(inner.words, outer.last) <= 0;
}
