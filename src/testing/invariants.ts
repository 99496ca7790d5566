/** The invariants of the rule book §10 that are statements about one state (1, 2, 5, 6, 17; the books: book-invariants.ts), about quiet states (3, 4) and about gaps (7). */
import * as bits from '../sim/state-bits';
import type { Simulation } from '../sim/types';
import type { Act, FirewallRule, Micros, Peering, Slot } from '../sim/world';
import { expectedLinks, type ExpectedLinks, type Member } from './oracle';
import { compareAddresses, firewallAllows, siteLinkUp } from './plain-network';
import { parseAddress } from './plain-world';

const DIRECTIONS = [
  { name: 'forward', role: bits.FORWARD_LEADER, has: bits.HAS_FORWARD, hasIn: bits.HAS_PREVIOUS, seeking: bits.SEEKING_FORWARD },
  { name: 'backward', role: bits.BACKWARD_LEADER, has: bits.HAS_BACKWARD, hasIn: bits.HAS_NEXT, seeking: bits.SEEKING_BACKWARD },
] as const;

/** One sentence for each violation; empty when all is well. To be called after any event. */
export function checkInvariants(simulation: Simulation): string[] {
  const wrong: string[] = [];
  const { state } = simulation.columns;
  for (let slot = 0; slot < simulation.slotCount; slot++) {
    const own = state[slot] ?? 0;
    checkLinks(simulation, slot, 0, own, wrong);
    checkLinks(simulation, slot, 1, own, wrong);
    if ((own & bits.REGISTERED) !== 0 && (own & bits.ISOLATED) !== 0) checkIsolated(simulation, slot, own, wrong);
    if ((own & (bits.ONLINE | bits.VACATED)) === (bits.ONLINE | bits.VACATED))
      wrong.push(`${simulation.addressText(slot)} is online at a place its client left`);
  }
  return wrong;
}

/** 1, 2, 6 and 17 for one client and direction. */
function checkLinks(simulation: Simulation, slot: Slot, dir: 0 | 1, own: number, wrong: string[]): void {
  const { columns } = simulation;
  const words = DIRECTIONS[dir];
  const out = columns.out[dir][slot] ?? -1;
  const into = columns.in[dir][slot] ?? -1;
  const complain = (text: string): void => void wrong.push(`${simulation.addressText(slot)} ${text} (${words.name}, at ${simulation.now} µs)`);
  if (out >= 0 !== ((own & words.has) !== 0)) complain('has a link that its state does not show, or the other way round (1)');
  if (into >= 0 !== ((own & words.hasIn) !== 0)) complain('has an incoming link that its state does not show, or the other way round (1)');
  if ((own & bits.ONLINE) === 0) {
    if (out >= 0 || into >= 0 || (own & (words.role | words.seeking)) !== 0) complain('is offline and still holds a link, an attempt or a role (1)');
    return;
  }
  if (out >= 0 && !isAhead(simulation, dir, slot, out)) complain(`links to ${simulation.addressText(out)}, which is not ahead (2)`);
  if (into >= 0 && !isAhead(simulation, dir, into, slot)) complain(`accepted ${simulation.addressText(into)}, which is not behind (2)`);
  if (out >= 0 && columns.in[dir][out] === slot && simulation.serverOf(slot) !== simulation.serverOf(out))
    complain(`is linked to a client of another server (17)`);
  if ((own & words.role) !== 0 && out >= 0) complain('leads although its link stands (6)');
  if ((own & bits.REGISTERED) !== 0 && out < 0 && (own & (words.role | words.seeking)) === 0) complain('has no link, no attempt and no role (6)');
  if ((own & bits.REGISTERED) === 0 && (own & (words.role | words.seeking)) !== 0) complain('leads or seeks before it is registered (6)');
}

/** Whether `to` is further on in the direction than `from`: by position, and by address. */
function isAhead({ columns }: Simulation, dir: 0 | 1, from: Slot, to: Slot): boolean {
  const difference = (columns.rank[to] ?? 0) - (columns.rank[from] ?? 0);
  return dir === 0 ? difference > 0 : difference < 0;
}

