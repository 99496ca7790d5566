/**
 * Questions, answers and statuses on their way, as rows for a frame. When they are too many to draw one by one, those of evenly spread
 * parts of the fleet are kept, always the same parts, so that what is drawn goes on from hop to hop.
 */
import { MESSAGE } from '../sim/question-types';
import type { MessageVisitor } from '../sim/question-types';
import type { Simulation } from '../sim/types';
import type { Slot } from '../sim/world';
import { MOTION, MOTION_STRIDE } from './frame';
import type { MessageSource } from './messages-in-flight';

/** Slots of one part of the fleet, as a power of two: about a chain. */
const PART_BITS = 8;

export class MessageMotion {
  /** Rows written, from the beginning of the array; messages that exist and have no row. */
  count = 0;
  omitted = 0;
  private sim: Simulation | null = null;
  private out: Float64Array = new Float64Array(0);
  private room = 0;
  /** Parts of the fleet whose number is a multiple of this have rows; a power of two. */
  private stride = 1;
  private parts = 1;
  private readonly visit: MessageVisitor = (what, question, from, to, sentAt, arrivesAt, amount, byRegistration) => {
    const { sim } = this;
    if (sim === null) return;
    // The answer to a registration sets out when the registration has arrived.
    const leaves = byRegistration ? arrivesAt - sim.latencyToServer(to) : sentAt;
    if (leaves > sim.now || arrivesAt < sim.now) return;
    if (!this.hasRoomFor(from >= 0 ? from : to)) {
      this.omitted++;
      return;
    }
    const asks = what === MESSAGE.question || what === MESSAGE.action;
    const kind = byRegistration ? MOTION.lateQuestion : asks ? MOTION.question : MOTION.answers;
    const at = this.count * MOTION_STRIDE;
    const { out } = this;
    out[at] = kind;
    out[at + 1] = from;
    out[at + 2] = to;
    out[at + 3] = leaves;
    out[at + 4] = arrivesAt;
    out[at + 5] = amount;
    out[at + 6] = question;
    this.count++;
  };

  collect(sim: Simulation, messages: MessageSource, out: Float64Array, room: number): void {
    this.sim = sim;
    this.out = out;
    this.room = room;
    this.count = 0;
    this.omitted = 0;
    this.stride = 1;
    this.parts = (sim.slotCount >> PART_BITS) + 1;
    messages.eachMessageInFlight(this.visit);
    this.sim = null;
  }

  private hasRoomFor(place: Slot): boolean {
    if (!this.isShown(place)) return false;
    while (this.count >= this.room) {
      if (this.stride >= this.parts) return false;
      this.stride *= 2;
      this.thin();
    }
    return this.isShown(place);
  }

  private isShown(place: Slot): boolean {
    return ((place >> PART_BITS) & (this.stride - 1)) === 0;
  }

  /** Takes out the rows of parts that are shown no more. */
  private thin(): void {
    const { out } = this;
    let kept = 0;
    for (let row = 0; row < this.count; row++) {
      const at = row * MOTION_STRIDE;
      const from = out[at + 1]!;
      if (!this.isShown(from >= 0 ? from : out[at + 2]!)) continue;
      out.copyWithin(kept * MOTION_STRIDE, at, at + MOTION_STRIDE);
      kept++;
    }
    this.omitted += this.count - kept;
    this.count = kept;
  }
}
