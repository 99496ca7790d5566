/** One answer: its text, how many gave it, which share that is, and a bar from zero. */
import type { QuestionView } from '../../sim/question-types';
import { grouped } from '../../store/units';
import { askWhy, whyMark } from '../../store/why';
import { cx } from '../../ui/cx';
import { Literal } from './Literal';
import { literalText } from './literal-text';
import styles from './questions.module.css';
import { BAD_STATUSES } from './statuses';

interface AnswerRowProps {
  readonly row: { readonly value: string; readonly count: number };
  readonly index: number;
  readonly top: number;
  /** Of the longest bar. */
  readonly width: number;
  readonly share: number;
  readonly opened: boolean;
  readonly question: QuestionView;
  readonly onOpen: (value: string) => void;
}

export function AnswerRow({ row, index, top, width, share, opened, question, onOpen }: AnswerRowProps) {
  const bad = question.kind === 'action' && BAD_STATUSES.has(row.value);
  const of = { question: question.number, client: null };
  return (
    <div role="row" aria-rowindex={index + 2} className={cx(styles.row, styles.bodyRow, opened && styles.opened)} style={{ transform: `translateY(${top}px)` }}>
      <span className={cx(styles.bar, bad && styles.badBar)} style={{ width: `${100 * width}%` }} aria-hidden="true" />
      <span role="cell" className={styles.valueCell}>
        <button
          type="button"
          className={styles.valueButton}
          aria-expanded={opened}
          aria-label={`${row.value === '' ? '(empty)' : literalText(row.value)}: who`}
          onClick={() => onOpen(row.value)}
        >
          <Literal text={row.value} />
        </button>
      </span>
      <span role="cell" className={styles.numberCell}>
        <button
          type="button"
          className={styles.figure}
          data-why={whyMark(of)}
          title="Why? (W)"
          aria-label={`${grouped(row.count)}. Why?`}
          onClick={() => askWhy(of)}
        >
          {grouped(row.count)}
        </button>
      </span>
      <span role="cell" className={styles.numberCell}>
        {shareText(share)}
      </span>
    </div>
  );
}

/** One decimal; a little is never written as nothing. */
function shareText(share: number): string {
  const percent = share * 100;
  return percent > 0 && percent < 0.1 ? '<0.1 %' : `${percent.toFixed(percent >= 99.95 ? 0 : 1)} %`;
}
