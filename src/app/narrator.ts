/** What the polite live region says: a summary of what happened since it last spoke, at most every two seconds, faster runs every five. */
import { useEffect, useState } from 'react';
import type { Following, Milestone, Status } from '../engine/contract';
import type { QuestionView } from '../sim/question-types';
import { chosenQuestion } from '../store/asking';
import { onSession } from '../store/session';
import { useStepped } from '../store/steps';
import { useUi } from '../store/ui-store';
import { clock, count } from '../store/units';
import { progressWords } from '../views/questions/question-words';

const PAUSE_MILLIS = 2_000;
const FAST_PAUSE_MILLIS = 5_000;

/** One sentence for a stretch of the run; null when there is nothing to say. Reads newest last. */
export function summarise(milestones: readonly Milestone[]): string | null {
  const last = milestones.at(-1);
  if (last === undefined) return null;
  const others = milestones.length - 1;
  return `${clock(last.t, 0)}: ${last.text}${others > 0 ? ` And ${count(others, 'more change', 'more changes')} before.` : ''}`;
}

/** What is said when following begins, goes over to something else, or ends; hops are told as steps are. */
export function followingSaid(before: Following | null, after: Following | null): string | null {
  if (after === null) return before === null ? null : 'Nothing is followed any more.';
  const same = before !== null && before.question === after.question && (before.eventId === undefined) === (after.eventId === undefined);
  return same ? null : `Following: ${after.text}`;
}

/** The question whose answers somebody looks at. */
function questionShown(status: Status): QuestionView | undefined {
  const { rightTab, answersOf } = useUi.getState();
  if (rightTab !== 'answers') return undefined;
  return chosenQuestion(status.questions, answersOf);
}

/** How far the question in view is, when that has changed; its completion is a milestone and told as such. */
export function progressSaid(question: QuestionView | undefined, told: QuestionView | undefined): string | null {
  if (question === undefined || question.completeAt !== null) return null;
  if (question.number === told?.number && question.tested === told.tested && question.estimated === told.estimated) return null;
  return question.tested === 0 ? null : `${question.id}: ${progressWords(question)}.`;
}

export function useNarration(): string {
  const [sentence, setSentence] = useState('');
  useEffect(() => {
    let spokenUpTo = -1;
    let spokenAt = 0;
    let epoch = -1;
    let following: Following | null = null;
    let toldProgress: QuestionView | undefined;
    let owed = '';
    let waiting: ReturnType<typeof setTimeout> | null = null;
    const speak = (text: string): void => {
      spokenAt = performance.now();
      setSentence(text);
    };
    // What somebody did is answered; of steps in quick succession the last one is told.
    const owe = (text: string): void => {
      owed = text;
      waiting ??= setTimeout(
        () => {
          waiting = null;
          speak(owed);
        },
        Math.max(0, spokenAt + PAUSE_MILLIS - performance.now()),
      );
    };
    const stopStatus = onSession('status', (payload) => {
      const status = payload as Status;
      if (status.epoch !== epoch) {
        epoch = status.epoch;
        spokenUpTo = status.time;
      }
      const followed = followingSaid(following, status.following);
      following = status.following;
      if (followed !== null) owe(followed);
      const pause = status.speed > 1 ? FAST_PAUSE_MILLIS : PAUSE_MILLIS;
      if (performance.now() - spokenAt < pause) return;
      const fresh = status.milestones.filter((mark) => mark.t > spokenUpTo && mark.t <= status.time);
      const progress = progressSaid(questionShown(status), toldProgress);
      if (progress !== null) toldProgress = questionShown(status);
      const text = [summarise(fresh), progress].filter((part) => part !== null).join(' ');
      spokenUpTo = Math.max(spokenUpTo, status.time);
      if (text !== '') speak(text);
    });
    const stopSteps = useStepped.subscribe(({ text }) => {
      if (text !== '') owe(text);
    });
    return () => {
      stopStatus();
      stopSteps();
      if (waiting !== null) clearTimeout(waiting);
    };
  }, []);
  return sentence;
}
