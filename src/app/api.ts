/** `window.chainscope`: the page for other people's scripts and for tests. Everything returns a promise; times are simulated seconds. */
import type { FollowTarget } from '../engine/contract';
import type { Scenario, TimelineAct } from '../scenario/types';
import { useDocument } from '../store/document-store';
import type { SessionEvent } from '../store/session';
import { act, follow, load, now, onSession, pause, pendingCount, play, query, seek, setSpeed, step, stepBack, stepHop } from '../store/session';
import { useStatus } from '../store/status-store';
import { select } from '../store/selection';
import { useUi } from '../store/ui-store';
import { unfinishedPictures } from '../store/unfinished';
import { parseDuration } from '../store/units';

export interface ChainscopeApi {
  /** Id of a built-in scenario, text of a scenario file, or a scenario. */
  load(scenario: string | Scenario): Promise<void>;
  play(): Promise<void>;
  pause(): Promise<void>;
  seek(seconds: number): Promise<void>;
  step(): Promise<void>;
  stepBack(): Promise<void>;
  /** Simulated seconds per second, or 'auto'. */
  setSpeed(speed: number | 'auto'): Promise<void>;
  /** A question or action by its number (the index of its act), perhaps one message of it; null = nothing any more. */
  follow(target: FollowTarget | null): Promise<void>;
  /** The next or previous hop of what is followed. */
  stepHop(back?: boolean): Promise<void>;
  /** A timeline item; without `at` it happens now. With `at` the playhead goes there first. */
  intervene(item: TimelineAct & { readonly at?: string }): Promise<void>;
  select(slot: number | null): Promise<void>;
  report(): Promise<unknown>;
  hash(): Promise<string>;
  state(): Promise<PageState>;
  /** Events: status, loaded, layout, crashed. Returns the way to stop. */
  on(event: SessionEvent, handler: (payload: unknown) => void): Promise<() => void>;
  /** Resolves when nothing is pending. */
  idle(): Promise<void>;
}

export interface PageState {
  readonly time: number;
  readonly playing: boolean;
  readonly speed: number;
  readonly auto: boolean;
  readonly following: FollowTarget | null;
  readonly scenario: string;
  readonly builtIn: string | null;
  readonly seed: number;
  readonly clients: number;
  readonly acts: number;
  readonly view: string;
  readonly selection: number | null;
  readonly branch: 'main';
}

declare global {
  interface Window {
    chainscope: ChainscopeApi;
  }
}

const quiet = async (work: Promise<unknown>): Promise<void> => {
  await work;
};

export function installApi(target: Window): void {
  target.chainscope = {
    load: (scenario) => quiet(load(sourceOf(scenario))),
    play: () => quiet(play()),
    pause: () => quiet(pause()),
    seek: (seconds) => quiet(seek(seconds * 1e6)),
    step: () => quiet(step()),
    stepBack: () => quiet(stepBack()),
    setSpeed: (speed) => quiet(setSpeed(speed)),
    follow: (target) => quiet(follow(target)),
    stepHop: (back = false) => quiet(stepHop(back)),
    intervene: interveneAt,
    select: (slot) => Promise.resolve(select(slot)),
    report: () => query('report', { clients: true }),
    hash: () => query('hash', {}),
    state: () => Promise.resolve(pageState()),
    on: (event, handler) => Promise.resolve(onSession(event, handler)),
    idle,
  };
}

function sourceOf(scenario: string | Scenario): Parameters<typeof load>[0] {
  if (typeof scenario !== 'string') return { scenario };
  return /^\s*[{[]/.test(scenario) ? { text: scenario } : { builtIn: scenario };
}

async function interveneAt(item: TimelineAct & { readonly at?: string }): Promise<void> {
  const { at, ...rest } = item;
  if (at !== undefined) {
    const micros = parseDuration(at);
    if (micros === null) throw new Error(`"${at}" is no duration; write for example "90s" or "2m".`);
    await seek(micros);
  }
  await act(rest as TimelineAct);
}

function pageState(): PageState {
  const { loaded, acts } = useDocument.getState();
  const { status } = useStatus.getState();
  const { view, selection } = useUi.getState();
  return {
    time: now() / 1e6,
    playing: status?.state === 'playing',
    speed: status?.speed ?? 1,
    auto: status?.auto ?? false,
    following: status?.following ?? null,
    scenario: loaded?.scenario.name ?? '',
    builtIn: loaded?.builtIn ?? null,
    seed: loaded?.scenario.seed ?? 1,
    clients: loaded?.clientCount ?? 0,
    acts: acts.length,
    view,
    selection,
    branch: 'main',
  };
}

const nextFrame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));

/** Nothing asked of the engine is unanswered, no seek is under way, and two frames later that is still so. */
async function idle(): Promise<void> {
  for (let calm = 0; calm < 3;) {
    await nextFrame();
    calm = pendingCount() === 0 && unfinishedPictures() === 0 && useStatus.getState().status?.state !== 'seeking' ? calm + 1 : 0;
  }
}
