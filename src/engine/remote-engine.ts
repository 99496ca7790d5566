/**
 * The page's side of the engine: promises for commands and queries, listeners for reports. It drops what is stale, gives buffers back,
 * and starts a new worker when the old one fails or falls silent.
 */
import type { Problem } from '../scenario/types';
import type { Command, EngineReport, FromEngine, Status, ToEngine } from './contract';
import type { Frame } from './frame';
import type { Port } from './port';
import { webPort } from './port';
import { createJournal } from './journal';
import { shiftEpoch } from './epoch-shift';
import { createLinkKeeper } from './link-keeper';
import { remoteCommands } from './remote-commands';
import type { AnswerOf, CrashReport, RemoteCommands, Send } from './remote-commands';
import { createWatchdog, LONG_SILENCE_MILLIS, SILENCE_MILLIS } from './watchdog';

export type { AnswerOf } from './remote-commands';

export interface RemoteEngine extends RemoteCommands {
  readonly send: Send;
  /** Every report, in order. Returns the way to stop. */
  listen(handler: (report: EngineReport) => void): () => void;
  /** Commands and queries without an answer yet. */
  readonly pending: number;
  /** The latest status; null before the first. */
  readonly status: Status | null;
  /** Resolves when nothing is pending and no seek is under way. */
  idle(): Promise<void>;
  close(): void;
  /**
   * Gives a drawn frame back. Its state, wave, motion and site arrays are empty afterwards; its link arrays stay readable until a frame with
   * newer links has been given back.
   */
  returnFrame(frame: Frame): void;
}

/** A command the engine refused, or could not answer because it failed. */
export class EngineRefused extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(problems[0]?.message ?? 'The engine refused the command.');
    this.name = 'EngineRefused';
    this.problems = problems;
  }
}

export interface RemoteOptions {
  /** Monotonic milliseconds; for tests. */
  readonly now?: () => number;
  /** Calls back after so many milliseconds; returns the way to cancel. */
  readonly schedule?: (callback: () => void, delayMillis: number) => () => void;
}

/** More restarts than this within RESTART_WINDOW_MILLIS and the engine stays down until something is loaded. */
export const MAX_RESTARTS = 3;
export const RESTART_WINDOW_MILLIS = 60_000;

/** The worker of this page. */
export function startEngineWorker(): Port {
  return webPort(new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'chainscope engine' }));
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
  readonly command: Command;
}

