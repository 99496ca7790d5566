/** What can reach what: firewalls, host firewalls, WAN cuts, running servers, and how long it takes (NET-1, LINK-10). */
import { compareAddresses, inPrefix, lastWords, maskWords } from '../address';
import type { Core } from '../core';
import { ONLINE } from '../state-bits';
import type { Reachability } from '../types';
import type { FirewallRule, Match, Micros, Prefix, Slot } from '../world';

/** Where a question came from, when no peer sent it. */
export const FROM_SERVER = -1;
export const FROM_REGISTRATION = -2;

export function latencyBetween(core: Core, a: Slot, b: Slot): Micros {
  const siteA = core.siteOf(a);
  const siteB = core.siteOf(b);
  const sites = core.world.sites;
  if (siteA === siteB && !sites[siteA]!.remote) return sites[siteA]!.lan.latency;
  return sites[siteA]!.wan.latency + sites[siteB]!.wan.latency;
}

export function latencyToServer(core: Core, slot: Slot, server: number): Micros {
  const site = core.siteOf(slot);
  const serverSite = core.world.servers[server]!.site;
  const sites = core.world.sites;
  if (site === serverSite && !sites[site]!.remote) return sites[site]!.lan.latency;
  return sites[site]!.wan.latency + (serverSite < 0 ? 0 : sites[serverSite]!.wan.latency);
}

/** Whether the WAN between two sites is up; −1 is outside every site. */
function wanUp(core: Core, siteA: number, siteB: number): boolean {
  if (siteA === siteB && (siteA < 0 || !core.world.sites[siteA]!.remote)) return true;
  return !(siteA >= 0 && core.wanCut[siteA]!) && !(siteB >= 0 && core.wanCut[siteB]!);
}

/** The server runs, and so does what it stands in for (SRV-1). */
export function serverWorks(core: Core, server: number): boolean {
  if (!core.serverRunning[server]) return false;
  const { upstream, site } = core.world.servers[server]!;
  if (upstream < 0) return true;
  return serverWorks(core, upstream) && wanUp(core, site, core.world.servers[upstream]!.site);
}

export function reachesServer(core: Core, slot: Slot, server: number): boolean {
  if (server < 0) return false;
  if (!core.outage) return true;
  return serverWorks(core, server) && wanUp(core, core.siteOf(slot), core.world.servers[server]!.site);
}

function matches(core: Core, match: Match, slot: Slot): boolean {
  return match === null || inPrefix(core.clients.addressAt(slot), match);
}

function ruleApplies(core: Core, rule: FirewallRule, from: Slot, to: Slot): boolean {
  if (matches(core, rule.from, from) && matches(core, rule.to, to)) return true;
  return rule.bothWays && matches(core, rule.from, to) && matches(core, rule.to, from);
}

/** The first rule that speaks of a connection from → to, or null (then it is allowed). */
function firstRule(core: Core, from: Slot, to: Slot): FirewallRule | null {
  const touches = core.ruleTouches;
  if (touches === null || (touches[from]! & 1) === 0 || (touches[to]! & 2) === 0) return null;
  for (const rule of core.rules) if (ruleApplies(core, rule, from, to)) return rule;
  return null;
}

/** Whether the network lets a connection from → to through, whoever is switched on. */
export function permits(core: Core, from: Slot, to: Slot): boolean {
  return obstacle(core, from, to) === null;
}

/** Both are switched on, and the network lets the connection through. */
export function canConnect(core: Core, from: Slot, to: Slot): boolean {
  const { state } = core.clients.hot;
  return (state[from]! & state[to]! & ONLINE) !== 0 && permits(core, from, to);
}

function obstacle(core: Core, from: Slot, to: Slot): Exclude<Reachability, { ok: true }> | null {
  if (core.world.exceptions.size > 0) {
    if (core.clients.exceptionOf(from)?.blockOutgoing) return { ok: false, why: 'hostFirewallOut' };
    if (core.clients.exceptionOf(to)?.blockIncoming) return { ok: false, why: 'hostFirewallIn' };
  }
  const rule = firstRule(core, from, to);
  if (rule && !rule.allow) return { ok: false, why: 'firewall', rule: rule.id };
  if (core.outage && !wanUp(core, core.siteOf(from), core.siteOf(to))) return { ok: false, why: 'wanCut' };
  return null;
}

export function reachability(core: Core, from: Slot, to: Slot): Reachability {
  const state = core.clients.hot.state;
  if ((state[from]! & state[to]! & ONLINE) === 0) return { ok: false, why: 'offline' };
  return obstacle(core, from, to) ?? { ok: true };
}

/** Positions [first, end) in chain order of the places inside a prefix. */
export function rankRange(core: Core, prefix: Prefix): { first: number; end: number } {
  const low = { family: prefix.family, words: maskWords(prefix.family, prefix.words, prefix.length) };
  const high = { family: prefix.family, words: lastWords(prefix) };
  const { order } = core.clients.place;
  const lowerBound = (past: (slot: Slot) => boolean): number => {
    let from = 0;
    let to = core.clients.count;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (past(order[middle]!)) to = middle;
      else from = middle + 1;
    }
    return from;
  };
  return {
    first: lowerBound((slot) => compareAddresses(core.clients.addressAt(slot), low) >= 0),
    end: lowerBound((slot) => compareAddresses(core.clients.addressAt(slot), high) > 0),
  };
}

/** After rules or places changed: which slots any rule speaks of, by counting range ends over the chain order. */
export function indexRules(core: Core): void {
  if (core.rules.length === 0) {
    core.ruleTouches = null;
    return;
  }
  const n = core.clients.count;
  const marks = [new Int32Array(n + 1), new Int32Array(n + 1)] as const;
  const mark = (side: 0 | 1, match: Match): void => {
    const { first, end } = match === null ? { first: 0, end: n } : rankRange(core, match);
    marks[side][first]! += 1;
    marks[side][end]! -= 1;
  };
  for (const rule of core.rules) {
    mark(0, rule.from);
    mark(1, rule.to);
    if (rule.bothWays) {
      mark(1, rule.from);
      mark(0, rule.to);
    }
  }
  const touches = new Uint8Array(core.clients.hot.state.length);
  let from = 0;
  let to = 0;
  for (let rank = 0; rank < n; rank++) {
    from += marks[0][rank]!;
    to += marks[1][rank]!;
    touches[core.clients.place.order[rank]!] = (from > 0 ? 1 : 0) | (to > 0 ? 2 : 0);
  }
  core.ruleTouches = touches;
}
