/** Turns an act from names (addresses, ids) into numbers of the world, or says which name is unknown. Used for the timeline and for live acts. */
import type { ActWithoutTime } from '../sim/types';
import type { FirewallRule, Peering, Prefix, Slot } from '../sim/world';
import { comparePrefixes, hostCapacity, parseBlock, parseEndpoint } from './addresses';
import type { Path, ProblemList } from './problems';
import { quote } from './problems';
import type { Names, Place } from './resolve-names';
import { client, lookUp, subnetOf } from './resolve-names';
import { resolveAsk, resolveDeploy } from './resolve-question';
import type { ScenarioPeering, ScenarioRule, TimelineAct } from './types';

/** Null when something is unknown; then it has been added to the problems. */
export function resolveAct(act: TimelineAct, names: Names, path: Path, problems: ProblemList): ActWithoutTime | null {
  const at: Place = { names, path, problems };
  switch (act.do) {
    case 'stop':
      return withClients(act.clients, at, (clients) => ({ do: 'stop', clients, orderly: act.orderly ?? false }));
    case 'start':
      return withClients(act.clients, at, (clients) => ({ do: 'start', clients }));
    case 'move':
      return resolveMove(act.client, act.toSubnet, at);
    case 'block':
      return checkRule(act.rule, [...path, 'rule'], problems) ? { do: 'block', rule: compileRule(act.id, act.rule, false) } : null;
    case 'unblock':
      return { do: 'unblock', id: act.id };
    case 'setPeering':
      return { do: 'setPeering', peering: compilePeeringChange(act.peering) };
    case 'cutWan':
    case 'restoreWan': {
      const site = lookUp(names.siteIds, act.site, 'site', [...path, 'site'], problems);
      return site === null ? null : { do: act.do, site };
    }
    case 'stopServer':
    case 'startServer': {
      const server = lookUp(names.serverIds, act.server, 'server', [...path, 'server'], problems);
      return server === null ? null : { do: act.do, server };
    }
    case 'ask':
      return resolveAsk(act, at);
    case 'deploy':
      return resolveDeploy(act, at);
    case 'verifySatellite':
      return client(act.client, [...path, 'client'], at) === null ? null : { do: 'later', what: act.do };
    case 'scan':
      return client(act.satellite, [...path, 'satellite'], at) === null ? null : { do: 'later', what: act.do };
  }
}

function withClients(addresses: readonly string[], at: Place, make: (clients: readonly Slot[]) => ActWithoutTime): ActWithoutTime | null {
  const slots = new Set<Slot>();
  let complete = true;
  addresses.forEach((address, i) => {
    const slot = client(address, [...at.path, 'clients', i], at);
    if (slot === null) complete = false;
    else if (slots.has(slot))
      at.problems.addAt([...at.path, 'clients', i], 'address.duplicate', `${quote(address)} occurs twice in this list.`, { got: address });
    else slots.add(slot);
  });
  return complete ? make([...slots]) : null;
}

function resolveMove(address: string, toSubnet: string, at: Place): ActWithoutTime | null {
  const slot = client(address, [...at.path, 'client'], at);
  const subnet = subnetOf(toSubnet, [...at.path, 'toSubnet'], at);
  if (subnet === null) return null;
  if (!subnet.managed) {
    at.problems.addAt([...at.path, 'toSubnet'], 'move.unmanaged', `${quote(toSubnet)} has endpoints without a client; clients move to managed subnets only.`, {
      got: toSubnet,
    });
    return null;
  }
  if (hostCapacity(subnet.prefix) === 0) return null;
  return slot === null ? null : { do: 'move', client: slot, toSubnet: subnet.index };
}

/** A connection has one family: a rule between IPv4 and IPv6 could never match. */
export function checkRule(rule: ScenarioRule, path: Path, problems: ProblemList): boolean {
  const [from, to] = [parseEndpoint(rule.from)?.match ?? null, parseEndpoint(rule.to)?.match ?? null];
  if (from === null || to === null || from.family === to.family) return true;
  problems.addAt([...path, 'to'], 'address.family', `the rule goes from IPv${from.family} to IPv${to.family}; both sides must be of one family.`, {
    got: rule.to,
  });
  return false;
}

export function compileRule(id: string, rule: ScenarioRule, allow: boolean): FirewallRule {
  const match = (text: string): Prefix | null => parseEndpoint(text)?.match ?? null;
  return { id, from: match(rule.from), to: match(rule.to), allow, bothWays: rule.bothWays ?? false };
}

/** Sorted and each once: the longest match counts, so the order of a list means nothing. */
export function compileBlocks(texts: readonly string[]): readonly Prefix[] {
  const prefixes = texts.flatMap((text) => parseBlock(text)?.prefix ?? []).sort(comparePrefixes);
  return prefixes.filter((prefix, i) => i === 0 || comparePrefixes(prefix, prefixes[i - 1]!) !== 0);
}

function compilePeeringChange(peering: ScenarioPeering): Partial<Peering> {
  const { separated, isolated, intentional, ...numbers } = peering;
  return {
    ...numbers,
    ...(separated === undefined ? {} : { separated: compileBlocks(separated) }),
    ...(isolated === undefined ? {} : { isolated: compileBlocks(isolated) }),
    ...(intentional === undefined ? {} : { intentional: compileBlocks(intentional) }),
  };
}
