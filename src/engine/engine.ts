/**
 * The engine: plays one run. A state machine over a simulation, driven by `tick` from a clock the host gives:
 *
 *   empty ──load──> paused <──pause/play──> playing
 *                      └──── seek ──> seeking ──arrived──> paused or playing, as before
 *
 * Commands that need the playhead to stand still wait while a seek is under way; a newer seek takes over an older one.
 */
import type { TimelineAct } from '../scenario/types';
import type { Micros } from '../sim/world';
import type { Command, CommandAnswers, FollowTarget, LoadedScenario, Status } from './contract';
import { Refusal, refuse } from './deps';
import type { EngineDeps } from './deps';
import type { Later } from './later';
import { LIMITS } from './limits';
import { checkTime, loadedReport, openingProblems, openRun } from './opening';
import type { Load, Opened } from './opening';
import { Picture } from './picture';
import { Player } from './player';
import type { LiveAct, Run } from './run';
import { Scene } from './scene';
import type { Stepper } from './stepper';
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

type WithSettledPlayhead = Extract<Command, { readonly do: 'step' | 'stepBack' | 'stepHop' | 'follow' | 'intervene' | 'setInterventions' | 'query' }>;

/** A status goes out this often while playing or seeking, in milliseconds. */
const STATUS_INTERVAL = 100;

export function createEngine(deps: EngineDeps): Engine {
  return new PlayingEngine(deps);
}

class PlayingEngine implements Engine {
  private readonly deps: EngineDeps;
  private readonly player = new Player();
  private readonly picture: Picture;
  private scene: Scene | null = null;
  private readonly travel: Travel;
  /** Fetched when it is first asked for. */
  private later: Later | null = null;
  /** Null = nobody has stepped yet. */
  private stepper: Stepper | null = null;
  private loads = 0;
  private epochNow = 0;
  private nowMillis = 0;
  private nextStatusAt = 0;
  /** The speed that the last status told. */
  private toldSpeed = 0;

  constructor(deps: EngineDeps) {
    this.deps = deps;
    this.picture = new Picture(deps);
    this.travel = new Travel({
      wentBack: () => void this.epochNow++,
      moved: () => this.picture.jumped(),
      arrived: () => this.player.resume(),
      underWay: () => this.sendStatus(),
    });
  }

