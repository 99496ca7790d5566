/**
 * The answers of one chain, client after client: what each passes on, and when, follows from its own part and from what its previous peer
 * passes on. Exactly what the events would do, for a chain that nothing disturbs.
 */
import { emptyBundle, isEmpty, merge, type Bundle } from '../bundle';
import type { Core } from '../core';
import type { Question } from '../questions';
import type { Micros, Slot } from '../world';
import { isTargeted, ownBundle } from './own-part';
import { hasHappened, hop, type Moment } from './sweep-books';
import { ownTime } from './sweeps';

/** A message that a client has passed on. */
export interface Passed {
  readonly at: Micros;
  readonly bundle: Bundle;
  readonly final: boolean;
  /** The client's own answer is in it. */
  readonly own: boolean;
}

/** What a client has done by a moment. */
export interface Played {
  readonly passed: readonly Passed[];
  readonly done: boolean;
  /** The previous peer's final answers have come. */
  readonly finalCame: boolean;
  /** What waits here, and since when. */
  readonly pending: Bundle;
  readonly since: Micros;
  readonly ownWaits: boolean;
}

/** Plays a chain up to a moment (null = to its end). `receivedAt`: of each member. */
export function playChain(
  core: Core,
  question: Question,
  members: Int32Array,
  receivedAt: ArrayLike<Micros>,
  upTo: Moment | null,
  visit: (i: number, played: Played) => void,
): void {
  let before: readonly Passed[] = [];
  for (let i = 0; i < members.length; i++) {
    const slot = members[i]!;
    const way = i > 0 ? hop(core, members[i - 1]!, slot) : 0;
    const played = playClient(core, question, slot, receivedAt[i]!, i === 0 ? null : before, way, upTo);
    visit(i, played);
    before = played.passed;
  }
}

/** `inputs`: what the previous peer passed on; null = there is none. */
function playClient(
  core: Core,
  question: Question,
  slot: Slot,
  receivedAt: Micros,
  inputs: readonly Passed[] | null,
  way: Micros,
  upTo: Moment | null,
): Played {
  const { answerHold } = core.world.settings;
  const empty = emptyBundle(question);
  const doneAt = receivedAt + ownTime(core, question, slot);
  const passed: Passed[] = [];
  let [pending, since, next] = [empty, Infinity, 0];
  let [done, ownWaits, finalCame] = [false, false, inputs === null];
  for (;;) {
    const own = done ? Infinity : doneAt;
    const arrival = inputs !== null && next < inputs.length ? inputs[next]!.at + way : Infinity;
    const over = isEmpty(pending) ? Infinity : since + answerHold;
    const now = Math.min(own, arrival, over);
    if (now === Infinity || (upTo !== null && !hasHappened(upTo, now))) return { passed, done, finalCame, pending, since, ownWaits };
    if (isEmpty(pending)) since = now;
    if (own === now) {
      done = ownWaits = true;
      pending = merge(pending, ownBundle(core, question, slot, 0, true, isTargeted(core, question, slot)));
    } else if (arrival === now) {
      const message = inputs![next++]!;
      finalCame = message.final;
      pending = merge(pending, message.bundle);
    }
    const complete = done && finalCame;
    if (!complete && own !== now && arrival !== now) {
      passed.push({ at: now, bundle: pending, final: false, own: ownWaits });
    } else if (complete) passed.push({ at: now, bundle: pending, final: true, own: ownWaits });
    else continue;
    [pending, since, ownWaits] = [empty, Infinity, false];
  }
}
