/** What is missing: how many, why, and who. What answers for itself (not meant, locked, not counted) is told apart from what may still come. */
import { useState } from 'react';
import type { AnswersView, MissingReason } from '../../engine/contract';
import { count, grouped } from '../../store/units';
import { askWhy, whyMark } from '../../store/why';
import { cx } from '../../ui/cx';
import { Button } from '../../ui/Button';
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
                <p>
                  <Figure question={view.question.number} name={`${grouped(view.notTargeted)} do not match the target`}>
                    {grouped(view.notTargeted)}
                  </Figure>{' '}
                  {view.notTargeted === 1 ? 'does' : 'do'} not match the target: passed on, tested, no answer (Q-7).
                </p>
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
        <button type="button" className={styles.missingButton} aria-expanded={opened} onClick={onOpen}>
          <span className={cx(styles.arrow, opened && styles.arrowDown)}>
            <Icon name="chevron" size={12} />
          </span>
          <span>{item.text}</span>
        </button>
        <Button small kind="quiet" data-why={whyMark(of)} title="Why? (W)" aria-label={`Why: ${item.text}`} onClick={() => askWhy(of)}>
          Why?
        </Button>
      </div>
      {opened && <Respondents question={question} of={{ missing: item.reason }} title={item.text} />}
    </li>
  );
}
