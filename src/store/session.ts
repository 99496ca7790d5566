/** The one place where page and engine meet: commands go out through here, reports land in the stores. */
import type { Command, EngineReport, FollowTarget, LoadedScenario, Milestone, QueryMap, QueryName, Status } from '../engine/contract';
import type { AnswerOf, RemoteEngine } from '../engine/remote-engine';
import type { Scenario, TimelineAct, TimelineItem } from '../scenario/types';
import type { Acts, Version } from './document-store';
import { currentVersion, isOpen, openDocument, recordStep, syncActs, takeRedo, takeUndo, useDocument } from './document-store';
import { frameBus } from './frame-bus';
import { useStatus } from './status-store';
import { speedAtLoad } from './speed-at-load';
import { ALL_EVENTS, useUi, withdrawOffers } from './ui-store';

/** The part of the engine that the page uses. */
export type EngineLink = Pick<RemoteEngine, 'send' | 'query' | 'listen' | 'returnFrame' | 'pending'>;

let link: EngineLink | null = null;
export type SessionEvent = 'status' | 'loaded' | 'layout' | 'crashed';
const handlers = new Map<SessionEvent, Set<(payload: unknown) => void>>();

export function onSession(event: SessionEvent, handler: (payload: unknown) => void): () => void {
  const set = handlers.get(event) ?? new Set();
  handlers.set(event, set.add(handler));
  return () => set.delete(handler);
}
function emit(event: SessionEvent, payload: unknown): void {
  for (const handler of handlers.get(event) ?? []) handler(payload);
}

/** Binds the page to an engine. Returns the way to unbind it. */
export function bindEngine(engine: EngineLink): () => void {
  link = engine;
  frameBus.connect((frame) => engine.returnFrame(frame));
  const stop = engine.listen(handleReport);
  return () => {
    stop();
    if (link === engine) link = null;
  };
}

function handleReport(report: EngineReport): void {
  switch (report.kind) {
    case 'frame':
      frameBus.publishFrame(report.frame);
      return;
    case 'layout':
      frameBus.publishLayout(report.layout);
      emit('layout', report.layout);
      return;
    case 'status':
      useStatus.setState({ status: withKnownMilestones(report.status) });
      syncActs(report.status.interventions);
      emit('status', report.status);
      return;
    case 'loaded':
      takeLoaded(report.loaded);
      return;
    case 'crashed':
      useStatus.setState({ crashed: report });
      emit('crashed', report);
      return;
  }
}

/** Ten statuses a second bring the same milestones: as long as they are the same, what shows them need not render. */
function withKnownMilestones(status: Status): Status {
  const known = useStatus.getState().status?.milestones ?? [];
  const same = (one: Milestone, index: number): boolean => known[index]?.t === one.t && known[index].eventId === one.eventId && known[index].text === one.text;
  return known.length === status.milestones.length && status.milestones.every(same) ? { ...status, milestones: known } : status;
}

/** A load is answered and reported as well; whichever comes first opens the document. */
function takeLoaded(loaded: LoadedScenario): void {
  const open = useDocument.getState().loaded;
  if (open !== null && open.epoch === loaded.epoch) return;
  openDocument(loaded);
  useUi.setState({ selection: null, card: null, whyEventId: null, whyNumber: null, logChoice: ALL_EVENTS, menu: null, toasts: [], busy: null });
  useStatus.setState({ crashed: null });
  emit('loaded', loaded);
}

function engine(): EngineLink {
  if (link === null) throw new Error('The engine has not started yet.');
  return link;
}

export function send<C extends Command>(command: C): Promise<AnswerOf<C>> {
  return engine().send(command);
}
export function query<N extends QueryName>(name: N, args: QueryMap[N]['args']): Promise<QueryMap[N]['result']> {
  return engine().query(name, args);
}
export function pendingCount(): number {
  return link?.pending ?? 0;
}

