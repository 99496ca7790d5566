/** Progress as the product counts it: of the estimated those tested, and of these those that match; of an action those done. One linear scale from zero. */
import type { QuestionView } from '../../sim/question-types';
import { progressOf } from './question-words';
import styles from './questions.module.css';

const WIDTH = 1000;

export function ProgressBar({ question }: { readonly question: QuestionView }) {
  const { done, of } = progressOf(question);
  const all = Math.max(1, of, done);
  const passed = question.ending ? done : question.passed;
  return (
    <svg className={styles.progress} viewBox={`0 0 ${WIDTH} 8`} preserveAspectRatio="none" aria-hidden="true">
      <rect className={styles.tested} width={(WIDTH * done) / all} height={8} />
      <rect className={styles.passed} width={(WIDTH * passed) / all} height={8} />
    </svg>
  );
}
