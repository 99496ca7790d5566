/** The commands of the engine by name, and listeners for each kind of report: what the page calls instead of building messages. */
import type { Layout } from '../layout/types';
import type { TimelineAct, TimelineItem } from '../scenario/types';
import type { Micros } from '../sim/world';
import type { Command, CommandAnswers, EngineReport, FollowTarget, LoadedScenario, QueryMap, QueryName, Status } from './contract';
import type { Frame } from './frame';

export type AnswerOf<C extends Command> = C['do'] extends keyof CommandAnswers ? CommandAnswers[C['do']] : unknown;
export type LoadCommand = Extract<Command, { readonly do: 'load' }>;
export type CrashReport = Extract<EngineReport, { readonly kind: 'crashed' }>;

export type Send = <C extends Command>(command: C) => Promise<AnswerOf<C>>;
export type Listen = (handler: (report: EngineReport) => void) => () => void;

export interface RemoteCommands {
  query<N extends QueryName>(name: N, args: QueryMap[N]['args']): Promise<QueryMap[N]['result']>;
  load(source: LoadCommand['source'], options?: { readonly interventions?: readonly TimelineItem[]; readonly seekTo?: Micros }): Promise<LoadedScenario>;
  play(): Promise<unknown>;
  pause(): Promise<unknown>;
  setSpeed(speed: number | 'auto'): Promise<unknown>;
  follow(target: FollowTarget | null): Promise<unknown>;
  seek(to: Micros): Promise<CommandAnswers['seek']>;
  step(): Promise<CommandAnswers['step']>;
  stepBack(): Promise<CommandAnswers['stepBack']>;
  stepHop(back?: boolean): Promise<CommandAnswers['stepHop']>;
  restart(): Promise<unknown>;
  intervene(act: TimelineAct): Promise<CommandAnswers['intervene']>;
  setInterventions(items: readonly TimelineItem[]): Promise<CommandAnswers['setInterventions']>;
  view(widthCssPx: number, heightCssPx: number, visible: boolean): Promise<unknown>;

  onFrame(handler: (frame: Frame) => void): () => void;
  onLayout(handler: (layout: Layout, epoch: number) => void): () => void;
  onStatus(handler: (status: Status) => void): () => void;
  onLoaded(handler: (loaded: LoadedScenario) => void): () => void;
  onCrash(handler: (crash: CrashReport) => void): () => void;
}

export function remoteCommands(send: Send, listen: Listen): RemoteCommands {
  function on<K extends EngineReport['kind']>(kind: K, handler: (report: Extract<EngineReport, { readonly kind: K }>) => void): () => void {
    return listen((report) => {
      if (report.kind === kind) handler(report as Extract<EngineReport, { readonly kind: K }>);
    });
  }
  return {
    query: <N extends QueryName>(name: N, args: QueryMap[N]['args']) => send({ do: 'query', name, args }) as Promise<QueryMap[N]['result']>,
    load: (source, more = {}) => send({ do: 'load', source, ...more }),
    play: () => send({ do: 'play' }),
    pause: () => send({ do: 'pause' }),
    setSpeed: (speed) => send({ do: 'setSpeed', speed }),
    follow: (target) => send({ do: 'follow', target }),
    seek: (to) => send({ do: 'seek', to }),
    step: () => send({ do: 'step' }),
    stepBack: () => send({ do: 'stepBack' }),
    stepHop: (back = false) => send({ do: 'stepHop', back }),
    restart: () => send({ do: 'restart' }),
    intervene: (act) => send({ do: 'intervene', act }),
    setInterventions: (items) => send({ do: 'setInterventions', items }),
    view: (widthCssPx, heightCssPx, visible) => send({ do: 'view', widthCssPx, heightCssPx, visible }),
    onFrame: (handler) => on('frame', (report) => handler(report.frame)),
    onLayout: (handler) => on('layout', (report) => handler(report.layout, report.epoch)),
    onStatus: (handler) => on('status', (report) => handler(report.status)),
    onLoaded: (handler) => on('loaded', (report) => handler(report.loaded)),
    onCrash: (handler) => on('crashed', handler),
  };
}
