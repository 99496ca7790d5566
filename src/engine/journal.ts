/** What the page must remember to bring a new worker to where the old one was: the open scenario, its acts, the instant, the view, what is followed. */
import type { TimelineItem } from '../scenario/types';
import type { Command, FollowTarget, LoadedScenario, Status } from './contract';
import type { Micros } from '../sim/world';

type Load = Extract<Command, { readonly do: 'load' }>;
type View = Extract<Command, { readonly do: 'view' }>;

export interface Journal {
  readonly seed: number;
  readonly time: Micros;
  noteSent(command: Command): void;
  noteLoaded(loaded: LoadedScenario): void;
  noteStatus(status: Status): void;
  view(): View | null;
  /** The commands that bring a new engine here. */
  recipe(): Command[];
}

export function createJournal(): Journal {
  let open: Load['source'] | null = null;
  let seed = 0;
  let time: Micros = 0;
  let speed: number | 'auto' | null = null;
  let following: FollowTarget | null = null;
  let acts: readonly TimelineItem[] = [];
  let lastView: View | null = null;

  return {
    get seed() {
      return seed;
    },
    get time() {
      return time;
    },
    noteSent(command) {
      if (command.do === 'view') lastView = command;
    },
    noteLoaded(loaded) {
      open = loaded.builtIn === null ? { text: loaded.text } : { builtIn: loaded.builtIn };
      seed = loaded.scenario.seed ?? 0;
      // Nothing has been played of it yet.
      time = 0;
      acts = loaded.interventions;
      following = null;
    },
    noteStatus(status) {
      if (status.state === 'empty') return;
      time = status.time;
      speed = status.auto ? 'auto' : status.speed;
      following = status.following;
      acts = status.interventions;
    },
    view: () => lastView,
    recipe() {
      const commands: Command[] = lastView === null ? [] : [lastView];
      if (speed !== null) commands.push({ do: 'setSpeed', speed });
      if (open !== null) commands.push({ do: 'load', source: open, interventions: acts, seekTo: time });
      if (open !== null && following !== null) commands.push({ do: 'follow', target: targetOf(following) });
      return commands;
    },
  };
}

function targetOf({ question, eventId }: FollowTarget): FollowTarget {
  return eventId === undefined ? { question } : { question, eventId };
}
