/** Questions and their targets in a few words, and the state of a question. */
import type { Scenario, Target } from '../../scenario/types';
import type { QuestionView } from '../../sim/question-types';
import { count, number } from '../../store/units';

export function targetWords(target: Target, scenario: Scenario | null): string {
  if (target === 'all') return 'all computers';
  if ('site' in target) return scenario?.sites.find((site) => site.id === target.site)?.name ?? target.site;
  if ('subnet' in target) return target.subnet;
  if ('addresses' in target) return clientsWords(target.addresses.length, target.addresses[0]);
  return shareWords(target.fraction);
}

/** The same for a target as the simulation has it: sites and subnets by their places in the scenario. */
export function specWords(target: QuestionView['target'], scenario: Scenario | null): string {
  switch (target.kind) {
    case 'all':
      return 'all computers';
    case 'site': {
      const site = scenario?.sites[target.site];
      return site?.name ?? site?.id ?? 'one site';
    }
    case 'subnet':
      return scenario?.subnets[target.subnet]?.cidr ?? 'one subnet';
    case 'clients':
      return count(target.clients.length, 'computer');
    case 'fraction':
      return shareWords(target.ppm / 1e6);
  }
}

function clientsWords(many: number, first: string | undefined): string {
  return many === 1 && first !== undefined ? first : count(many, 'computer');
}
function shareWords(fraction: number): string {
  return `${number(fraction * 100)} % of all computers`;
}

/** What is asked for; of an action its id. */
export function subjectOf(question: QuestionView): string {
  return question.kind === 'action' ? question.id : question.sensors.join(', ');
}

export type QuestionState = 'travelling' | 'complete' | 'expired' | 'nobody';

/** Complete stays complete after the expiry; nobody = the server counted no computer when it asked. */
export function stateOf(question: QuestionView): QuestionState {
  if (question.estimated === 0 && question.tested === 0) return question.open ? 'nobody' : 'expired';
  if (timesOf(question).complete !== null) return 'complete';
  return question.open ? 'travelling' : 'expired';
}
const STATE_WORDS: Readonly<Record<QuestionState, string>> = {
  travelling: 'travelling',
  complete: 'complete',
  expired: 'expired',
  nobody: 'nobody heard it',
};
export function stateWords(question: QuestionView): string {
  const state = stateOf(question);
  return state === 'travelling' && question.kind === 'action' ? 'under way' : STATE_WORDS[state];
}

type Progress = Pick<QuestionView, 'kind' | 'tested' | 'estimated' | 'passed' | 'ending'>;

/** Of a question those tested of the estimated; of an action those that have come to an end, of the computers that it is for. */
export function progressOf({ tested, estimated, ending }: Progress): { readonly done: number; readonly of: number } {
  return ending ? { done: ending.ended, of: ending.targets } : { done: tested, of: estimated };
}

type Times = Record<'first' | 'half' | 'p95' | 'complete', number | null>;

export function timesOf(question: Pick<QuestionView, 'firstAnswerAt' | 'halfAt' | 'p95At' | 'completeAt' | 'ending'>): Times {
  const { ending } = question;
  if (ending) return { first: ending.firstAt, half: ending.halfAt, p95: ending.p95At, complete: ending.completeAt };
  return { first: question.firstAnswerAt, half: question.halfAt, p95: question.p95At, complete: question.completeAt };
}

/** "58 of 60 tested, 12 match"; of an action "3 of 20 done". */
export function progressWords(question: Progress): string {
  const { kind, passed } = question;
  const { done, of } = progressOf(question);
  const heard = `${done.toLocaleString('en-US')} of ${of.toLocaleString('en-US')}`;
  return kind === 'action' ? `${heard} done` : `${heard} tested, ${passed.toLocaleString('en-US')} ${passed === 1 ? 'matches' : 'match'}`;
}