  get state(): Status['state'] {
    if (this.scene === null) return 'empty';
    if (this.travel.isUnderWay) return 'seeking';
    return this.player.playing ? 'playing' : 'paused';
  }
  get epoch(): number {
    return this.epochNow;
  }
  get seed(): number | null {
    return this.scene?.run.open.world.seed ?? null;
  }
  get time(): Micros {
    return this.scene?.run.now ?? 0;
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
    if (this.scene === null) return;
    if (this.travel.isUnderWay) this.travel.goOn();
    else if (this.player.playing) this.play(this.scene, nowMillis);
    this.draw();
    if (this.state !== 'paused' && (nowMillis >= this.nextStatusAt || this.hasSlowed)) this.sendStatus();
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

  private setSpeed(speed: number | 'auto'): null {
    this.player.setSpeed(speed);
    this.picture.touch();
    return null;
  }

  private setPlaying(playing: boolean): null {
    this.needScene();
    this.player.setPlaying(playing);
    this.picture.touch();
    return null;
  }

  private load(command: Load, answer: (answer: Answer) => void): void {
    const number = ++this.loads;
    openRun(this.deps, command, () => number === this.loads)
      .then(
        (opened) => {
          const loaded = this.open(opened, command);
          // It is answered where it is to stand. Whoever goes elsewhere meanwhile has opened it all the same.
          const arrived = (): void => {
            this.show();
            answer({ done: loaded });
          };
          this.travel.depart(opened.run, command.seekTo ?? 0, arrived, () => answer({ done: loaded }));
        },
        (error: unknown) => answer({ refused: openingProblems(error) }),
      )
      .catch((error: unknown) => this.deps.crash(error));
  }

  /** From here on nothing of the earlier run is left. */
  private open({ run, warnings }: Opened, command: Load): LoadedScenario {
    this.travel.abandon();
    this.scene = new Scene(run, this.deps.cpuNow);
    this.player.setPlaying(false);
    this.player.resume();
    this.epochNow++;
    this.picture.open(run);
    const loaded = loadedReport(run, this.epochNow, command.source, warnings);
    this.deps.emit({ kind: 'loaded', loaded });
    return loaded;
  }

  private whenSettled(command: WithSettledPlayhead, answer: (answer: Answer) => void): void {
    this.needScene();
    if (!this.travel.isUnderWay) return this.doSettled(command, answer);
    if (this.travel.isFull) refuse('engine.busy', '', `More than ${LIMITS.waitingCommands} commands wait for a seek to end.`);
    const problems = [{ code: 'load.overtaken', where: '', message: 'Another scenario was opened before this was done.' }];
    this.travel.whenSettled(
      () => this.handle(command, answer),
      () => answer({ refused: problems }),
    );
  }

  private doSettled(command: WithSettledPlayhead, answer: (answer: Answer) => void): void {
    const scene = this.needScene();
    const { run } = scene;
    const reply = (done: unknown): void => answer({ done });
    switch (command.do) {
      case 'query':
        return this.withLater(command, answer, (later) => {
          scene.table ??= new later.Table(run);
          run.playing = this.player.playing;
          answer({ done: later.answerQuery(run, scene.table, command.name, command.args) });
        });
      case 'step':
        this.setPlaying(false);
        return this.withStepper(command, answer, (stepper) => stepper.forward(run, reply));
      case 'stepBack':
        this.setPlaying(false);
        return this.withStepper(command, answer, (stepper) => stepper.back(run, reply));
      case 'stepHop':
        this.setPlaying(false);
        return this.withStepper(command, answer, (stepper) => stepper.hop(run, scene.follower, scene.question, command.back, reply));
      case 'follow':
        return this.follow(scene, command.target, answer);
      case 'intervene':
        return this.withLater(command, answer, (later) => this.intervene(run, later, command.act, answer));
      case 'setInterventions':
        return this.withLater(command, answer, (later) => this.setInterventions(run, later.compileItems(command.items, run.open), answer));
    }
  }

  /** Does something with what is fetched late; the first time the command comes again when that is there. */
  private withLater(command: Command, answer: (answer: Answer) => void, act: (later: Later) => void): void {
    if (this.later !== null) return act(this.later);
    import('./later')
      .then(({ later }) => {
        this.later = later;
        this.handle(command, answer);
      })
      .catch((error: unknown) => this.deps.crash(error));
  }

  private withStepper(command: Command, answer: (answer: Answer) => void, act: (stepper: Stepper) => void): void {
    this.withLater(command, answer, (later) => act((this.stepper ??= new later.Stepper(this.travel, () => this.show()))));
  }

  private follow(scene: Scene, target: FollowTarget | null, answer: (answer: Answer) => void): void {
    scene.follower.follow(target);
    this.picture.touch();
    this.show();
    answer({ done: null });
  }

  private needScene(): Scene {
    return this.scene ?? refuse('engine.empty', '', 'No scenario is open yet.');
  }

  // ── time ──────────────────────────────────────────────────────────────────────────────────────

  private play(scene: Scene, nowMillis: number): void {
    const { moved, ended } = this.player.tick(scene, nowMillis);
    if (moved || ended) this.picture.touch();
    if (ended) this.sendStatus();
  }

  private seek(to: Micros, answer: (answer: Answer) => void): void {
    const { run } = this.needScene();
    checkTime(to);
    this.travel.overtake();
    const reply = (arrived: boolean): void => answer({ done: { time: run.now, arrived } satisfies CommandAnswers['seek'] });
    const arrived = (): void => {
      this.sendStatus();
      reply(true);
    };
    this.travel.depart(run, to, arrived, () => reply(false));
  }

  // ── acts ──────────────────────────────────────────────────────────────────────────────────────

  private intervene(run: Run, later: Later, given: TimelineAct, answer: (answer: Answer) => void): void {
    const branches = run.furthest > run.now;
    const { recorded, dropped } = later.actNow(run, given);
    if (branches) this.epochNow++;
    // The act takes effect one microsecond from now; going there makes it visible while paused.
    run.advance(recorded.at, Infinity);
    this.picture.jumped();
    this.show();
    answer({ done: { item: recorded.item, dropped: dropped.map((one) => one.item) } satisfies CommandAnswers['intervene'] });
  }

  private setInterventions(run: Run, acts: LiveAct[], answer: (answer: Answer) => void): void {
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

  /** Auto goes slowly from one tick to the next: the page, which draws on between two frames, must know at once. */
  private get hasSlowed(): boolean {
    return this.player.auto && this.player.playing && this.player.speed < this.toldSpeed / 2;
  }

  /** The run stands somewhere else, or something else is to be seen of it. */
  private show(): void {
    this.picture.touch();
    this.draw();
    this.sendStatus();
  }

  private draw(): void {
    const { scene, player } = this;
    if (scene === null || this.travel.isUnderWay) return;
    scene.messages.mayBeOld = player.playing;
    this.picture.draw({
      epoch: this.epochNow,
      speed: player.speed,
      question: () => scene.question,
      messages: scene.messages,
      nowMillis: this.nowMillis,
      playing: player.playing,
    });
  }

  private sendStatus(): void {
    const { scene, player, state } = this;
    if (scene === null) return;
    scene.messages.mayBeOld = player.playing;
    this.nextStatusAt = this.nowMillis + STATUS_INTERVAL;
    // At rest Auto says how fast it would go on.
    if (state === 'paused') player.steer(scene, this.nowMillis);
    const view = {
      epoch: this.epochNow,
      state,
      speed: player.speed,
      auto: player.auto,
      following: scene.follower.locate(),
      achievedSpeed: state === 'playing' ? player.achieved : null,
      seek: this.travel.progress,
    };
    this.toldSpeed = player.speed;
    this.deps.emit({ kind: 'status', status: scene.status.build(view, this.nowMillis) });
  }
}
