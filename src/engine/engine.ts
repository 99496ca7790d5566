/**
 * The engine: plays one run. A state machine over a simulation, driven by `tick` from a clock the host gives:
 *
 *   empty ──load──> paused <──pause/play──> playing
 *                      └──── seek ──> seeking ──arrived──> paused or playing, as before
 *
 * Commands that need the playhead to stand still wait while a seek is under way; a newer seek takes over an older one.
 */
import type { Problem, TimelineAct, TimelineItem } from '../scenario/types';
import type { Micros } from '../sim/world';
import type { Command, CommandAnswers, LoadedScenario, Status } from './contract';
import { Refusal, refuse } from './deps';
import type { EngineDeps } from './deps';
import { byFirstAddress, compileItems, compileOne, itemAt, liveRules, withoutSecret } from './live-acts';
import { LIMITS, MAX_SPEED, MAX_TIME, MIN_SPEED } from './limits';
import { Picture } from './picture';
import { Playback } from './playback';
import { answerQuery } from './queries/answer-query';
import { Table } from './queries/table';
import { Run } from './run';
import { StatusKeeper } from './status-keeper';
import { stepBackGoal } from './step-back';
import type { StepBackGoal, StoppedAt } from './step-back';
import { stepForward, steppedText } from './step-forward';
import { Travel } from './travel';

export type Answer = { readonly done: unknown } | { readonly refused: Refusal['problems'] };

export interface Engine {
  /** Does a command; `answer` is called exactly once, now or later. */
  handle(command: Command, answer: (answer: Answer) => void): void;
  /** Time passes: plays, seeks, makes frames and reports. */
  tick(nowMillis: number): void;
  readonly state: Status['state'];
  readonly epoch: number;
  /** What is open; null while empty. For crash reports. */
  readonly seed: number | null;
  readonly time: Micros;
}

type Load = Extract<Command, { readonly do: 'load' }>;
type WithSettledPlayhead = Extract<Command, { readonly do: 'step' | 'stepBack' | 'intervene' | 'setInterventions' | 'query' }>;

/** A status goes out this often while playing or seeking, in milliseconds. */
const STATUS_INTERVAL = 100;

export function createEngine(deps: EngineDeps): Engine {
  return new PlayingEngine(deps);
}

class PlayingEngine implements Engine {
  private readonly deps: EngineDeps;
  private readonly playback = new Playback();
  private readonly picture: Picture;
  private run: Run | null = null;
  private tableOf: { readonly run: Run; readonly table: Table } | null = null;
  private statusKeeper: StatusKeeper | null = null;
  private playing = false;
  private readonly travel: Travel;
  private loads = 0;
  private epochNow = 0;
  private nowMillis = 0;
  private nextStatusAt = 0;

  constructor(deps: EngineDeps) {
    this.deps = deps;
    this.picture = new Picture(deps);
    this.travel = new Travel({
      wentBack: () => void this.epochNow++,
      moved: () => this.picture.jumped(),
      arrived: () => this.playback.resume(),
      underWay: () => this.sendStatus(),
    });
  }

  get state(): Status['state'] {
    if (this.run === null) return 'empty';
    if (this.travel.isUnderWay) return 'seeking';
    return this.playing ? 'playing' : 'paused';
  }
  get epoch(): number {
    return this.epochNow;
  }
  get seed(): number | null {
    return this.run?.open.world.seed ?? null;
  }
  get time(): Micros {
    return this.run?.now ?? 0;
  }

  handle(command: Command, answer: (answer: Answer) => void): void {
    try {
      this.dispatch(command, answer);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      answer({ refused: error.problems });
    }
  }

  tick(nowMillis: number): void {
    this.nowMillis = nowMillis;
    if (this.run === null) return;
    if (this.travel.isUnderWay) this.travel.goOn();
    else if (this.playing) this.play(this.run, nowMillis);
    this.draw();
    if (this.state !== 'paused' && nowMillis >= this.nextStatusAt) this.sendStatus();
  }

  // ── commands ──────────────────────────────────────────────────────────────────────────────────

  private dispatch(command: Command, answer: (answer: Answer) => void): void {
    const done = (value: unknown): void => {
      this.sendStatus();
      answer({ done: value });
    };
    switch (command.do) {
      case 'load':
        return this.load(command, answer);
      case 'returnFrame':
        this.picture.giveBack(command.frame, this.epochNow);
        this.draw();
        return answer({ done: null });
      case 'view':
        this.picture.view(command.widthCssPx, command.heightCssPx, command.visible);
        this.draw();
        return answer({ done: null });
      case 'setSpeed':
        return done(this.setSpeed(command.speed));
      case 'play':
        return done(this.setPlaying(true));
      case 'pause':
        return done(this.setPlaying(false));
      case 'seek':
        return this.seek(command.to, answer);
      case 'restart':
        this.setPlaying(false);
        return this.seek(0, answer);
      default:
        return this.whenSettled(command, answer);
    }
  }

