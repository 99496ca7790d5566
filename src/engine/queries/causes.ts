/** Chains of causes as people read them: effect first, a long middle left out, and at the end who or what began it. */
import type { LogEvent } from '../../sim/log';
import type { Simulation } from '../../sim/types';
import type { CauseRow } from '../contract';
import { doneBy } from '../question-words';
import { logRow } from '../sentences';
import { durationWords, plural } from '../wording';
import { isOfAct } from './deeds';

/** Rows of a chain that are shown: from the effect on, and from the beginning on. */
export const FIRST_ROWS = 60;
export const LAST_ROWS = 20;

/** The chain of causes of an event, as far as the log keeps it. */
export function causeRows(sim: Simulation, event: LogEvent): CauseRow[] {
  const chain = sim.log.causesOf(event.id);
  const rows = shortened(sim, chain);
  const last = rows.at(-1);
  const began = chain.at(-1);
  if (last === undefined || began === undefined) return rows;
  // The log is bounded: what it has dropped has a cause of its own.
  return began.cause > 0 ? rows : [...rows.slice(0, -1), { ...last, origin: originOf(sim, began) }];
}

function shortened(sim: Simulation, chain: readonly LogEvent[]): CauseRow[] {
  if (chain.length <= FIRST_ROWS + LAST_ROWS + 1) return chain.map((one) => logRow(sim, one));
  const middle = chain.slice(FIRST_ROWS, chain.length - LAST_ROWS);
  const head: CauseRow[] = chain.slice(0, FIRST_ROWS).map((one) => logRow(sim, one));
  const before = head[FIRST_ROWS - 1]!;
  head[FIRST_ROWS - 1] = { ...before, leftOut: { rows: middle.length, text: leftOutText(middle) } };
  return [...head, ...chain.slice(chain.length - LAST_ROWS).map((one) => logRow(sim, one))];
}

/** Messages from one client to another. */
function leftOutText(middle: readonly LogEvent[]): string {
  const hops = middle.filter((one) => one.peer >= 0 && (one.kind === 'question.received' || one.kind === 'answers.received')).length;
  return hops > 0 ? `… ${plural(hops, 'hop')} before` : `… ${plural(middle.length, 'step')} before`;
}

/** The first cause: the user, the scenario's timeline, a client's timer, or the start of the scenario. */
export function originOf(sim: Simulation, began: LogEvent): NonNullable<CauseRow['origin']> {
  if (isOfAct(began, sim.acts[began.detail])) {
    if (doneBy(sim, began.detail) === 'you') return { by: 'you', text: began.kind === 'question.asked' ? 'You asked.' : 'You did it.' };
    return { by: 'timeline', text: began.kind === 'question.asked' ? "The scenario's timeline asks." : "The scenario's timeline does it." };
  }
  if (began.kind === 'client.started' || began.kind === 'client.registered')
    return began.rule === 'REG-2'
      ? timer('A timer: two to six hours have passed.')
      : { by: 'start', text: 'The scenario: every client comes online at its own moment.' };
  return timer(timerText(sim, began));
}

function timer(text: string): NonNullable<CauseRow['origin']> {
  return { by: 'timer', text };
}

function timerText(sim: Simulation, event: LogEvent): string {
  const { settings } = sim.world;
  switch (event.kind) {
    case 'answers.partial':
      return `A timer: answers wait for ${durationWords(settings.answerHold)} at most.`;
    case 'answers.sent':
      return 'A timer: the peer behind has been silent for too long, so nobody is waited for any more.';
    case 'link.tried':
      return `A timer: every ${durationWords(settings.reflectRetry)} a reflecting client tries its peers again.`;
    case 'registration.failed':
      return `A timer: a registration was due, and no answer came within ${durationWords(settings.connectTimeout)}.`;
    default:
      return 'A timer of the client.';
  }
}
