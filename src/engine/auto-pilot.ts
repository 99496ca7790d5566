/** Looks at a run and says how fast Auto should play it now: what is under way, who works, what comes next. Costly looks are rationed. */
import type { Micros } from '../sim/world';
import { autoSpeed } from './auto-speed';
import { KnownEvents } from './known-events';
import { kindTable } from './kind-table';
import { longestChain } from './longest-chain';
import { lookAround, NOTHING_FOUND } from './look-around';
import type { Look } from './look-around';
import type { MessageSource } from './messages-in-flight';
import type { Run } from './run';
import { Traffic } from './traffic';

/** Rows after which links and roles are worth seeing. What reflecting clients try in vain every minute is not. */
const STIRS = kindTable([
  'client.started',
  'client.stopped',
  'client.moved',
  'client.registered',
  'link.opened',
  'link.closed',
  'link.lost',
  'link.cut',
  'role.gained',
  'role.lost',
  'act',
]);
/** So long after them it goes on slowly: a mark stays as long. */
const STIRRED: Micros = 600_000;
/** Rows of the log that are looked at for it. */
const MOST_ROWS = 500;
/** While links change or clients hold answers back. */
const SLOW_PACE = 1;
/** Rows of the log that pass in a second of wall time where very many clients stir: nobody follows each of them. */
const ROWS_PER_SECOND = 100;
const SECOND: Micros = 1_000_000;
/** After something was under way, clients may hold answers back; no longer than so is waited for that. */
const LONGEST_HOLD: Micros = 5_000_000;
/** Looks at every client: not more often than this, in milliseconds, and a twentieth of the time. */
const LOOK_INTERVAL = 60;
const SHARE_OF_WORK = 20;

interface Decision {
  readonly speed: number;
  /** The next thing that is known to come: it must not be passed in one go. */
  readonly stop: Micros;
}
interface Kept {
  readonly look: Look;
  readonly question: number;
  readonly generation: number;
  readonly at: Micros;
}

export class AutoPilot {
  private readonly run: Run;
  private readonly messages: MessageSource;
  private readonly cpuNow: () => number;
  private readonly known: KnownEvents;
  private kept: Kept | null = null;
  private nextLookAt = -Infinity;
  private chain = { question: -1, generation: -1, hops: 1 };
  private read = { id: 0, generation: -1, stirredAt: -Infinity };
  private travelled = { generation: -1, at: -Infinity };
  private readonly traffic = new Traffic();

  constructor(run: Run, messages: MessageSource, cpuNow: () => number) {
    this.run = run;
    this.messages = messages;
    this.cpuNow = cpuNow;
    this.known = new KnownEvents(run);
  }

  /** `question`: the one in the picture, −1 = none. */
  decide(question: number, followed: { readonly single: boolean } | null, nowMillis: number): Decision {
    const { sim, generation } = this.run;
    const { traffic } = this;
    traffic.survey(sim, this.messages, question, followed !== null);
    if (traffic.hop !== null) this.travelled = { generation, at: sim.now };
    const act = this.known.after(sim.now);
    const look = traffic.hop === null && question >= 0 ? this.looked(question, nowMillis) : NOTHING_FOUND;
    const step = Math.min(traffic.next, look.next);
    const stop = Math.min(act?.at ?? Infinity, step);
    const speed = autoSpeed({
      hop: traffic.hop,
      statuses: traffic.statuses,
      hops: traffic.hop === null ? 1 : this.hops(question),
      single: followed?.single === true,
      next: stop - sim.now,
      nextTravels: step <= (act?.at ?? Infinity) || act?.travels === true,
      pace: Math.min(look.pace, this.stirPace(), this.isHeldBack(look) ? SLOW_PACE : Infinity),
    });
    return { speed, stop };
  }

  /** Something was under way a moment ago, and not all of it has arrived: it will go on when a client has held it long enough. */
  private isHeldBack(look: Look): boolean {
    const { sim, generation, open } = this.run;
    const hold = Math.min(open.world.settings.answerHold, LONGEST_HOLD);
    return look.unheard > 0 && this.travelled.generation === generation && sim.now - this.travelled.at <= hold;
  }

  /** Chains change little while a question travels: they are measured once for it. */
  private hops(question: number): number {
    const { generation, sim } = this.run;
    if (this.chain.question !== question || this.chain.generation !== generation) this.chain = { question, generation, hops: longestChain(sim) + 1 };
    return this.chain.hops;
  }

  /** Links and roles change: slowly, where there is not too much of it. */
  private stirPace(): number {
    if (!this.isStirred()) return Infinity;
    const { log, now } = this.run.sim;
    return Math.max(SLOW_PACE, (log.lastId - log.lastIdAt(now - SECOND)) / ROWS_PER_SECOND);
  }

  private isStirred(): boolean {
    const { sim, generation } = this.run;
    const { log } = sim;
    const { read } = this;
    if (read.generation !== generation || log.lastId < read.id) Object.assign(read, { id: 0, generation, stirredAt: -Infinity });
    const first = Math.max(read.id + 1, log.firstId, log.lastId - MOST_ROWS);
    for (let id = log.lastId; id >= first && id > 0; id--) {
      if (STIRS[log.kindOf(id)] !== 1) continue;
      read.stirredAt = log.timeOf(id);
      break;
    }
    read.id = log.lastId;
    return sim.now - read.stirredAt < STIRRED;
  }

  private looked(question: number, nowMillis: number): Look {
    const { sim, generation } = this.run;
    const { kept } = this;
    const holds = kept !== null && kept.question === question && kept.generation === generation && kept.at <= sim.now && kept.look.next > sim.now;
    if (holds && nowMillis < this.nextLookAt) return kept.look;
    const start = this.cpuNow();
    const look = lookAround(sim, question);
    this.kept = { look, question, generation, at: sim.now };
    this.nextLookAt = nowMillis + Math.max(LOOK_INTERVAL, SHARE_OF_WORK * (this.cpuNow() - start));
    return look;
  }
}
