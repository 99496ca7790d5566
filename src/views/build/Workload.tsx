/** The questions and actions of the run, with their time and their target; and the doors to new ones. */
import { memo, useMemo } from 'react';
import type { Scenario } from '../../scenario/types';
import { openAction, openAsk, showAnswers } from '../../store/asking';
import { useDocument } from '../../store/document-store';
import { seek } from '../../store/session';
import { useStatus } from '../../store/status-store';
import { clock, grouped } from '../../store/units';
import { attempt } from '../../store/verbs';
import { Button, IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Section } from '../../ui/Section';
import { targetWords } from '../questions/question-words';
import styles from './build.module.css';
import type { WorkloadItem } from './workload-items';
import { workloadItems } from './workload-items';

/** A timeline may have thousands. */
const FIRST = 20;

/** Renders when the scenario or an act changes, not at every status. */
export const Workload = memo(function Workload({ scenario }: { readonly scenario: Scenario }) {
  const acts = useDocument((state) => state.acts);
  const items = useMemo(() => workloadItems(scenario, acts), [scenario, acts]);
  return (
    <Section title="Workload" note={grouped(items.length)}>
      {items.length === 0 && <p className={styles.dim}>Nothing is asked and nothing runs.</p>}
      <ul className={styles.workload} aria-label="Questions and actions of the run">
        {items.slice(0, FIRST).map((item) => (
          <Line key={`${item.kind} ${item.id}`} item={item} scenario={scenario} />
        ))}
      </ul>
      {items.length > FIRST && <p className={styles.dim}>and {grouped(items.length - FIRST)} more</p>}
      <div className={styles.workloadButtons}>
        <Button small icon="ask" title="Ask a question (Q)" onClick={() => openAsk()}>
          Ask…
        </Button>
        <Button small icon="action" title="Run an action (D)" onClick={() => openAction()}>
          Run an action…
        </Button>
      </div>
    </Section>
  );
});

function Line({ item, scenario }: { readonly item: WorkloadItem; readonly scenario: Scenario }) {
  const asked = useStatus(({ status }) => status?.questions.some((question) => question.id === item.id && question.kind === item.kind) ?? false);
  const subject = item.item.do === 'ask' ? item.item.sensors.join(', ') : item.id;
  const go = (): Promise<unknown> => attempt('The run did not move', () => seek(item.at));
  return (
    <li>
      <IconButton icon="goto" size={12} name={`Go to ${clock(item.at, 0)}`} onClick={() => void go()} />
      <span className={styles.workloadText} title={subject}>
        <Icon name={item.kind === 'action' ? 'action' : 'ask'} size={12} />
        {!asked ? (
          <b>{subject}</b>
        ) : (
          <button type="button" title="Show its answers" onClick={() => showAnswers(item, 'open the sheet')}>
            {subject}
          </button>
        )}
      </span>
      <span className={styles.workloadWhen}>
        {item.kind === 'question' && `${item.id} · `}
        {clock(item.at, 0)} · {targetWords(item.item.target ?? 'all', scenario)}
        {item.live && ' · added'}
        {item.later && ' · files are not played yet'}
      </span>
    </li>
  );
}
