/** One plain sentence for each event of a question or an action. `amount` is the number of answers, `detail` the question's number. */
import type { LogEvent } from '../sim/log';
import type { Simulation } from '../sim/types';
import { askedWords, askingOf, doneBy, theQuestion } from './question-words';
import { durationWords, nameOf, plural, shorten } from './wording';

type Template = (sim: Simulation, event: LogEvent) => string;
type QuestionKind = Extract<LogEvent['kind'], `question.${string}` | `answers.${string}` | 'action.started'>;

export const QUESTION_TEMPLATES: Readonly<Record<QuestionKind, Template>> = {
  'question.asked': askedSentence,
  'question.received': receivedSentence,
  'question.lost': (sim, e) =>
    `${capital(theQuestion(sim, e.detail))} from ${e.peer < 0 ? 'the server' : nameOf(sim, e.peer)} to ${nameOf(sim, e.client)} is lost on the way.`,
  'question.answered': answeredSentence,
  'action.started': (sim, e) => `${nameOf(sim, e.client)} starts the command of ${theQuestion(sim, e.detail)}.`,
  'answers.sent': sentSentence,
  'answers.partial': (sim, e) => `${nameOf(sim, e.client)} ${patience(sim)} and passes ${answerWords(sim, e)} to ${receiver(sim, e)}; more will follow.`,
  'answers.received': (sim, e) =>
    e.amount === 0 && !isAction(sim, e)
      ? `${nameOf(sim, e.client)} hears from ${nameOf(sim, e.peer)} that nothing more will follow.`
      : `${nameOf(sim, e.client)} takes ${answerWords(sim, e)} from ${nameOf(sim, e.peer)}.`,
  'answers.lost': lostSentence,
  'answers.collected': (sim, e) =>
    e.amount === 0 && !isAction(sim, e)
      ? `The server hears from ${nameOf(sim, e.client)} that nothing more will follow.`
      : `The server takes ${answerWords(sim, e)} from ${nameOf(sim, e.client)}.`,
  'question.completed': (sim, e) =>
    e.amount === 1
      ? `The one client that the server counts on has been heard: ${theQuestion(sim, e.detail)} is complete.`
      : `All ${plural(e.amount, 'client')} that the server counts on have been heard: ${theQuestion(sim, e.detail)} is complete.`,
  'question.expired': (sim, e) =>
    `${capital(theQuestion(sim, e.detail))} expires: ${e.amount === 0 ? 'no client was' : e.amount === 1 ? '1 client was' : `${plural(e.amount, 'client')} were`} heard; later ${isAction(sim, e) ? 'statuses' : 'answers'} are dropped.`,
};

function isAction(sim: Simulation, e: LogEvent): boolean {
  return askingOf(sim, e.detail)?.do === 'deploy';
}

/** "3 answers"; of an action the statuses that will not change any more are counted. */
function answerWords(sim: Simulation, e: LogEvent): string {
  if (!isAction(sim, e)) return plural(e.amount, 'answer');
  return e.amount === 0 ? 'statuses that may still change' : plural(e.amount, 'final status', 'final statuses');
}

function receiver(sim: Simulation, e: LogEvent): string {
  return e.peer < 0 ? 'its server' : nameOf(sim, e.peer);
}

function askedSentence(sim: Simulation, e: LogEvent): string {
  const act = askingOf(sim, e.detail);
  if (act === undefined) return 'A question is asked.';
  const you = doneBy(sim, e.detail) === 'you';
  const verb = act.do === 'deploy' ? (you ? 'You deploy' : "The scenario's timeline deploys") : you ? 'You ask' : "The scenario's timeline asks";
  const counted = e.amount === 0 ? 'the server knows of no client' : `the server counts on ${plural(e.amount, 'client')}`;
  return `${verb}: ${askedWords(sim, act)}; ${counted}.`;
}

function receivedSentence(sim: Simulation, e: LogEvent): string {
  const who = nameOf(sim, e.client);
  const what = theQuestion(sim, e.detail);
  if (e.peer >= 0) return `${who} gets ${what} from ${nameOf(sim, e.peer)}.`;
  if (e.rule === 'REG-5') return `${who} gets ${what} with its registration.`;
  if (e.rule === 'LINK-11') return `${who} gets ${what} only now, with its registration: no forward link reaches it.`;
  return `${who}, a backward leader, gets ${what} from its server.`;
}

function answeredSentence(sim: Simulation, e: LogEvent): string {
  const who = nameOf(sim, e.client);
  if (e.rule === 'Q-7') return `${who} is not meant by ${theQuestion(sim, e.detail)}: it counts as tested and gives no answer.`;
  if (e.rule === 'Q-9') return `An action lock on ${who} stops ${theQuestion(sim, e.detail)} there: its status stays Waiting.`;
  const value = e.client < 0 ? null : (sim.questionAt(e.detail, sim.clientAt(e.client))?.value ?? null);
  const said = value === null ? '' : `: ${value === '' ? '(empty)' : shorten(value, 60)}`;
  return e.rule === 'Q-8' ? `The command of ${theQuestion(sim, e.detail)} has ended on ${who}${said}.` : `${who} has its own answer${said}.`;
}

function sentSentence(sim: Simulation, e: LogEvent): string {
  const who = nameOf(sim, e.client);
  if (e.peer < 0) return `${who}, a forward leader, sends ${e.amount === 0 && !isAction(sim, e) ? 'word that all are in' : answerWords(sim, e)} to its server.`;
  if (e.amount === 0) return `${who} tells ${nameOf(sim, e.peer)} that nothing more will follow from it.`;
  return `${who} passes ${answerWords(sim, e)} to ${nameOf(sim, e.peer)}: nothing more will follow from it.`;
}

/** Why it does not wait for those behind it (Q-3). */
function patience(sim: Simulation): string {
  const { answerHold } = sim.world.settings;
  return answerHold === 0 ? 'does not wait' : answerHold === Infinity ? 'goes on' : `has waited for ${durationWords(answerHold)}`;
}

function lostSentence(sim: Simulation, e: LogEvent): string {
  const what = e.amount === 0 && !isAction(sim, e) ? 'A message without answers' : answerWords(sim, e);
  const are = e.amount === 1 || what.startsWith('A message') ? 'is' : 'are';
  return `${capital(what)} from ${nameOf(sim, e.client)} to ${receiver(sim, e)} ${are} lost on the way; if it can, it sends again.`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
