/**
 * The way of one message through the log, row by row: a question from client to client, at the end of its chain that client's answer, and on
 * from there to the server. A row's successor may still be to come, so it is described by a test that rows of the log are put to.
 */
import { SIZE } from '../sim/ledger';
import type { LogEvent } from '../sim/log';
import type { Simulation } from '../sim/types';
import type { Micros, Slot } from '../sim/world';
import { flightTime } from './flight';
import { kindNumber, kindTable } from './kind-table';

/** Rows that are hops of a question: something of it was sent, arrived or was lost. */
const HOPS = kindTable([
  'question.asked',
  'question.received',
  'question.lost',
  'answers.sent',
  'answers.partial',
  'answers.received',
  'answers.lost',
  'answers.collected',
  'question.completed',
  'question.expired',
]);
const ABOUT_QUESTIONS = kindTable([
  'question.asked',
  'question.received',
  'question.lost',
  'question.answered',
  'action.started',
  'answers.sent',
  'answers.partial',
  'answers.received',
  'answers.lost',
  'answers.collected',
]);
const EXPIRED = kindNumber('question.expired');
const RECEIVED = kindNumber('question.received');
const ARRIVALS = kindTable(['question.received', 'question.lost']);
const SENT = kindTable(['answers.sent', 'answers.partial']);
const ENDS = kindTable(['answers.received', 'answers.lost', 'answers.collected']);
const OWN_ANSWER = kindTable(['question.answered', 'answers.sent', 'answers.partial']);

export type RowTest = (id: number) => boolean;

/** Whether a row is a hop of a question; −1 = of any. */
export function hopTest(sim: Simulation, question: number): RowTest {
  const { log } = sim;
  return (id) => HOPS[log.kindOf(id)] === 1 && (question < 0 || log.get(id)?.detail === question);
}

/** A row that speaks of one message of this question. */
export function isAboutMessage(sim: Simulation, event: LogEvent | undefined, question: number): event is LogEvent {
  return event !== undefined && event.detail === question && ABOUT_QUESTIONS[sim.log.kindOf(event.id)] === 1;
}

/** What the next row on the way of the message looks like; null where the way ends. When the question expires every way ends. */
export function nextOnWay(sim: Simulation, event: LogEvent): RowTest | null {
  const found = successor(sim, event);
  if (found === null) return null;
  const { log } = sim;
  return (id) => {
    const kind = log.kindOf(id);
    if (kind !== EXPIRED && !found(id, kind)) return false;
    return log.get(id)?.detail === event.detail;
  };
}

type Found = (id: number, kind: number) => boolean;

function successor(sim: Simulation, { id: from, t, kind, client, peer, detail }: LogEvent): Found | null {
  const { log } = sim;
  const causedBy = (id: number): boolean => log.get(id)?.cause === from;
  switch (kind) {
    case 'question.asked':
      return (id, what) => ARRIVALS[what] === 1 && causedBy(id);
    case 'question.received': {
      // The forward peer has it next, however long it waits in a queue (NET-2); whoever has none, or one that has it already, answers.
      const ownFrom = ownAnswerFrom(sim, client, detail, t);
      return (id, what) =>
        (ARRIVALS[what] === 1 && log.peerOf(id) === client && causedBy(id)) ||
        (OWN_ANSWER[what] === 1 && log.clientOf(id) === client && id > from && log.timeOf(id) >= ownFrom);
    }
    case 'question.lost':
      return (id, what) => what === RECEIVED && log.clientOf(id) === client;
    case 'action.started':
    case 'question.answered':
    case 'answers.received':
    case 'answers.lost':
      return (id, what) => SENT[what] === 1 && log.clientOf(id) === client;
    case 'answers.sent':
    case 'answers.partial':
      return (id, what) => ENDS[what] === 1 && (log.clientOf(id) === client || log.clientOf(id) === peer) && causedBy(id);
    default:
      return null;
  }
}

/** From when on a client's own answer goes on with the way of a question that it has received: not while that may be on its way to the forward peer. */
function ownAnswerFrom(sim: Simulation, client: Slot, question: number, receivedAt: Micros): Micros {
  const forward = sim.columns.out[0][client] ?? -1;
  if (forward < 0) return receivedAt;
  const part = sim.questionAt(question, sim.clientAt(forward));
  if (part === null || part.receivedAt === null) return Infinity;
  // Its row is the next one where it came from here; where it had come another way before, the copy was ignored.
  if (part.from?.kind === 'peer' && part.from.slot === client) return Infinity;
  return receivedAt + flightTime(sim, client, forward, SIZE.question) + 1;
}

/** The row before this one on the way; 0 where it begins. */
export function previousOnWay(sim: Simulation, event: LogEvent): number {
  const before = event.cause > 0 ? sim.log.get(event.cause) : undefined;
  return isAboutMessage(sim, before, event.detail) ? before.id : 0;
}
