/**
 * Playhead, cursor and marked stretch in all charts at once, outside React: positions are custom properties of the common root, in CSS px of the
 * plots, and their flags on the time axis get their text here.
 */
import { playheadAt, type Clock } from '../../render/clock';
import type { Stretch } from '../../store/charts';
import { clock as clockText } from '../../store/units';
import { decimalsFor } from '../time-chain/ticks';
import { xOf } from './stretches';

const AT_REST: Clock = { time: 0, speed: 0, at: 0 };

export class LiveLines {
  /** The cursor is where the pointer is. */
  pointed = false;
  private readonly root: HTMLElement;
  private stretch: Stretch = { from: 0, to: 1 };
  private width = 1;
  private clock: Clock = AT_REST;
  private cursor: number | null = null;
  private marked: Stretch | null = null;
  private request = 0;

  constructor(root: HTMLElement) {
    this.root = root;
  }

  destroy(): void {
    cancelAnimationFrame(this.request);
  }

  /** What the plots show; every line moves with it. */
  setView(stretch: Stretch, width: number): void {
    this.stretch = stretch;
    this.width = width;
    this.placePlayhead(this.playhead(performance.now()));
    this.setCursor(this.cursor);
    this.setMarked(this.marked);
  }

  get view(): { readonly stretch: Stretch; readonly width: number } {
    return { stretch: this.stretch, width: this.width };
  }

  setClock(clock: Clock): void {
    this.clock = clock;
    cancelAnimationFrame(this.request);
    this.request = 0;
    if (clock.speed > 0) this.request = requestAnimationFrame((now) => this.frame(now));
    else this.placePlayhead(clock.time);
  }

  setCursor(t: number | null): void {
    this.cursor = t;
    this.root.toggleAttribute('data-cursor', t !== null && t >= this.stretch.from && t <= this.stretch.to);
    if (t !== null) this.place('cursor', t);
  }

  setMarked(marked: Stretch | null): void {
    this.marked = marked;
    this.root.toggleAttribute('data-marked', marked !== null);
    if (marked === null) return;
    const [left, right] = [marked.from, marked.to].map((t) => Math.min(this.width, Math.max(0, xOf(this.stretch, this.width, t))));
    this.root.style.setProperty('--marked-from', `${left}px`);
    this.root.style.setProperty('--marked-width', `${(right ?? 0) - (left ?? 0)}px`);
  }

  private playhead(now: number): number {
    return this.clock.speed > 0 ? playheadAt(this.clock, now) : this.clock.time;
  }

  private frame(now: number): void {
    this.placePlayhead(this.playhead(now));
    this.request = requestAnimationFrame((later) => this.frame(later));
  }

  private placePlayhead(t: number): void {
    this.root.toggleAttribute('data-playhead', t >= this.stretch.from && t <= this.stretch.to);
    this.place('playhead', t);
  }

  private place(what: 'cursor' | 'playhead', t: number): void {
    const x = Math.min(this.width, Math.max(0, xOf(this.stretch, this.width, t)));
    this.root.style.setProperty(`--${what}`, `${x.toFixed(2)}px`);
    const flag = this.root.querySelector(`[data-flag="${what}"]`);
    if (flag === null) return;
    const decimals = Math.min(1, decimalsFor(((this.stretch.to - this.stretch.from) / this.width) * 6));
    const text = clockText(Math.max(0, Math.round(t)), decimals);
    if (flag.textContent !== text) flag.textContent = text;
  }
}