/** 5: isolated clients, and those of IPv6 without a prefix. */
function checkIsolated(simulation: Simulation, slot: Slot, own: number, wrong: string[]): void {
  const links = bits.HAS_FORWARD | bits.HAS_BACKWARD | bits.HAS_PREVIOUS | bits.HAS_NEXT;
  const both = bits.FORWARD_LEADER | bits.BACKWARD_LEADER;
  if ((own & links) !== 0 || (own & both) !== both) wrong.push(`${simulation.addressText(slot)} is isolated and not simply both leaders (5)`);
}

// ---- quiet states

/** What the acts up to now have made of the network: peering, rules in force, cuts. */
function networkNow(simulation: Simulation): { peering: Peering; rules: readonly FirewallRule[]; cut: readonly boolean[] } {
  const { world } = simulation;
  let peering = world.peering;
  let rules: readonly FirewallRule[] = world.firewalls;
  const cut = world.sites.map(() => false);
  const happened: readonly Act[] = [...simulation.acts].filter((act) => act.at <= simulation.now).sort((a, b) => a.at - b.at);
  for (const act of happened) {
    if (act.do === 'block') rules = [act.rule, ...rules];
    if (act.do === 'unblock') rules = rules.filter((rule) => rule.id !== act.id);
    if (act.do === 'setPeering') peering = { ...peering, ...act.peering };
    if (act.do === 'cutWan' || act.do === 'restoreWan') cut[act.site] = act.do === 'cutWan';
  }
  return { peering, rules, cut };
}

export function oracleOf(simulation: Simulation): ExpectedLinks & { readonly symmetric: boolean } {
  const { world } = simulation;
  const { peering, rules, cut } = networkNow(simulation);
  const members: Member[] = [];
  for (let slot = 0; slot < simulation.slotCount; slot++) {
    if (((simulation.columns.state[slot] ?? 0) & bits.REGISTERED) === 0) continue;
    const address = parseAddress(simulation.addressText(slot));
    members.push({ client: slot, address, subnet: simulation.columns.subnetOf[slot] ?? 0, server: simulation.serverOf(slot) });
  }
  const siteOf = (member: Member): number => world.subnets[member.subnet]?.site ?? -1;
  const reach = (from: Member, to: Member): boolean => {
    const [sender, receiver] = [simulation.clientAt(from.client), simulation.clientAt(to.client)];
    if (world.exceptions.get(sender)?.blockOutgoing || world.exceptions.get(receiver)?.blockIncoming) return false;
    return siteLinkUp(world.sites, cut, siteOf(from), siteOf(to)) && firewallAllows(rules, from.address, to.address);
  };
  const symmetric = members.every((a) => members.every((b) => reach(a, b) === reach(b, a)));
  return { ...expectedLinks(world, peering, members, reach), symmetric };
}

/** 3 and 4. To be called when nothing has changed since the last two initial registrations of every client. */
export function checkQuiescent(simulation: Simulation): string[] {
  const wrong: string[] = [];
  const expected = oracleOf(simulation);
  const { state, out } = simulation.columns;
  const name = (slot: number | undefined): string => (slot === undefined || slot < 0 ? 'nobody' : simulation.addressText(slot));
  for (const chain of expected.groups) {
    for (const slot of chain) {
      DIRECTIONS.forEach((words, dir) => {
        const links = dir === 0 ? expected.forward : expected.backward;
        const peer = links.get(slot);
        const actual = (dir === 0 ? out[0] : out[1])[slot] ?? -1;
        if (actual !== (peer ?? -1)) wrong.push(`${name(slot)}: ${words.name} peer is ${name(actual)}, expected ${name(peer)} (3)`);
        const leads = ((state[slot] ?? 0) & words.role) !== 0;
        if (leads !== (peer === undefined)) wrong.push(`${name(slot)} is ${leads ? 'a' : 'no'} ${words.name} leader (3)`);
        if (expected.symmetric && peer !== undefined && (dir === 0 ? expected.backward : expected.forward).get(peer) !== slot)
          wrong.push(`${name(slot)} and ${name(peer)} are linked one way only (4)`);
      });
    }
  }
  return wrong;
}

