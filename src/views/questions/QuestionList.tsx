/** Questions and actions, newest first: what, whom, how far. */
import type { QuestionView } from '../../sim/question-types';
import { showAnswers } from '../../store/asking';
import { useDocument } from '../../store/document-store';
import { clock } from '../../store/units';
import { cx } from '../../ui/cx';
import { Icon } from '../../ui/Icon';
import { Literal } from './Literal';
import { ProgressBar } from './ProgressBar';
import { progressOf, progressWords, specWords, stateWords, subjectOf } from './question-words';
import styles from './questions.module.css';

export function QuestionList({ questions, shown }: { readonly questions: readonly QuestionView[]; readonly shown: number }) {
  const scenario = useDocument((state) => state.loaded?.scenario ?? null);
  return (
    <ul className={styles.list} aria-label="Questions and actions, newest first">
      {questions.map((question) => (
        <li key={question.number}>
          <button
            type="button"
            className={cx(styles.entry, question.number === shown && styles.entryShown)}
            aria-current={question.number === shown}
            onClick={() => showAnswers(question)}
          >
            <span className={styles.entryHead}>
              <Icon name={question.kind === 'action' ? 'action' : 'ask'} size={13} />
              <Literal text={subjectOf(question)} className={styles.subject} />
              <span className={styles.state}>{stateWords(question)}</span>
            </span>
            <ProgressBar question={question} />
            <span className={styles.entryFoot}>
              <span>
                {question.kind === 'question' && `${question.id} · `}
                {clock(question.askedAt, 0)} · {specWords(question.target, scenario)}
              </span>
              <span title={progressWords(question)}>
                {progressOf(question).done.toLocaleString('en-US')}/{progressOf(question).of.toLocaleString('en-US')}
              </span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
