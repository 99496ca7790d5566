/** The Explain panel about a question or an action: how far it is, what it cost, what to try. */
import { EVENT_KINDS } from '../../sim/log';
import type { LogEvent } from '../../sim/log';
import type { QuestionView } from '../../sim/question-types';
import type { Simulation } from '../../sim/types';
import type { Micros } from '../../sim/world';
import { capital } from '../question-sentences';
import { durationWords, grouped, plural } from '../wording';
import { countMeant, countMissing } from './answers';
import type { MissingReason } from '../contract';
import { askedId, rowAt } from './deeds';

/** A question that is complete is what happens for so long. */
const NEWS_TIME: Micros = 30_000_000;
/** In larger fleets who is missing is counted when somebody asks for it, not twice a second. */
const MOST_COUNTED = 200_000;
/** Rows of the log looked at for the latest answers. */
const LOOK_BACK = 5_000;

/** It travels, or has just been answered. */
export function isNews(sim: Simulation, view: QuestionView): boolean {
  return view.open && (view.completeAt === null || sim.now - view.completeAt <= NEWS_TIME);
}

export function questionHappening(sim: Simulation, view: QuestionView): string {
  const what = view.kind === 'action' ? 'action' : 'question';
  if (view.estimated === 0) return `The ${what} has nobody to go to: the server has heard of no client lately.`;
  if (isForNobody(sim, view)) return `No client matches the target of the ${what}; ${grouped(view.tested)} of ${grouped(view.estimated)} have said so.`;
  if (view.ending) return `The action has come to its end on ${grouped(view.ending.ended)} of ${plural(view.ending.targets, 'computer')}.`;
  const heard = `${grouped(view.tested)} of ${plural(view.estimated, 'computer')}`;
  if (view.completeAt !== null)
    return `The ${what} is complete: ${heard} ${view.estimated === 1 ? 'was' : 'were'} heard within ${durationWords(view.completeAt - view.askedAt)}.`;
  const having = countReceived(sim, view);
  const under = travelling(sim);
  if (under.has(view.number) || sim.world.clientCount > MOST_COUNTED) {
    const answers = plural(view.tested, 'answer');
    const which =
      under.size > 1
        ? `${grouped(under.size)} ${[...under].some((n) => sim.question(n)?.kind === 'action') ? 'questions and actions' : 'questions'} travel; the latest:`
        : 'A question travels:';
    return `${which} ${grouped(having)} of ${plural(view.estimated, 'computer')} ${having === 1 ? 'has' : 'have'} it, ${answers} ${view.tested === 1 ? 'is' : 'are'} in.`;
  }
  return `${heard} ${view.tested === 1 ? 'has' : 'have'} been heard; ${stillMissing(sim, view)}.`;
}

function isForNobody(sim: Simulation, view: QuestionView): boolean {
  return view.passed === 0 && view.target.kind !== 'all' && countMeant(sim, view.target).matching === 0;
}

function countReceived(sim: Simulation, view: QuestionView): number {
  const columns = sim.questionColumns(view.number);
  if (columns === null) return view.received;
  let many = 0;
  for (let client = 0; client < sim.world.clientCount; client++) if ((columns.receivedAt[client] ?? Infinity) <= sim.now) many++;
  return many;
}

/** Questions and actions with a message on its way. */
function travelling(sim: Simulation): ReadonlySet<number> {
  const numbers = new Set<number>();
  sim.eachMessageInFlight((_, question) => numbers.add(question));
  return numbers;
}

const SHORT: Readonly<Record<MissingReason, readonly [one: string, more: string]>> = {
  offline: ['is offline', 'are offline'],
  lostContact: ['is cut off from the server', 'are cut off from the server'],
  waitsForRegistration: ['waits for its next registration', 'wait for their next registration'],
  sensorRuns: ['is still at work', 'are still at work'],
  underWay: ['is under way', 'are under way'],
  waitsInChain: ['waits in the chain', 'wait in the chain'],
  lost: ['was lost on the way', 'were lost on the way'],
  expired: ['came too late', 'came too late'],
  locked: ['is locked', 'are locked'],
  notCounted: ['does not count', 'do not count'],
};

/** The reason that most of those have who are missing. */
function stillMissing(sim: Simulation, view: QuestionView): string {
  const most = [...countMissing(sim, view)].sort((a, b) => b[1] - a[1])[0];
  if (most === undefined) return 'nobody is missing';
  return `${grouped(most[1])} ${SHORT[most[0]][most[1] === 1 ? 0 : 1]}`;
}

/** The event that tells most: its completion, else the latest answers that came in, else the asking. */
export function questionBecause(sim: Simulation, view: QuestionView): LogEvent | undefined {
  const { log } = sim;
  const isIts = (event: LogEvent | undefined): boolean => event?.detail === view.number;
  if (view.completeAt !== null) {
    const done = log.get(rowAt(log, view.completeAt, (event) => event.kind === 'question.completed' && isIts(event)));
    if (done !== undefined) return done;
  }
  const collected = EVENT_KINDS.indexOf('answers.collected');
  const oldest = Math.max(log.firstId, log.lastId - LOOK_BACK, 1);
  for (let id = log.lastId; id >= oldest && log.timeOf(id) >= view.askedAt; id--) if (log.kindOf(id) === collected && isIts(log.get(id))) return log.get(id);
  return log.get(askedId(sim, view));
}

/** Without peering every client would hear the question from the server and answer it there (NET-7); both are counted up to now. A full link is what it costs before all else (NET-2). */
export function questionCost(view: QuestionView, full: string | null): string {
  const { lan, wan } = view.messages;
  const { lan: aloneLan, wan: aloneWan } = view.messagesWithout;
  const what = view.kind === 'action' ? 'the action' : 'the question';
  if (full !== null) return `${full}; ${what} took ${grouped(lan)} LAN and ${grouped(wan)} WAN messages.`;
  const so = view.completeAt === null ? `So far ${what}` : capital(what);
  return `${so} took ${grouped(lan)} LAN and ${grouped(wan)} WAN messages; without peering, ${grouped(aloneLan)} LAN and ${grouped(aloneWan)} WAN.`;
}

export function questionTry(sim: Simulation, view: QuestionView, full: string | null): string {
  const again = view.kind === 'action' ? 'Deploy again' : 'Ask again';
  if (view.estimated === 0) return `Let clients register first, then ${again.toLowerCase()}.`;
  if (full !== null) return 'Give that link more bandwidth, or ask fewer computers at once.';
  if (view.completeAt === null && sim.wanCut.includes(true)) return 'Restore the WAN link and watch the missing answers come in.';
  if (view.completeAt === null && sim.serverRunning.includes(false)) return 'Start the server again; the missing answers follow.';
  if (view.completeAt === null) return 'Unplug a computer in the wave and see what becomes of its answers.';
  return `${again}, slower, and follow one message from hop to hop.`;
}
