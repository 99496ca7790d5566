/** What the engine keeps beside one run: what was asked in it, what is followed, how fast Auto plays it, its status and its table. */
import { AskedList } from './asked-list';
import { AutoPilot } from './auto-pilot';
import { Follower } from './follower';
import { MessagesInFlight } from './messages-in-flight';
import type { Table } from './queries/table';
import type { Run } from './run';
import { StatusKeeper } from './status-keeper';

export class Scene {
  readonly run: Run;
  readonly messages: MessagesInFlight;
  readonly follower: Follower;
  readonly status: StatusKeeper;
  /** The table keeps its order from one page of rows to the next; null = nobody has asked for it. */
  table: Table | null = null;
  private readonly asked: AskedList;
  private readonly pilot: AutoPilot;

  constructor(run: Run, cpuNow: () => number) {
    this.run = run;
    this.messages = new MessagesInFlight(run, cpuNow);
    this.asked = new AskedList(run);
    this.follower = new Follower(run, this.messages);
    this.status = new StatusKeeper(run, this.asked, cpuNow);
    this.pilot = new AutoPilot(run, this.messages, cpuNow);
  }

  /** Number of the question the picture is about: the followed one, else the latest; −1 = none. */
  get question(): number {
    return this.follower.question >= 0 ? this.follower.question : this.asked.inPicture();
  }

  /** How fast Auto plays now, and what it must not pass in one go. */
  auto(nowMillis: number): ReturnType<AutoPilot['decide']> {
    return this.pilot.decide(this.question, this.follower.followed, nowMillis);
  }
}