// ---- gaps

/** 7: watches the gaps between registrations over a run. Call `observe` now and then, at any times. */
export function watchGaps(simulation: Simulation): { observe(): void; readonly wrong: readonly string[]; readonly seen: { normal: number; initial: number } } {
  const { normalRegistration, initialRegistrationReset } = simulation.world.settings;
  const wrong: string[] = [];
  const seen = { normal: 0, initial: 0 };
  const lastNormal = new Map<Slot, Micros>();
  const lastInitial = new Map<Slot, { readonly sent: Micros; readonly answered: Micros }>();
  let [row, from] = [0, 0];
  const check = (slot: Slot, gap: Micros, [lo, hi]: readonly [Micros, Micros], kind: 'normal' | 'initial'): void => {
    seen[kind]++;
    if (gap < lo || gap > hi) wrong.push(`${simulation.addressText(slot)}: ${gap} µs between two ${kind} registrations (7)`);
  };
  /** Since when an attempt at a server has been under way: a queue may hold its answer back. */
  const since = new Map<Slot, Micros>();
  const takeAttempts = (): void => {
    for (let slot = 0; slot < simulation.slotCount; slot++) {
      const under = ((simulation.columns.state[slot] ?? 0) & bits.REGISTERING) !== 0;
      if (!under) since.delete(slot);
      else if (!since.has(slot)) since.set(slot, simulation.now);
    }
  };
  const takeRows = (): void => {
    for (; row < simulation.log.lastId; row++) {
      const event = simulation.log.get(row + 1);
      if (!event) continue;
      if (event.kind === 'client.stopped' || event.kind === 'client.moved' || event.kind === 'registration.failed') {
        lastInitial.delete(event.client);
        lastNormal.delete(event.client);
        since.delete(event.client);
      } else if (event.kind === 'client.reregistered') lastNormal.delete(event.client);
      else if (event.kind === 'client.registered') {
        const sent = since.get(event.client);
        const before = lastInitial.get(event.client);
        const [lo, hi] = initialRegistrationReset;
        // an answer that comes later than the next reset is due puts the reset off
        if (before && sent !== undefined) check(event.client, sent - before.sent, [lo, Math.max(hi, before.answered - before.sent)], 'initial');
        if (sent !== undefined) lastInitial.set(event.client, { sent, answered: event.t });
        since.delete(event.client);
      }
    }
    takeAttempts();
  };
  const observe = (): void => {
    const found: [Slot, Micros][] = [];
    simulation.eachNormalRegistration(from, simulation.now, 0, simulation.slotCount, (slot, t) => void found.push([slot, t]));
    for (const [slot, t] of found.sort((a, b) => a[1] - b[1])) {
      const before = lastNormal.get(slot);
      if (before !== undefined) check(slot, t - before, normalRegistration, 'normal');
      lastNormal.set(slot, t);
    }
    // After lost contact the rhythm starts anew (REG-10), whatever answer ends it.
    for (const slot of lastNormal.keys()) if (((simulation.columns.state[slot] ?? 0) & bits.LOST_CONTACT) !== 0) lastNormal.delete(slot);
    from = simulation.now;
    takeRows();
  };
  return { observe, wrong, seen };
}

/** Whether rank and address tell the same order: checked once per run, since it only changes when somebody moves. */
export function checkRanks(simulation: Simulation): string[] {
  const inUse = (slot: number): boolean => ((simulation.columns.state[slot] ?? 0) & bits.VACATED) === 0;
  const slots = Array.from({ length: simulation.slotCount }, (_, slot) => slot).filter(inUse);
  const byRank = [...slots].sort((a, b) => (simulation.columns.rank[a] ?? 0) - (simulation.columns.rank[b] ?? 0));
  const addresses = byRank.map((slot) => parseAddress(simulation.addressText(slot)));
  return byRank.flatMap((slot, n) => {
    const [before, own] = [addresses[n - 1], addresses[n]];
    return before && own && compareAddresses(before, own) >= 0 ? [`${simulation.addressText(slot)} is out of order (CHAIN-5)`] : [];
  });
}
