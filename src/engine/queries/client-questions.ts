/** What one client has to do with questions and actions: those that are open, and the latest asked. */
import type { QuestionView } from '../../sim/question-types';
import type { Simulation } from '../../sim/types';
import type { Slot } from '../../sim/world';
import type { ClientQuestion } from '../contract';
import { questionText } from '../question-words';
import { MissingFinder, trafficOfOne } from './missing';
import { findingText } from './missing-words';

const MOST_QUESTIONS = 8;

export function clientQuestions(sim: Simulation, slot: Slot): readonly ClientQuestion[] {
  const client = sim.clientAt(slot);
  const newestFirst = sim.questions().toReversed();
  return newestFirst
    .filter((view, i) => view.open || i === 0)
    .slice(0, MOST_QUESTIONS)
    .flatMap((view) => clientQuestion(sim, view, client));
}

function clientQuestion(sim: Simulation, view: QuestionView, client: Slot): ClientQuestion[] {
  const at = sim.questionAt(view.number, client);
  const columns = sim.questionColumns(view.number);
  if (at === null || columns === null) return [];
  const finding = new MissingFinder(sim, view, columns, trafficOfOne(sim, view, columns, client)).find(client);
  const past = (t: number | null): number | null => (t === null || t > sim.now ? null : t);
  const receivedAt = past(at.receivedAt);
  const from = receivedAt === null ? null : at.from;
  return [
    {
      number: view.number,
      kind: view.kind,
      text: questionText(sim, view),
      open: view.open,
      counted: at.counted,
      targeted: at.targeted,
      receivedAt,
      from: from === null ? null : from.kind === 'peer' ? sim.addressText(from.slot) : from.kind === 'server' ? 'its server' : 'its registration',
      fromSlot: from?.kind === 'peer' ? from.slot : -1,
      value: at.done || view.kind === 'action' ? at.value : null,
      sentAt: past(at.sentAt),
      heardAt: past(at.heardAt),
      waitsFor: at.waitsFor,
      state: findingText(sim, view, client, finding),
    },
  ];
}
