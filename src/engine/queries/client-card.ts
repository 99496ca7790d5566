/** The card of one client: state, links, timers, candidates, latest events. */
import { VACATED } from '../../sim/state-bits';
import type { RuleId } from '../../sim/log';
import type { Candidate, Simulation } from '../../sim/types';
import type { Micros, Slot } from '../../sim/world';
import { formatPrefix } from '../../sim/address';
import { clientState, placeOf, siteOf } from '../client-state';
import type { CandidateRow, ClientCard, LinkRow, QueryMap } from '../contract';
import { logRow } from '../sentences';
import { checkSlot } from './args';
import { clientQuestions } from './client-questions';

const RECENT_EVENTS = 12;

export function clientCard(sim: Simulation, args: QueryMap['client']['args']): ClientCard {
  const slot = checkSlot(sim, args.slot);
  const { state, subnetOf } = sim.columns;
  const subnet = sim.world.subnets[subnetOf[slot] ?? -1];
  const bits = state[slot] ?? 0;
  return {
    slot,
    state: clientState(sim, slot),
    siteName: siteOf(sim, slot)?.name ?? '',
    subnet: subnet === undefined ? '' : formatPrefix(subnet.prefix),
    chainKey: sim.chainKeyText(slot),
    vacated: (bits & VACATED) !== 0,
    currentSlot: sim.currentSlot(sim.clientAt(slot)),
    bits,
    links: linksOf(sim, slot),
    timers: timersOf(sim, slot),
    recent: sim.log.recentOf(slot, RECENT_EVENTS).map((event) => logRow(sim, event)),
    candidates: { forward: rows(sim, slot, sim.candidatesOf(slot, 0)), backward: rows(sim, slot, sim.candidatesOf(slot, 1)) },
    questions: clientQuestions(sim, slot),
  };
}

function linksOf(sim: Simulation, slot: Slot): LinkRow[] {
  const { out, in: incoming } = sim.columns;
  const rowsOf: readonly [LinkRow['role'], Int32Array][] = [
    ['forward peer', out[0]],
    ['backward peer', out[1]],
    ['previous', incoming[0]],
    ['next', incoming[1]],
  ];
  return rowsOf.flatMap(([role, column]) => {
    const other = column[slot] ?? -1;
    return other < 0 ? [] : [{ role, slot: other, address: sim.addressText(other), place: placeOf(sim, slot, other) }];
  });
}

function timersOf(sim: Simulation, slot: Slot): ClientCard['timers'] {
  const timers = sim.timersOf(slot);
  const all: readonly [string, Micros | null, RuleId][] = [
    ['comes online', timers.startAt, 'REG-1'],
    ['next normal registration', timers.nextNormal, 'REG-3'],
    ['next initial registration', timers.nextReset, 'REG-2'],
    ['tries its server again', timers.nextAttempt, 'REG-10'],
    ['tries forward peers again', timers.retry[0], 'LINK-7'],
    ['tries backward peers again', timers.retry[1], 'LINK-7'],
  ];
  return all.flatMap(([name, at, rule]) => (at === null || at < sim.now ? [] : [{ name, at, rule }]));
}

function rows(sim: Simulation, slot: Slot, candidates: readonly Candidate[]): CandidateRow[] {
  return candidates.map((one) => ({ slot: one.slot, address: sim.addressText(one.slot), from: one.from, reachable: sim.reachability(slot, one.slot).ok }));
}