  private setSpeed(speed: number): null {
    if (!Number.isFinite(speed) || speed <= 0) refuse('speed.range', '/speed', `The speed must be a number from ${MIN_SPEED} to ${MAX_SPEED}.`);
    this.playback.setSpeed(speed);
    this.picture.touch();
    return null;
  }

  private setPlaying(playing: boolean): null {
    this.needRun();
    if (playing && !this.playing) this.playback.resume();
    this.playing = playing;
    this.picture.touch();
    return null;
  }

  private load(command: Load, answer: (answer: Answer) => void): void {
    const number = ++this.loads;
    const opened = this.deps.open(command.source).then((parsed) => {
      if (number !== this.loads) refuse('load.overtaken', '', 'Another scenario was opened before this one was ready.');
      if (!parsed.ok) throw new Refusal(parsed.problems);
      const acts = compileItems(command.interventions ?? [], parsed.value);
      if (command.seekTo !== undefined) checkTime(command.seekTo);
      const run = new Run(parsed.value, this.deps.createSimulation, this.deps.cpuNow);
      run.replaceActs(acts);
      return { run, warnings: parsed.warnings };
    });
    opened
      .then(
        ({ run, warnings }) => {
          const loaded = this.open(run, command, warnings);
          // It is answered where it is to stand. Whoever goes elsewhere meanwhile has opened it all the same.
          const opened = (): void => {
            this.draw();
            this.sendStatus();
            answer({ done: loaded });
          };
          this.travel.depart(run, command.seekTo ?? 0, opened, () => answer({ done: loaded }));
        },
        (error: unknown) => answer({ refused: error instanceof Refusal ? error.problems : [failure(error)] }),
      )
      .catch((error: unknown) => this.deps.crash(error));
  }

  /** From here on nothing of the earlier run is left. */
  private open(run: Run, command: Load, warnings: LoadedScenario['warnings']): LoadedScenario {
    this.travel.abandon();
    this.run = run;
    this.playing = false;
    this.playback.resume();
    this.statusKeeper = new StatusKeeper(run, this.deps.cpuNow);
    this.epochNow++;
    this.picture.open(run);
    const loaded: LoadedScenario = {
      epoch: this.epochNow,
      builtIn: 'builtIn' in command.source ? command.source.builtIn : null,
      scenario: run.open.scenario,
      text: run.open.text,
      clientCount: run.open.world.clientCount,
      warnings,
      durationMicros: run.open.world.duration,
      interventions: run.acts.map((one) => one.item),
    };
    this.deps.emit({ kind: 'loaded', loaded });
    return loaded;
  }

  private whenSettled(command: WithSettledPlayhead, answer: (answer: Answer) => void): void {
    this.needRun();
    if (!this.travel.isUnderWay) return this.doSettled(command, answer);
    if (this.travel.isFull) refuse('engine.busy', '', `More than ${LIMITS.waitingCommands} commands wait for a seek to end.`);
    const problems = [{ code: 'load.overtaken', where: '', message: 'Another scenario was opened before this was done.' }];
    this.travel.whenSettled(
      () => this.handle(command, answer),
      () => answer({ refused: problems }),
    );
  }

  private doSettled(command: WithSettledPlayhead, answer: (answer: Answer) => void): void {
    const run = this.needRun();
    switch (command.do) {
      case 'query':
        return answer({ done: answerQuery(run, this.table(run), command.name, command.args) });
      case 'step':
        return this.step(run, answer);
      case 'stepBack':
        return this.stepBack(run, answer);
      case 'intervene':
        return this.intervene(run, command.act, answer);
      case 'setInterventions':
        return this.setInterventions(run, command.items, answer);
    }
  }

  /** The table keeps its order from one page of rows to the next. */
  private table(run: Run): Table {
    if (this.tableOf?.run !== run) this.tableOf = { run, table: new Table(run) };
    return this.tableOf.table;
  }

  private needRun(): Run {
    return this.run ?? refuse('engine.empty', '', 'No scenario is open yet.');
  }

  // ── time ──────────────────────────────────────────────────────────────────────────────────────

