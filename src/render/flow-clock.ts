/** Seconds that somebody has watched the run play: what moves along the lines moves by them and rests while the run is paused. */
export class FlowClock {
  private played = 0;
  private since: number | null = null;

  /** `now`: performance.now(). */
  setPlaying(playing: boolean, now: number): void {
    if (playing === (this.since !== null)) return;
    this.played = this.millis(now);
    this.since = playing ? now : null;
  }

  seconds(now: number): number {
    return this.millis(now) / 1000;
  }

  private millis(now: number): number {
    return this.played + (this.since === null ? 0 : Math.max(0, now - this.since));
  }
}
