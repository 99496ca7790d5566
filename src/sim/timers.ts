/** A client's timers, and its normal registrations within a stretch of time: computed from draws, nothing waits in a queue. */
import type { Core } from './core';
import { catchUp, normalGap } from './protocol/client-state';
import { seekKey } from './protocol/candidates';
import { inRhythm } from './protocol/peer-list';
import { lastRegistered } from './protocol/contact';
import { startTime } from './protocol/start-time';
import { LOST_CONTACT, ONLINE } from './state-bits';
import type { ClientTimers } from './types';
import type { Micros, Slot } from './world';

function orNull(t: Micros): Micros | null {
  return Number.isFinite(t) ? t : null;
}

export function timersOf(core: Core, slot: Slot): ClientTimers {
  catchUp(core, slot);
  const hot = core.clients.hot;
  const rhythm = inRhythm(core, slot);
  const online = (hot.state[slot]! & ONLINE) !== 0;
  const start = slot < core.world.clientCount && !online ? startTime(core, slot) : Infinity;
  const waiting = (hot.state[slot]! & LOST_CONTACT) !== 0 && !core.registrations.has(slot) ? core.waitUntil.get(slot) : undefined;
  return {
    nextNormal: rhythm ? hot.nextNormal[slot]! : null,
    lastRegistered: hot.knownBy[slot]! < 0 || hot.reported[slot] === 0 ? null : orNull(lastRegistered(core, slot)),
    nextReset: online ? orNull(hot.nextReset[slot]!) : null,
    nextAttempt: waiting ?? null,
    retry: [core.retryAt.get(seekKey(slot, 0)) ?? null, core.retryAt.get(seekKey(slot, 1)) ?? null],
    startAt: start > core.now ? orNull(start) : null,
  };
}

/** Visits the normal registrations in (from, to] of the slots [first, last). `from` may lie before now: draws can be walked back. */
export function eachNormalRegistration(core: Core, from: Micros, to: Micros, first: Slot, last: Slot, visit: (slot: Slot, t: Micros) => void): void {
  for (let slot = first; slot < last; slot++) if (inRhythm(core, slot)) visitClient(core, slot, from, to, visit);
}

function visitClient(core: Core, slot: Slot, from: Micros, to: Micros, visit: (slot: Slot, t: Micros) => void): void {
  const hot = core.clients.hot;
  catchUp(core, slot);
  let t = hot.nextNormal[slot]!;
  let gaps = hot.gapCount[slot]!;
  while (t <= to) t += normalGap(core, slot, gaps++);
  const base = core.rhythmBase.get(slot) ?? -Infinity;
  for (;;) {
    t -= normalGap(core, slot, --gaps);
    if (t <= from || t <= base || gaps < 1) return;
    if (t <= to) visit(slot, t);
  }
}
