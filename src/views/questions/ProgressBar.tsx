/** Progress as the product counts it: of the estimated those tested, and of these those that match, on one linear scale from zero. */
import type { QuestionView } from '../../sim/question-types';
import styles from './questions.module.css';

const WIDTH = 1000;

export function ProgressBar({ question: { estimated, tested, passed } }: { readonly question: QuestionView }) {
  const all = Math.max(1, estimated, tested);
  return (
    <svg className={styles.progress} viewBox={`0 0 ${WIDTH} 8`} preserveAspectRatio="none" aria-hidden="true">
      <rect className={styles.tested} width={(WIDTH * tested) / all} height={8} />
      <rect className={styles.passed} width={(WIDTH * passed) / all} height={8} />
    </svg>
  );
}
