/** What is missing: how many, why, and who. What answers for itself (not meant, locked, not counted) is told apart from what may still come. */
import { useState } from 'react';
import type { AnswersView, MissingReason } from '../../engine/contract';
import { count, grouped } from '../../store/units';
import { askWhy, whyMark } from '../../store/why';
import { cx } from '../../ui/cx';
import { Icon } from '../../ui/Icon';
import { Section } from '../../ui/Section';
import { Figure } from './Figure';
import { Respondents } from './Respondents';
import styles from './questions.module.css';

/** These are no part of estimated − tested. */
const BESIDES: ReadonlySet<MissingReason> = new Set<MissingReason>(['locked', 'notCounted']);

export function Missing({ view }: { readonly view: AnswersView }) {
  const [opened, setOpened] = useState<MissingReason | null>(null);
  const missing = Math.max(0, view.question.estimated - view.question.tested);
  const entry = (item: AnswersView['missing'][number]) => (
    <MissingEntry
      key={item.reason}
      item={item}
      question={view.question.number}
      opened={opened === item.reason}
      onOpen={() => setOpened(opened === item.reason ? null : item.reason)}
    />
  );
  const besides = view.missing.filter((item) => BESIDES.has(item.reason));
  return (
    <Section title="What is missing" note={missing === 0 ? 'nothing' : count(missing, 'answer')}>
      {missing === 0 && <p className={styles.none}>Everybody who is estimated has been heard.</p>}
      <ul className={styles.missing} aria-label="What is missing">
        {view.missing.filter((item) => !BESIDES.has(item.reason)).map(entry)}
      </ul>
      {(besides.length > 0 || view.notTargeted > 0) && (
        <>
          <h4 className={styles.besides}>Besides</h4>
          <ul className={styles.missing} aria-label="Besides">
            {besides.map(entry)}
            {view.notTargeted > 0 && (
              <li className={styles.missingLine}>
                <Figure question={view.question.number} name={`${grouped(view.notTargeted)} are not meant`}>
                  {grouped(view.notTargeted)}
                </Figure>
                <span>do not match the target: they pass it on and count as tested without an answer (Q-7).</span>
              </li>
            )}
          </ul>
        </>
      )}
    </Section>
  );
}

interface MissingEntryProps {
  readonly item: AnswersView['missing'][number];
  readonly question: number;
  readonly opened: boolean;
  readonly onOpen: () => void;
}

function MissingEntry({ item, question, opened, onOpen }: MissingEntryProps) {
  const of = { question, client: item.example };
  return (
    <li>
      <div className={styles.missingLine}>
        <button
          type="button"
          className={styles.figure}
          data-why={whyMark(of)}
          title="Why? (W)"
          aria-label={`${grouped(item.count)}. Why?`}
          onClick={() => askWhy(of)}
        >
          {grouped(item.count)}
        </button>
        <button type="button" className={styles.missingButton} aria-expanded={opened} onClick={onOpen}>
          <span>{item.text}</span>
          <span className={cx(styles.arrow, opened && styles.arrowDown)}>
            <Icon name="chevron" size={12} />
          </span>
        </button>
      </div>
      {opened && <Respondents question={question} of={{ missing: item.reason }} title={item.text} />}
    </li>
  );
}
