/** Plays a run against wall time, at a speed of people's own or at Auto, and pauses it at its end. */
import { refuse } from './deps';
import { LIMITS, MAX_SPEED, MAX_TIME, MIN_SPEED } from './limits';
import { Playback } from './playback';
import type { Scene } from './scene';

export class Player {
  playing = false;
  private readonly playback = new Playback();

  get speed(): number {
    return this.playback.speed;
  }
  get auto(): boolean {
    return this.playback.auto;
  }
  /** Null while it stands. */
  get achieved(): number | null {
    return this.playing ? this.playback.achieved : null;
  }

  setSpeed(speed: number | 'auto'): void {
    if (speed !== 'auto' && !(Number.isFinite(speed) && speed > 0))
      refuse('speed.range', '/speed', `The speed must be "auto" or a number from ${MIN_SPEED} to ${MAX_SPEED}.`);
    this.playback.setSpeed(speed);
  }

  setPlaying(playing: boolean): void {
    if (playing && !this.playing) this.playback.resume();
    this.playing = playing;
  }

  /** It goes on after something else: the time in between does not count. */
  resume(): void {
    this.playback.resume();
  }

  /** Time passes. Says whether the run went on, and whether it has paused at its end. */
  tick(scene: Scene, nowMillis: number): { readonly moved: boolean; readonly ended: boolean } {
    const { run } = scene;
    const { duration } = run.open.world;
    const before = run.now;
    scene.messages.mayBeOld = true;
    const stop = this.steer(scene, nowMillis);
    const wanted = Math.min(this.playback.target(nowMillis, before, stop), MAX_TIME);
    // At the end of the planned duration it pauses; played on from there, it goes on.
    const target = before < duration ? Math.min(wanted, duration) : wanted;
    const moved = target > before || run.insideInstant;
    if (moved) run.advance(target, LIMITS.playBudget);
    this.playback.reached(nowMillis, run.now);
    const ended = (before < duration && run.now === duration) || run.now >= MAX_TIME;
    if (ended) this.playing = false;
    return { moved, ended };
  }

  /** While Auto: the speed for this moment; at rest, how fast it would go on. Returns the instant not to be passed at it. */
  steer(scene: Scene, nowMillis: number): number {
    if (!this.auto) return Infinity;
    const { speed, stop } = scene.auto(nowMillis);
    this.playback.steer(speed, nowMillis, !this.playing);
    return stop;
  }
}
