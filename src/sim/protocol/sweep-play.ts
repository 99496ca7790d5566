/**
 * The answers of one chain, client after client: what each passes on, and when, follows from its own part and from what its previous peer
 * passes on. Exactly what the events would do, for a chain that nothing disturbs.
 */
import { bundleSize, emptyBundle, isEmpty, merge, type Bundle } from '../bundle';
import type { Core, LinkQueue } from '../core';
import type { Question } from '../questions';
import type { Micros, Slot } from '../world';
import { isTargeted, ownBundle } from './own-part';
import { hasHappened, Line, momentAtFirst, ownTime, type Moment } from './sweep-books';

/** A message that a client has passed on. */
export interface Passed {
  readonly at: Micros;
  /** At its forward peer, if it has one. */
  readonly arrives: Micros;
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
  /** Its line, after the question and all that it has passed on. Valid until the next client is played. */
  readonly line: LinkQueue;
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
  const line = new Line(core, core.siteOf(members[0]!));
  for (let i = 0; i < members.length; i++) {
    line.reset();
    const here = i === 0 && upTo !== null ? momentAtFirst(core, question, members[0]!, upTo) : upTo;
    if (i === 0 || here === null || hasHappened(here, receivedAt[i]!)) line.pass(receivedAt[i]!, question.size);
    const played = playClient(core, question, members[i]!, receivedAt[i]!, i === 0 ? null : before, line, here);
    visit(i, played);
    before = played.passed;
  }
}

/** `inputs`: what the previous peer passed on; null = there is none. */
function playClient(core: Core, question: Question, slot: Slot, receivedAt: Micros, inputs: readonly Passed[] | null, line: Line, upTo: Moment | null): Played {
  const { answerHold } = core.world.settings;
  const empty = emptyBundle(question);
  const doneAt = receivedAt + ownTime(core, question, slot);
  const passed: Passed[] = [];
  let [pending, since, next] = [empty, Infinity, 0];
  let [done, ownWaits, finalCame] = [false, false, inputs === null];
  for (;;) {
    const own = done ? Infinity : doneAt;
    const arrival = inputs !== null && next < inputs.length ? inputs[next]!.arrives : Infinity;
    const over = isEmpty(pending) ? Infinity : since + answerHold;
    const now = Math.min(own, arrival, over);
    if (now === Infinity || (upTo !== null && !hasHappened(upTo, now))) return { passed, done, finalCame, pending, since, ownWaits, line: line.queue };
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
    if (!complete && (own === now || arrival === now)) continue;
    passed.push({ at: now, arrives: line.pass(now, bundleSize(question, pending)), bundle: pending, final: complete, own: ownWaits });
    [pending, since, ownWaits] = [empty, Infinity, false];
  }
}
