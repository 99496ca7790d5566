/**
 * Keeps rows and marks up to date with the run and the view: one question under way at a time, a little more than what is in view, asked
 * again when the run has moved on. What was played before and lies ahead of the playhead stays known as long as nothing is changed.
 */
import type { TimeChainAnswer, TimeChainDensity, TimeChainMarks } from '../../engine/contract';
import { useDocument } from '../../store/document-store';
import { onSession, query } from '../../store/session';
import { useStatus } from '../../store/status-store';
import { NO_MARKS, withFuture } from './marks';
import { rowModel, type RowModel } from './rows';

/** What the diagram needs now. */
export interface Wish {
  /** In view. */
  readonly from: number;
  readonly to: number;
  /** null = all. */
  readonly subnets: readonly number[] | null;
  readonly single: boolean;
  /** Per span in view. */
  readonly buckets: number;
  readonly clients: number;
}
export interface Loaded {
  readonly from: number;
  readonly to: number;
  readonly now: number;
  /** Until then the marks are known. */
  readonly knownTo: number;
  readonly marks: TimeChainMarks;
  readonly density: TimeChainDensity | null;
  readonly registrationsShown: boolean;
  readonly oldestKept: number;
}
export interface FeedEvents {
  readonly wish: () => Wish | null;
  /** Subnets to be listed client by client; null = all. */
  readonly listed: () => readonly number[] | null;
  readonly onRows: (model: RowModel) => void;
  readonly onLoaded: (loaded: Loaded | null) => void;
}

/** Counts are asked for at this width. */
export const CSS_PX_PER_BUCKET = 3;
const ROWS_EVERY_MILLIS = 600;
const MARKS_EVERY_MILLIS = 120;
/** Refreshing takes at most this share of the time. */
const SHARE = 4;
/** As in the engine: more registrations than this are not shown one by one. */
const MOST_REGISTRATIONS = 30_000;
const MEAN_GAP_MICROS = 60_000_000;

export class Feed {
  private readonly events: FeedEvents;
  private readonly stops: (() => void)[];
  private readonly timers = new Map<'rows' | 'marks', ReturnType<typeof setTimeout>>();
  private readonly under = { rows: false, marks: false };
  private readonly again = { rows: false, marks: false };
  private readonly last = { rows: -Infinity, marks: -Infinity };
  private readonly pause = { rows: ROWS_EVERY_MILLIS, marks: MARKS_EVERY_MILLIS };
  private loaded: (Loaded & { readonly key: string }) | null = null;
  private readLog = -1;
  private readTime = -1;
  private closed = false;

  constructor(events: FeedEvents) {
    this.events = events;
    this.stops = [
      onSession('loaded', () => this.forget()),
      onSession('status', () => this.moved()),
      useDocument.subscribe((state, before) => {
        if (state.acts !== before.acts) this.forgetFuture();
      }),
    ];
    this.ask('rows', 0);
    this.ask('marks', 0);
  }

  close(): void {
    this.closed = true;
    for (const stop of this.stops) stop();
    for (const timer of this.timers.values()) clearTimeout(timer);
  }

  /** The view has changed: perhaps something is missing. */
  look(): void {
    const wish = this.events.wish();
    if (wish === null) return;
    const { loaded } = this;
    const covered =
      loaded !== null && loaded.key === keyOf(wish) && loaded.from <= Math.max(wish.from, 0) && loaded.to >= wish.to && !this.isTooCoarse(wish, loaded);
    if (!covered) this.ask('marks', 0);
  }

  lookForRows(): void {
    this.ask('rows', 0);
  }

  private isTooCoarse(wish: Wish, loaded: Loaded): boolean {
    const expected = (wish.clients * (wish.to - wish.from)) / MEAN_GAP_MICROS;
    if (!loaded.registrationsShown && wish.single && expected < MOST_REGISTRATIONS * 0.8) return true;
    if (loaded.density === null) return false;
    const perBucket = (loaded.to - loaded.from) / loaded.density.buckets;
    return perBucket > (2 * (wish.to - wish.from)) / wish.buckets || (wish.single && loaded.to - loaded.from > 3 * (wish.to - wish.from));
  }

  private forget(): void {
    this.loaded = null;
    this.readLog = -1;
    this.readTime = -1;
    this.events.onLoaded(null);
    this.ask('rows', 0);
    this.ask('marks', 0);
  }

  private forgetFuture(): void {
    if (this.loaded !== null) this.loaded = { ...this.loaded, knownTo: this.loaded.now };
  }

