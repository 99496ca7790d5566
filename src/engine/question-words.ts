/** What a question asks, of whom, and who asked it, in words: for sentences, panels and the names of acts. */
import { formatPrefix } from '../sim/address';
import type { QuestionView } from '../sim/question-types';
import type { Simulation } from '../sim/types';
import type { Act, TargetSpec } from '../sim/world';
import type { Target, TimelineAct } from '../scenario/types';
import { listWords, nameOf, shorten } from './wording';

export type Asking = Extract<Act, { readonly do: 'ask' | 'deploy' }>;
type AskingItem = Extract<TimelineAct, { readonly do: 'ask' | 'deploy' }>;

const MOST_NAME = 60;

/** The act that asked a question or issued an action. */
export function askingOf(sim: Simulation, number: number): Asking | undefined {
  const act = sim.acts[number];
  return act?.do === 'ask' || act?.do === 'deploy' ? act : undefined;
}

/** "Get Operating System from all computers"; "Run patch-7 on the computers of Berlin". */
export function questionText(sim: Simulation, view: Pick<QuestionView, 'kind' | 'id' | 'sensors' | 'target'>): string {
  const target = targetWords(sim, view.target);
  return view.kind === 'action' ? `Run ${shorten(view.id, MOST_NAME)} on ${target}` : `Get ${sensorWords(view.sensors)} from ${target}`;
}

/** "Operating System from all computers"; "patch-7 on all computers". */
export function askedWords(sim: Simulation, act: Asking): string {
  const target = targetWords(sim, act.target);
  return act.do === 'deploy' ? `${shorten(act.id, MOST_NAME)} on ${target}` : `${sensorWords(act.sensors.map((sensor) => sensor.name))} from ${target}`;
}

/** The same as people wrote it: sites by the names that the page shows. */
export function askedItemWords(item: AskingItem, nameOfSite: (id: string) => string): string {
  const target = targetItemWords(item.target ?? 'all', nameOfSite);
  return item.do === 'deploy' ? `${shorten(item.id, MOST_NAME)} on ${target}` : `${sensorWords(item.sensors)} from ${target}`;
}

export function sensorWords(names: readonly string[]): string {
  return listWords(names.map((name) => shorten(name, MOST_NAME)));
}

export function targetWords(sim: Simulation, target: TargetSpec): string {
  switch (target.kind) {
    case 'all':
      return 'all computers';
    case 'site':
      return `the computers of ${shorten(sim.world.sites[target.site]?.name ?? 'a site', MOST_NAME)}`;
    case 'subnet': {
      const subnet = sim.world.subnets[target.subnet];
      return `the computers of ${subnet === undefined ? 'a subnet' : formatPrefix(subnet.prefix)}`;
    }
    case 'clients':
      return listWords(target.clients.map((client) => nameOf(sim, client)));
    case 'fraction':
      return `${percentWords(target.ppm / 1_000_000)} of all computers`;
  }
}

function targetItemWords(target: Target, nameOfSite: (id: string) => string): string {
  if (target === 'all') return 'all computers';
  if ('site' in target) return `the computers of ${shorten(nameOfSite(target.site), MOST_NAME)}`;
  if ('subnet' in target) return `the computers of ${target.subnet}`;
  return 'addresses' in target ? listWords(target.addresses) : `${percentWords(target.fraction)} of all computers`;
}

function percentWords(share: number): string {
  return `${Number((share * 100).toFixed(4))} %`;
}

const manyAsked = new WeakMap<Simulation, { readonly acts: number; readonly many: boolean }>();

/** "the question", and where there are several: "the question os-1". */
export function theQuestion(sim: Simulation, number: number): string {
  const act = askingOf(sim, number);
  const what = act?.do === 'deploy' ? 'action' : 'question';
  let known = manyAsked.get(sim);
  if (known === undefined || known.acts !== sim.acts.length) {
    known = { acts: sim.acts.length, many: sim.acts.filter((one) => one.do === 'ask' || one.do === 'deploy').length > 1 };
    manyAsked.set(sim, known);
  }
  return act === undefined || !known.many ? `the ${what}` : `the ${what} ${shorten(act.id, 30)}`;
}

/** Whether the user did it, or the scenario's timeline. The acts of the timeline come first, live ones after them. */
export function doneBy(sim: Simulation, act: number): 'you' | 'timeline' {
  return act < sim.world.timeline.length ? 'timeline' : 'you';
}