/** Takes a port, or a function that makes one: only with a function can a failed worker be replaced. */
export function createRemoteEngine(source: Port | (() => Port), options: RemoteOptions = {}): RemoteEngine {
  const now = options.now ?? ((): number => performance.now());
  const schedule = options.schedule ?? defaultSchedule;
  const makePort = typeof source === 'function' ? source : null;
  const waiting = new Map<number, Waiting>();
  const handlers = new Set<(report: EngineReport) => void>();
  const idlers: (() => void)[] = [];
  const journal = createJournal();
  const links = createLinkKeeper();
  let port: Port | null = null;
  let nextId = 1;
  let status: Status | null = null;
  let epochBase = 0;
  let newestEpoch = 0;
  let restarts: number[] = [];
  let down: Problem | null = null;
  let restoring = false;

  const watchdog = createWatchdog({
    now,
    schedule,
    isOwed: () => waiting.size > 0,
    allowance,
    dead: () => fail({ kind: 'crashed', message: 'The engine stopped answering and was started again.', seed: journal.seed, time: journal.time }),
  });
  connect(typeof source === 'function' ? source() : source);

  function connect(next: Port): void {
    port = next;
    watchdog.heard();
    next.listen(
      (message) => {
        if (port === next) receive(message as FromEngine);
      },
      (reason) => {
        if (port === next) fail({ kind: 'crashed', message: reason, seed: journal.seed, time: journal.time });
      },
    );
  }

  function receive(message: FromEngine): void {
    watchdog.heard();
    if ('report' in message) {
      takeReport(message.report);
      return;
    }
    const waiter = waiting.get(message.id);
    if (waiter === undefined) return;
    waiting.delete(message.id);
    if ('refused' in message) waiter.reject(new EngineRefused(message.refused));
    else waiter.resolve(message.done);
    settle();
  }

  function takeReport(raw: EngineReport): void {
    const report = epochBase === 0 ? raw : shiftEpoch(raw, epochBase);
    switch (report.kind) {
      case 'crashed':
        fail(report);
        return;
      case 'frame':
        links.took(report.frame);
        if (report.frame.epoch < newestEpoch) returnFrame(report.frame);
        else emit(report);
        return;
      case 'status':
        newestEpoch = Math.max(newestEpoch, report.status.epoch);
        status = report.status;
        journal.noteStatus(report.status);
        emit(report);
        settle();
        return;
      case 'loaded':
        newestEpoch = Math.max(newestEpoch, report.loaded.epoch);
        journal.noteLoaded(report.loaded);
        // After a restart the page still shows this very document: to it nothing was loaded.
        if (!restoring) emit(report);
        return;
      case 'layout':
        if (report.epoch >= newestEpoch) emit(report);
        return;
    }
  }

  function emit(report: EngineReport): void {
    for (const handler of handlers) handler(report);
  }

  function send<C extends Command>(command: C): Promise<AnswerOf<C>> {
    if (command.do === 'returnFrame') {
      returnFrame(command.frame);
      return Promise.resolve(null as AnswerOf<C>);
    }
    if (down !== null && (command.do !== 'load' || !revive())) return Promise.reject(new EngineRefused([down]));
    return new Promise<unknown>((resolve, reject) => {
      const id = nextId++;
      // Silence counts from when there is something to answer.
      if (waiting.size === 0) watchdog.heard();
      waiting.set(id, { resolve, reject, command });
      journal.noteSent(command);
      post({ id, command });
      watchdog.watch();
    }) as Promise<AnswerOf<C>>;
  }

  function post(message: ToEngine, transfer: readonly ArrayBuffer[] = []): void {
    port?.post(message, transfer);
  }

  function returnFrame(frame: Frame): void {
    const { given, transfer } = links.giveBack(frame, epochBase);
    // No answer is needed: a returned buffer is used again, or the worker is gone.
    post({ id: 0, command: { do: 'returnFrame', frame: given } }, transfer);
  }

  function allowance(): number {
    for (const waiter of waiting.values()) if (takesLong(waiter.command)) return LONG_SILENCE_MILLIS;
    return SILENCE_MILLIS * (1 + (status?.counts.clients ?? 0) / 50_000);
  }

  function fail(crash: CrashReport): void {
    port?.close();
    port = null;
    watchdog.rest();
    links.forget();
    const problem: Problem = { code: 'engine.crashed', where: '', message: `The engine failed (seed ${crash.seed}): ${crash.message}`.slice(0, 300) };
    const lost = [...waiting.values()];
    waiting.clear();
    const recent = restarts.filter((at) => now() - at < RESTART_WINDOW_MILLIS);
    const again = makePort !== null && !restoring && recent.length < MAX_RESTARTS;
    if (again) restore([...recent, now()]);
    else down = problem;
    emit(crash);
    for (const waiter of lost) waiter.reject(new EngineRefused([problem]));
    settle();
  }

  /** A new worker, and in it the same scenario, acts and instant. */
  function restore(times: number[]): void {
    if (makePort === null) return;
    restarts = times;
    epochBase = newestEpoch;
    connect(makePort());
    const { atOnce, onceLoaded } = journal.recipe();
    restoring = atOnce.length > 0;
    const last = atOnce.length - 1;
    const loaded = (): void => {
      restoring = false;
      for (const command of onceLoaded) repeat(command, () => undefined);
    };
    atOnce.forEach((command, index) => repeat(command, index === last ? loaded : () => undefined));
    watchdog.watch();
  }

  /** Nobody waits for the answer, but the engine owes it. */
  function repeat(command: Command, done: () => void): void {
    const id = nextId++;
    waiting.set(id, { resolve: done, reject: done, command });
    post({ id, command });
  }

  /** A load after the engine went down for good starts it once more, empty. */
  function revive(): boolean {
    if (makePort === null) return false;
    down = null;
    restoring = false;
    restarts = [];
    epochBase = newestEpoch;
    connect(makePort());
    const view = journal.view();
    if (view !== null) post({ id: 0, command: view });
    return true;
  }

  function settle(): void {
    if (waiting.size > 0 || status?.state === 'seeking') return;
    for (const resolve of idlers.splice(0)) resolve();
  }

  function listen(handler: (report: EngineReport) => void): () => void {
    handlers.add(handler);
    return () => void handlers.delete(handler);
  }

  return {
    ...remoteCommands(send, listen),
    send,
    listen,
    returnFrame,
    get pending() {
      return waiting.size;
    },
    get status() {
      return status;
    },
    idle: () =>
      new Promise((resolve) => {
        idlers.push(resolve);
        settle();
      }),
    close: () => {
      watchdog.rest();
      port?.close();
      port = null;
      down = { code: 'engine.closed', where: '', message: 'The engine was closed by the page.' };
      for (const waiter of waiting.values()) waiter.reject(new EngineRefused([down]));
      waiting.clear();
      settle();
    },
  };
}

function defaultSchedule(callback: () => void, delayMillis: number): () => void {
  const timer = setTimeout(callback, delayMillis);
  return () => clearTimeout(timer);
}

function takesLong(command: Command): boolean {
  if (command.do === 'load' || command.do === 'setInterventions') return true;
  return command.do === 'query' && (command.name === 'report' || command.name === 'peeringPreview' || command.name === 'whyRole' || command.name === 'why');
}
