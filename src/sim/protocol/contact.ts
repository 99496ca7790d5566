/**
 * The rhythm of normal registrations (REG-3) while a client is in contact with its server, and what ends it: a stop, or a server that cannot be
 * reached (REG-10). In rhythm nothing waits in a queue; while the server is out of reach the next registration is watched, since it will fail.
 */
import { KIND, type Core } from '../core';
import { STREAM, uniform } from '../random';
import { LOST_CONTACT, WATCHED } from '../state-bits';
import type { Micros, Slot } from '../world';
import { catchUp, normalGap } from './client-state';
import { inRhythm } from './peer-list';
import { reachesServer } from './reach';

/** Last successful registration that the server has heard of. */
export function lastRegistered(core: Core, slot: Slot): Micros {
  const hot = core.clients.hot;
  const attempt = core.registrations.get(slot);
  const pending = attempt?.arrived ? attempt.sentAt : -Infinity;
  if (!inRhythm(core, slot)) return Math.max(hot.nextNormal[slot]!, pending);
  const before = hot.nextNormal[slot]! - normalGap(core, slot, hot.gapCount[slot]! - 1);
  const late = core.lateRhythm.get(slot);
  const lastNormal = late !== undefined && before <= core.rhythmBase.get(slot)! ? late : before;
  return Math.max(lastNormal, lastInitial(core, slot), pending);
}

/** When the latest answered initial registration was sent. */
export function lastInitial(core: Core, slot: Slot): Micros {
  const hot = core.clients.hot;
  const count = hot.initialCount[slot]!;
  if (count === 0 || hot.nextReset[slot] === Infinity) return -Infinity;
  const [low, high] = core.world.settings.initialRegistrationReset;
  return hot.nextReset[slot]! - uniform(core.seedKey, core.entityOf(slot), STREAM.initialGap, count - 1, low, high);
}

/** Ends the rhythm of normal registrations: `nextNormal` is the last one from now on. */
export function endRhythm(core: Core, slot: Slot): void {
  if (!inRhythm(core, slot)) return;
  catchUp(core, slot);
  const hot = core.clients.hot;
  hot.nextNormal[slot] = lastRegistered(core, slot);
  core.unusedGaps.set(slot, (core.unusedGaps.get(slot) ?? 0) + 1);
  hot.state[slot]! &= ~WATCHED;
}

/** No server answers: no normal registrations and no resets until one does (REG-10). */
export function loseContact(core: Core, slot: Slot): void {
  endRhythm(core, slot);
  core.clients.hot.state[slot]! |= LOST_CONTACT;
}

/** While its server cannot be reached, a client's next normal registration is an event: it will fail. */
export function watch(core: Core, slot: Slot, cause: number): void {
  const hot = core.clients.hot;
  if (!inRhythm(core, slot)) return;
  const state = hot.state[slot]!;
  const unreachable = core.outage && !reachesServer(core, slot, hot.server[slot]!);
  if (!unreachable) hot.state[slot] = state & ~WATCHED;
  else if ((state & WATCHED) === 0) {
    catchUp(core, slot);
    watchNext(core, slot, cause);
  }
}

/** The client's next normal registration becomes an event. */
export function watchNext(core: Core, slot: Slot, cause: number): void {
  const hot = core.clients.hot;
  hot.state[slot]! |= WATCHED;
  core.queue.push(hot.nextNormal[slot]!, KIND.normal, slot, 0, 0, 0, cause, 0, 0);
}

/** Like loseContact, but the registration due at this very instant did not succeed. */
export function loseContactAt(core: Core, slot: Slot): void {
  const hot = core.clients.hot;
  hot.nextNormal[slot] = lastRegistered(core, slot);
  core.unusedGaps.set(slot, (core.unusedGaps.get(slot) ?? 0) + 1);
  hot.state[slot] = (hot.state[slot]! & ~WATCHED) | LOST_CONTACT;
}

/** Normal registrations of a client up to now (repeated ones included). */
export function normalCount(core: Core, slot: Slot): number {
  const drawn = core.clients.hot.gapCount[slot]! - (core.unusedGaps.get(slot) ?? 0);
  return inRhythm(core, slot) ? drawn - 1 : drawn;
}