  private play(run: Run, nowMillis: number): void {
    const { duration } = run.open.world;
    const before = run.now;
    const wanted = Math.min(this.playback.target(nowMillis, before), MAX_TIME);
    // At the end of the planned duration it pauses; played on from there, it goes on.
    const target = before < duration ? Math.min(wanted, duration) : wanted;
    if (target > before || run.insideInstant) {
      run.advance(target, LIMITS.playBudget);
      this.picture.touch();
    }
    const ended = (before < duration && run.now === duration) || run.now >= MAX_TIME;
    this.playback.reached(nowMillis, run.now);
    if (ended) {
      this.setPlaying(false);
      this.sendStatus();
    }
  }

  private seek(to: Micros, answer: (answer: Answer) => void): void {
    const run = this.needRun();
    checkTime(to);
    this.travel.overtake();
    const reply = (arrived: boolean): void => answer({ done: { time: run.now, arrived } satisfies CommandAnswers['seek'] });
    const arrived = (): void => {
      this.sendStatus();
      reply(true);
    };
    this.travel.depart(run, to, arrived, () => reply(false));
  }

  private step(run: Run, answer: (answer: Answer) => void): void {
    this.setPlaying(false);
    const stepped = stepForward(run);
    this.picture.touch();
    this.draw();
    this.sendStatus();
    answer({ done: { time: run.now, eventId: stepped.event?.id ?? null, text: steppedText(run.sim, stepped) } satisfies CommandAnswers['step'] });
  }

  private stepBack(run: Run, answer: (answer: Answer) => void): void {
    this.setPlaying(false);
    const reply = (stop: StepBackGoal | StoppedAt | null): void => {
      this.draw();
      this.sendStatus();
      const { sim } = run;
      const registration = stop !== null && 'first' in stop ? stop.registration : null;
      const event = registration !== null ? null : stop !== null && 'event' in stop ? stop.event : (sim.log.get(sim.log.lastId) ?? null);
      answer({ done: { time: run.now, eventId: event?.id ?? null, text: steppedText(sim, { event, registration }) } satisfies CommandAnswers['stepBack'] });
    };
    const goal = stepBackGoal(run);
    if (goal === null) reply(null);
    else this.travel.departBack(run, goal, reply, () => reply(null));
  }

  // ── acts ──────────────────────────────────────────────────────────────────────────────────────

  private intervene(run: Run, given: TimelineAct, answer: (answer: Answer) => void): void {
    if (run.acts.length >= LIMITS.acts) refuse('acts.tooMany', '', `There are ${LIMITS.acts} acts already; no more can be kept.`);
    const act = byFirstAddress(given, run);
    const compiled = compileOne(act, run.open, liveRules(run.acts));
    if (run.furthest > run.now) this.epochNow++;
    const { recorded, dropped } = run.intervene((at) => itemAt(withoutSecret(act), at), compiled);
    // The act takes effect one microsecond from now; going there makes it visible while paused.
    run.advance(recorded.at, Infinity);
    this.picture.jumped();
    this.draw();
    this.sendStatus();
    answer({ done: { item: recorded.item, dropped: dropped.map((one) => one.item) } satisfies CommandAnswers['intervene'] });
  }

  private setInterventions(run: Run, items: readonly TimelineItem[], answer: (answer: Answer) => void): void {
    const acts = compileItems(items, run.open);
    const to = run.now;
    const reply = (): void => {
      this.sendStatus();
      answer({ done: { time: run.now } satisfies CommandAnswers['setInterventions'] });
    };
    if (!run.replaceActs(acts)) return reply();
    this.epochNow++;
    run.rewindToKeyframe(to);
    this.travel.depart(run, to, reply, reply);
  }

  // ── reports ───────────────────────────────────────────────────────────────────────────────────

  private draw(): void {
    if (this.run === null || this.travel.isUnderWay) return;
    this.picture.draw(this.epochNow, this.playback.speed, this.nowMillis, this.playing);
  }

  private sendStatus(): void {
    if (this.statusKeeper === null || this.run === null) return;
    this.nextStatusAt = this.nowMillis + STATUS_INTERVAL;
    const seek = this.travel.progress;
    const achievedSpeed = this.state === 'playing' ? this.playback.achieved : null;
    const status = this.statusKeeper.build({ epoch: this.epochNow, state: this.state, speed: this.playback.speed, achievedSpeed, seek }, this.nowMillis);
    this.deps.emit({ kind: 'status', status });
  }
}

function checkTime(to: unknown): Micros {
  if (typeof to !== 'number' || !Number.isInteger(to) || to < 0 || to > MAX_TIME)
    refuse('seek.range', '/to', 'The instant must be a whole number of microseconds from 0 to 400 days.');
  return to;
}

/** Something of ours failed before anything of the open run was touched. */
function failure(error: unknown): Problem {
  return {
    code: 'load.failed',
    where: '',
    message: `The scenario could not be opened: ${error instanceof Error ? error.message : String(error)}`.slice(0, 300),
  };
}
