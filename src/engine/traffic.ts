/** What is on its way at an instant, in a few numbers: for Auto speed. */
import { MESSAGE } from '../sim/question-types';
import type { MessageVisitor } from '../sim/question-types';
import type { Simulation } from '../sim/types';
import type { Micros } from '../sim/world';
import type { MessageSource } from './messages-in-flight';

export class Traffic {
  /** Shortest hop under way of the question, or, while nothing is followed and none of it travels, of any; null = none. */
  hop: Micros | null = null;
  /** Nothing but statuses. */
  statuses = false;
  /** When the next answer to a registration sets out with a question in it. */
  next: Micros = Infinity;
  private sim: Simulation | null = null;
  private question = -1;
  private own = { hop: Infinity, others: 0 };
  private any = { hop: Infinity, others: 0 };
  private readonly visit: MessageVisitor = (what, question, _from, to, sentAt, arrivesAt, _amount, byRegistration) => {
    const { sim } = this;
    if (sim === null) return;
    const leaves = byRegistration ? arrivesAt - sim.latencyToServer(to) : sentAt;
    if (leaves > sim.now) {
      this.next = Math.min(this.next, leaves);
      return;
    }
    this.note(this.any, what, arrivesAt - leaves);
    if (question === this.question) this.note(this.own, what, arrivesAt - leaves);
  };

  survey(sim: Simulation, messages: MessageSource, question: number, onlyThis: boolean): void {
    this.sim = sim;
    this.question = question;
    this.next = Infinity;
    this.own = { hop: Infinity, others: 0 };
    this.any = { hop: Infinity, others: 0 };
    messages.eachMessageInFlight(this.visit);
    const found = this.own.hop < Infinity || onlyThis ? this.own : this.any;
    this.hop = found.hop === Infinity ? null : smooth(found.hop);
    this.statuses = found.others === 0;
    this.sim = null;
  }

  private note(sum: { hop: Micros; others: number }, what: number, hop: Micros): void {
    if (hop < sum.hop) sum.hop = hop;
    if (what !== MESSAGE.status) sum.others++;
  }
}

/** Hops of one wave differ by a microsecond or two of their time on a link: no reason to change the speed. */
function smooth(hop: Micros): Micros {
  return Number(hop.toPrecision(3));
}
