/** Invariant 8 of the rule book §10, watched over a run: who answers does so once, the counts add up, and nothing is accepted after the expiry. */
import type { QuestionView } from '../sim/question-types';
import type { Simulation } from '../sim/types';
import type { Slot } from '../sim/world';

/** Rows that a question must not have after its expiry. */
const UNDER_WAY = /^(question\.(received|lost|answered|completed)|answers\.|action\.)/;

export interface QuestionWatch {
  /** To be called after any event; one sentence for each violation. */
  observe(): string[];
}

export function watchQuestions(simulation: Simulation): QuestionWatch {
  const before = new Map<number, QuestionView>();
  const closed = new Set<number>();
  /** Questions that a client has and has not forgotten by stopping. */
  const received = new Map<Slot, Set<number>>();
  let seen = 0;

  const readRow = (id: number, wrong: string[]): void => {
    const row = simulation.log.get(id);
    if (!row) return;
    const client = row.client < 0 ? -1 : simulation.clientAt(row.client);
    if (row.kind === 'client.stopped') received.delete(client);
    if (row.kind === 'question.expired') closed.add(row.detail);
    else if (closed.has(row.detail) && UNDER_WAY.test(row.kind)) wrong.push(`${row.kind} of question ${row.detail} after its expiry`);
    if (row.kind !== 'question.received') return;
    const own = received.get(client) ?? new Set();
    if (own.has(row.detail)) wrong.push(`client ${client} handles question ${row.detail} a second time`);
    received.set(client, own.add(row.detail));
  };

  return {
    observe() {
      if (simulation.log.lastId === seen) return [];
      const wrong: string[] = [];
      while (seen < simulation.log.lastId) readRow(++seen, wrong);
      for (const view of simulation.questions()) {
        const last = before.get(view.number);
        if (last?.open === false && sameTotals(last, view)) continue;
        wrong.push(...checkQuestion(simulation, view, last));
        before.set(view.number, view);
      }
      return wrong.map((text) => `${text} (8, at ${simulation.now} µs)`);
    },
  };
}

const sameTotals = (a: QuestionView, b: QuestionView): boolean =>
  a.open === b.open && a.tested === b.tested && a.passed === b.passed && a.estimated === b.estimated && a.completeAt === b.completeAt;

function checkQuestion(simulation: Simulation, view: QuestionView, last: QuestionView | undefined): string[] {
  const { number, kind, open, estimated, tested, passed, answers, completeAt } = view;
  const wrong: string[] = [];
  const expect = (holds: boolean, text: string): void => {
    if (!holds) wrong.push(`question ${number}: ${text}`);
  };
  const sum = answers.filter(({ value }) => kind === 'question' || value === 'Completed' || value === 'Failed').reduce((total, { count }) => total + count, 0);
  expect(tested <= estimated, `tested ${tested} of ${estimated}`);
  expect(passed <= tested, `passed ${passed} of ${tested} tested`);
  expect(kind === 'question' ? sum === passed : sum <= passed, `counts add up to ${sum}, passed is ${passed}`);
  expect(completeAt === null || tested === estimated, `complete with ${tested} of ${estimated}`);
  if (last) {
    expect(tested >= last.tested && passed >= last.passed && estimated >= last.estimated, 'a count went down');
    expect(last.open || sameTotals(last, view), 'something was accepted after the expiry');
  }
  if (open) wrong.push(...checkClients(simulation, view));
  return wrong;
}

/** Each answer is in one place: with a client, in a message, or at the server, where it counts once. */
function checkClients(simulation: Simulation, { number, tested }: QuestionView): string[] {
  const wrong: string[] = [];
  const holders = new Map<Slot, Slot>();
  simulation.eachAnswerOnItsWay(number, (client, holder) => {
    if (holders.has(client)) wrong.push(`question ${number}: the answer of client ${client} is with ${holders.get(client)} and with ${holder}`);
    holders.set(client, holder);
  });
  let heard = 0;
  for (let client = 0; client < simulation.world.clientCount; client++) {
    const at = simulation.questionAt(number, client);
    if (at === null || at.heardAt === null || at.heardAt > simulation.now) continue;
    heard++;
    if (holders.has(client)) wrong.push(`question ${number}: the answer of client ${client} was heard and is still on its way`);
    if (!at.counted) wrong.push(`question ${number}: client ${client} was heard and does not count`);
  }
  if (heard !== tested) wrong.push(`question ${number}: ${heard} clients were heard, tested is ${tested}`);
  return wrong;
}
