/** When a client comes online by itself: at its own `startAt`, or at a random moment in the start window (REG-12). */
import type { Core } from '../core';
import { STREAM, uniform } from '../random';
import type { Micros, Slot } from '../world';

/** Infinity = it does not. */
export function startTime(core: Core, slot: Slot): Micros {
  const exception = core.world.exceptions.size > 0 ? core.world.exceptions.get(slot) : undefined;
  if (exception?.online === false) return Infinity;
  if (exception?.startAt !== undefined) return exception.startAt;
  return uniform(core.seedKey, core.entityOf(slot), STREAM.start, 0, 0, core.world.settings.startWindow);
}
