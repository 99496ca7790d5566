/** Single steps and hops, forward and back: goes there, shows the place, and says what happened last. */
import { columnHop } from './column-hop';
import type { CommandAnswers } from './contract';
import { refuse } from './deps';
import type { Follower } from './follower';
import { LIMITS } from './limits';
import { hopTest } from './message-way';
import type { RowTest } from './message-way';
import type { Run } from './run';
import { eventText } from './sentences';
import { stepBackGoal } from './step-back';
import type { StepBackGoal, StoppedAt } from './step-back';
import { stepForward, steppedText } from './step-forward';
import { hopBackGoal, hopForward, lastHop } from './step-hop';
import type { Travel } from './travel';
import { grouped } from './wording';

type Stop = CommandAnswers['step'];
type Reply = (stop: Stop) => void;

/** Sentences of a hop that leads nowhere. */
const SAID = {
  beginning: 'This is the beginning of its way.',
  end: 'It has come to the end of its way.',
  nothing: 'Nothing of it is on its way any more.',
  tooMany: `In fleets above ${grouped(LIMITS.messageLogClients)} clients single messages are not kept, and nothing of it is known to arrive next in this chain.`,
} as const;

export class Stepper {
  private readonly travel: Travel;
  /** Draws and reports the place where the run stands now. */
  private readonly show: () => void;

  constructor(travel: Travel, show: () => void) {
    this.travel = travel;
    this.show = show;
  }

  forward(run: Run, reply: Reply): void {
    const stepped = stepForward(run);
    this.show();
    reply({ time: run.now, eventId: stepped.event?.id ?? null, text: steppedText(run.sim, stepped) });
  }

  back(run: Run, reply: Reply): void {
    const goal = stepBackGoal(run);
    if (goal === null) this.arrivedBack(run, null, reply);
    else
      this.travel.departBack(
        run,
        goal,
        (stop) => this.arrivedBack(run, stop, reply),
        () => this.arrivedBack(run, null, reply),
      );
  }

  private arrivedBack(run: Run, stop: StepBackGoal | StoppedAt | null, reply: Reply): void {
    this.show();
    const { sim } = run;
    const registration = stop !== null && 'first' in stop ? stop.registration : null;
    const event = registration !== null ? null : stop !== null && 'event' in stop ? stop.event : (sim.log.get(sim.log.lastId) ?? null);
    reply({ time: run.now, eventId: event?.id ?? null, text: steppedText(sim, { event, registration }) });
  }

  /** A hop of what is followed; while nothing is, of the question in the picture, or of the first that will be asked. */
  hop(run: Run, follower: Follower, pictured: number, back: boolean, reply: Reply): void {
    const question = follower.question >= 0 ? follower.question : pictured;
    if (question >= 0 && run.sim.world.clientCount > LIMITS.messageLogClients) this.columnHop(run, follower, question, back, reply);
    else if (back) this.hopBack(run, follower, question, reply);
    else this.hopForward(run, follower, question, reply);
  }

  private hopForward(run: Run, follower: Follower, question: number, reply: Reply): void {
    const { sim } = run;
    const test = follower.single ? follower.nextHop() : hopTest(sim, question);
    const view = sim.question(question);
    if (test === null) return this.stay(run, SAID.end, reply);
    if (view !== undefined && !view.open) return this.stay(run, SAID.nothing, reply);
    const limit = view?.expiresAt ?? nextAsking(run);
    const found = hopForward(run, Math.max(limit, run.now), test);
    const event = !found ? undefined : follower.single ? follower.lastHop : lastHop(run, test);
    this.show();
    reply({ time: run.now, eventId: event?.id ?? null, text: event === undefined ? SAID.nothing : eventText(sim, event) });
  }

  private hopBack(run: Run, follower: Follower, question: number, reply: Reply): void {
    const { sim } = run;
    const hops = follower.single ? follower.hopsSoFar() : null;
    const test: RowTest = hops === null ? hopTest(sim, question) : (id) => hops.has(id);
    const goal = hopBackGoal(run, test);
    if (goal === null) return this.stay(run, SAID.beginning, reply);
    const from = { time: run.now, lastId: sim.log.lastId };
    const arrived = (): void => {
      this.show();
      const event = lastHop(run, test);
      const isHere = run.now === from.time && sim.log.lastId === from.lastId;
      reply({ time: run.now, eventId: event?.id ?? null, text: isHere || event === undefined ? SAID.beginning : eventText(sim, event) });
    };
    this.travel.departBack(run, goal, arrived, arrived);
  }

  private columnHop(run: Run, follower: Follower, question: number, back: boolean, reply: Reply): void {
    const hop = columnHop(run.sim, question, follower.place, back);
    if (hop === null) return this.stay(run, back ? SAID.beginning : SAID.tooMany, reply);
    const arrived = (): void => {
      this.show();
      reply({ time: run.now, eventId: null, text: hop.text });
    };
    this.travel.depart(run, hop.at, arrived, arrived);
  }

  private stay(run: Run, text: string, reply: Reply): void {
    this.show();
    reply({ time: run.now, eventId: null, text });
  }
}

/** When the next question or action is asked: a hop goes no further for one that nobody has asked yet. */
function nextAsking(run: Run): number {
  const acts = [...run.open.world.timeline, ...run.acts.map((one) => ({ ...one.act, at: one.at }))];
  const times = acts.flatMap((act) => ((act.do === 'ask' || act.do === 'deploy') && act.at > run.now ? [act.at] : []));
  const next = times.reduce((a, b) => Math.min(a, b), Infinity);
  return next < Infinity ? next : refuse('follow.nothing', '', 'No question has been asked, and none will be: there is nothing to follow.');
}