  private moved(): void {
    const { status } = useStatus.getState();
    if (status === null || status.state === 'seeking') return;
    const wait =
      status.state === 'playing' ? { rows: this.pause.rows, marks: Math.max(this.pause.marks, this.millisPerPixel(status.speed)) } : { rows: 0, marks: 0 };
    if (status.logLastId !== this.readLog) this.ask('rows', wait.rows);
    if (status.time !== this.readTime || status.logLastId !== this.readLog) this.ask('marks', wait.marks);
    this.readLog = status.logLastId;
    this.readTime = status.time;
  }

  /** As long as the playhead has not moved by a pixel, there is little to see that is new. */
  private millisPerPixel(speed: number): number {
    const wish = this.events.wish();
    if (wish === null) return 0;
    return Math.min(ROWS_EVERY_MILLIS, (wish.to - wish.from) / (wish.buckets * CSS_PX_PER_BUCKET) / 1_000 / Math.max(1e-6, speed));
  }

  private ask(what: 'rows' | 'marks', wait: number): void {
    if (this.closed) return;
    if (this.under[what]) {
      this.again[what] = true;
      return;
    }
    const delay = Math.max(0, this.last[what] + wait - performance.now());
    if (delay === 0) {
      clearTimeout(this.timers.get(what));
      this.timers.delete(what);
      void this.fetch(what);
    } else if (!this.timers.has(what)) {
      const later = (): void => {
        this.timers.delete(what);
        void this.fetch(what);
      };
      this.timers.set(what, setTimeout(later, delay));
    }
  }

  private async fetch(what: 'rows' | 'marks'): Promise<void> {
    const begun = performance.now();
    this.under[what] = true;
    this.again[what] = false;
    try {
      await (what === 'rows' ? this.fetchRows() : this.fetchMarks());
    } catch {
      // Refused while another scenario opens or the engine restarts: the next status asks again.
    } finally {
      this.under[what] = false;
      this.last[what] = performance.now();
      this.pause[what] = Math.max(what === 'rows' ? ROWS_EVERY_MILLIS : MARKS_EVERY_MILLIS, SHARE * (this.last[what] - begun));
    }
    if (this.again[what]) this.ask(what, this.pause[what]);
  }

  private async fetchRows(): Promise<void> {
    if (useDocument.getState().loaded === null) return;
    const answer = await query('chainRows', { subnets: this.events.listed() });
    if (!this.closed) this.events.onRows(rowModel(answer));
  }

  private async fetchMarks(): Promise<void> {
    const wish = this.events.wish();
    if (wish === null) return;
    const span = wish.to - wish.from;
    const pad = padFor(wish) * span;
    const from = Math.round(wish.from - pad);
    const to = Math.round(wish.to + pad);
    const buckets = Math.min(2_000, Math.ceil((wish.buckets * (to - from)) / span));
    const key = keyOf(wish);
    const { loaded } = useDocument.getState();
    const answer = await query('timeChain', { from, to, subnets: wish.subnets, single: wish.single, buckets });
    if (this.closed || useDocument.getState().loaded !== loaded) return;
    this.take(answer, key);
    this.look();
  }

  private take(answer: TimeChainAnswer, key: string): void {
    const before = this.loaded;
    const furthest = useStatus.getState().status?.furthest ?? answer.now;
    const goesOn = before !== null && before.key === key && answer.marks !== null && before.density === null && before.knownTo > answer.now;
    const knownTo = goesOn ? Math.min(before.knownTo, Math.max(furthest, answer.now)) : answer.now;
    const marks = answer.marks ?? NO_MARKS;
    this.loaded = {
      key,
      from: answer.from,
      to: answer.to,
      now: answer.now,
      knownTo,
      marks: goesOn && knownTo > answer.now ? withFuture(marks, before.marks, answer.now, knownTo) : marks,
      density: answer.density,
      registrationsShown: answer.registrationsShown,
      oldestKept: answer.oldestKept,
    };
    this.events.onLoaded(this.loaded);
  }
}

function keyOf(wish: Wish): string {
  return `${wish.single ? 'single' : 'counts'} ${wish.subnets === null ? 'all' : wish.subnets.join(' ')}`;
}

/** Half a span to either side, less where that would leave the registrations out. */
function padFor(wish: Wish): number {
  const expected = (wish.clients * (wish.to - wish.from)) / MEAN_GAP_MICROS;
  return expected * 2 > MOST_REGISTRATIONS && expected <= MOST_REGISTRATIONS ? 0.02 : 0.5;
}
