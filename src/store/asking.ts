/** Asking, as the page prepares it: the dialogs with what they begin with, ids that are free, and which answers are in view. */
import type { QuestionView } from '../sim/question-types';
import type { Target } from '../scenario/types';
import { useDocument } from './document-store';
import { select } from './selection';
import { onSession } from './session';
import { useStatus } from './status-store';
import type { QuestionName } from './ui-store';
import { setRemembered, useUi } from './ui-store';

/** Of the sensors that a question asked last, or of the first that everybody understands. */
const FIRST_SENSORS = ['Operating System'];

// Another scenario has other questions under the same names.
onSession('loaded', () => useUi.setState({ answersOf: null, rightTab: 'explain', askDraft: { sensors: FIRST_SENSORS, target: 'all' } }));

export function openAsk(target: Target = 'all'): void {
  const { askDraft } = useUi.getState();
  useUi.setState({ dialog: 'ask', menu: null, askDraft: { sensors: askDraft.sensors.length === 0 ? FIRST_SENSORS : askDraft.sensors, target } });
}

export function openAction(target: Target = 'all'): void {
  const { askDraft } = useUi.getState();
  useUi.setState({ dialog: 'action', menu: null, askDraft: { ...askDraft, target } });
}

/** The answers of one question, or of the latest, in the right panel. A sheet opens only when somebody asked to see them. */
export function showAnswers(of: QuestionName | null, sheet: 'open the sheet' | 'leave sheets' = 'leave sheets'): void {
  useUi.setState({ rightTab: 'answers', answersOf: of === null ? null : { kind: of.kind, id: of.id } });
  if (!useUi.getState().explainOpen) setRemembered({ explainOpen: true });
  if (sheet === 'open the sheet' && matchMedia('(max-width: 899px)').matches) useUi.setState({ sheet: 'explain' });
}

/** The chosen one as long as it has been asked; else the latest. */
export function chosenQuestion(questions: readonly QuestionView[], chosen: QuestionName | null): QuestionView | undefined {
  return questions.find(({ kind, id }) => kind === chosen?.kind && id === chosen.id) ?? questions[0];
}

/** Throws when nothing has been asked. */
export function questionInView(): QuestionView {
  const found = chosenQuestion(useStatus.getState().status?.questions ?? [], useUi.getState().answersOf);
  if (found === undefined) throw new Error('Nothing has been asked yet.');
  return found;
}

/** A client from a list: selected on the map, and its card in place of the list. */
export function showClient(slot: number): void {
  useUi.setState({ rightTab: 'explain' });
  select(slot);
}

/** An id that no question and no action has: q1, q2, … or a1, a2, … */
export function freshQuestionId(kind: 'ask' | 'deploy'): string {
  const { loaded, acts } = useDocument.getState();
  const taken = new Set<string>();
  for (const item of [...(loaded?.scenario.timeline ?? []), ...acts]) if (item.do === 'ask' || item.do === 'deploy') taken.add(item.id);
  const letter = kind === 'ask' ? 'q' : 'a';
  for (let n = 1; ; n++) if (!taken.has(`${letter}${n}`)) return `${letter}${n}`;
}
