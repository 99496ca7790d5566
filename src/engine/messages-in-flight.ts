/**
 * The messages that are under way at an instant, read from the simulation once and given out as often as somebody asks: the picture, Auto
 * speed and what is followed all look at them in one tick, and reading them costs a pass over everything that is to happen.
 */
import type { MessageVisitor } from '../sim/question-types';
import type { Micros } from '../sim/world';
import type { Run } from './run';

type What = Parameters<MessageVisitor>[0];

/** Whoever can be asked for messages: the simulation, or what has been read from it. */
export interface MessageSource {
  eachMessageInFlight(visit: MessageVisitor): void;
}

const FIELDS = 8;
/** While playing, reading may take a third of the time: where it costs much, what was read is given out for a while longer. */
const SHARE_OF_WORK = 3;

export class MessagesInFlight implements MessageSource {
  /** The run plays: rows of a moment ago will do, also such that have arrived meanwhile. */
  mayBeOld = false;
  private readonly run: Run;
  private readonly cpuNow: () => number;
  private nextReadAt = -Infinity;
  private rows = new Float64Array(64 * FIELDS);
  private count = 0;
  private read = { generation: -1, eventCount: -1, now: -1 as Micros };
  private readonly keep: MessageVisitor = (what, question, from, to, sentAt, arrivesAt, amount, byRegistration) => {
    const at = this.count++ * FIELDS;
    if (at >= this.rows.length) this.grow();
    const { rows } = this;
    rows[at] = what;
    rows[at + 1] = question;
    rows[at + 2] = from;
    rows[at + 3] = to;
    rows[at + 4] = sentAt;
    rows[at + 5] = arrivesAt;
    rows[at + 6] = amount;
    rows[at + 7] = byRegistration ? 1 : 0;
  };

  constructor(run: Run, cpuNow: () => number) {
    this.run = run;
    this.cpuNow = cpuNow;
  }

  eachMessageInFlight(visit: MessageVisitor): void {
    this.refresh();
    const { rows } = this;
    for (let i = 0; i < this.count; i++) {
      const at = i * FIELDS;
      visit(rows[at] as What, rows[at + 1]!, rows[at + 2]!, rows[at + 3]!, rows[at + 4]!, rows[at + 5]!, rows[at + 6]!, rows[at + 7] === 1);
    }
  }

  private refresh(): void {
    const { sim, generation } = this.run;
    const { eventCount, now } = sim;
    const { read } = this;
    if (read.generation === generation && read.eventCount === eventCount && read.now === now) return;
    const start = this.cpuNow();
    if (this.mayBeOld && read.generation === generation && read.now <= now && start < this.nextReadAt) return;
    this.read = { generation, eventCount, now };
    this.count = 0;
    sim.eachMessageInFlight(this.keep);
    const end = this.cpuNow();
    this.nextReadAt = end + (SHARE_OF_WORK - 1) * (end - start);
  }

  private grow(): void {
    const more = new Float64Array(this.rows.length * 2);
    more.set(this.rows);
    this.rows = more;
  }
}
