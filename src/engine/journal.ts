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
  /** The commands that bring a new engine here, and those that it can do only when the scenario is open. */
  recipe(): { readonly atOnce: readonly Command[]; readonly onceLoaded: readonly Command[] };
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
      const atOnce: Command[] = lastView === null ? [] : [lastView];
      if (speed !== null) atOnce.push({ do: 'setSpeed', speed });
      if (open !== null) atOnce.push({ do: 'load', source: open, interventions: acts, seekTo: time });
      return { atOnce, onceLoaded: open === null || following === null ? [] : [{ do: 'follow', target: targetOf(following) }] };
    },
  };
}

function targetOf({ question, eventId }: FollowTarget): FollowTarget {
  return eventId === undefined ? { question } : { question, eventId };
}