export type Source = { readonly text: string } | { readonly builtIn: string } | { readonly scenario: Scenario };
export async function load(source: Source, options: { readonly interventions?: Acts; readonly seekTo?: number } = {}): Promise<void> {
  useUi.setState({ busy: 'builtIn' in source ? source.builtIn : 'the scenario' });
  try {
    const loaded = await send({ do: 'load', source, ...options });
    takeLoaded(loaded);
    const speed = speedAtLoad(loaded, useStatus.getState().status?.auto ?? false);
    if (speed !== null) await setSpeed(speed);
  } finally {
    useUi.setState({ busy: null });
  }
}

export const play = (): Promise<unknown> => send({ do: 'play' });
export const pause = (): Promise<unknown> => send({ do: 'pause' });
export const step = () => send({ do: 'step' });
export const stepBack = () => send({ do: 'stepBack' });
export const restart = (): Promise<unknown> => send({ do: 'restart' });
export const setSpeed = (speed: number | 'auto'): Promise<unknown> => send({ do: 'setSpeed', speed });
/** The fastest speed of one's own at which a hop of some milliseconds can still be seen. */
const SEEN_SPEED = 0.05;
/** Somebody asks, or follows, to see messages travel: at a speed at which none is seen, Auto takes over. */
export async function slowForMessages(): Promise<void> {
  const { status } = useStatus.getState();
  if (status !== null && !status.auto && status.speed > SEEN_SPEED) await setSpeed('auto');
}
export const follow = (target: FollowTarget | null): Promise<unknown> => send({ do: 'follow', target });
export const stepHop = (back: boolean) => send({ do: 'stepHop', back });
export const isPlaying = (): boolean => useStatus.getState().status?.state === 'playing';
export const now = (): number => useStatus.getState().status?.time ?? 0;

/** While somebody drags, only the latest wish counts: one seek is under way, one waits. */
let seeking: Promise<unknown> | null = null;
let wished: number | null = null;
export function seek(to: number): Promise<unknown> {
  wished = Math.max(0, Math.round(to));
  seeking ??= seekLatest().finally(() => {
    seeking = null;
  });
  return seeking;
}
async function seekLatest(): Promise<void> {
  while (wished !== null) {
    const to = wished;
    wished = null;
    await send({ do: 'seek', to });
  }
}

/** Acts now; several acts given together are one step of the history. */
export async function act(...acts: readonly TimelineAct[]): Promise<void> {
  const before = currentVersion();
  withdrawOffers();
  for (const item of acts) await send({ do: 'intervene', act: item });
  recordStep(before);
}

/** Another scenario in place of the open one, with the same acts, at the same time, as one step of the same history. */
export async function changeScenario(source: Source): Promise<void> {
  const before = currentVersion();
  const history = historyNow();
  withdrawOffers();
  await reopen(source, before.acts);
  useDocument.setState(history);
  recordStep(before);
}

export async function undo(): Promise<boolean> {
  return goTo(takeUndo);
}
export async function redo(): Promise<boolean> {
  return goTo(takeRedo);
}
async function goTo(take: () => Version | null): Promise<boolean> {
  const before = historyNow();
  const version = take();
  if (version === null) return false;
  withdrawOffers();
  if (version.source === null || isOpen(version)) {
    await send({ do: 'setInterventions', items: version.acts as readonly TimelineItem[] });
    return true;
  }
  // Whoever opens a scenario begins a new history; this one goes on.
  const after = historyNow();
  try {
    await reopen(version.source, version.acts);
    useDocument.setState(after);
  } catch (error) {
    useDocument.setState(before);
    throw error;
  }
  return true;
}
const historyNow = () => {
  const { past, future } = useDocument.getState();
  return { past, future };
};

/** Time, speed and whether it plays stay as they were. */
async function reopen(source: Source, acts: Acts): Promise<void> {
  const status = useStatus.getState().status;
  const wasPlaying = isPlaying();
  await load(source, { interventions: acts, seekTo: now() });
  if (status !== null) await setSpeed(status.auto ? 'auto' : status.speed);
  if (wasPlaying) await play();
}
