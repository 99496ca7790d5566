/** What the client has to do with questions and actions: whether it got them, from whom, what it answers, and what its answer waits for. */
import type { ClientCard, ClientQuestion } from '../../engine/contract';
import { showAnswers } from '../../store/asking';
import { select } from '../../store/selection';
import { useStatus } from '../../store/status-store';
import { clock } from '../../store/units';
import { askWhy, whyMark } from '../../store/why';
import { Tag } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { Section } from '../../ui/Section';
import { Literal } from '../questions/Literal';
import styles from './client-card.module.css';

export function ClientQuestions({ card }: { readonly card: ClientCard }) {
  if (card.questions.length === 0) return null;
  return (
    <Section title="Questions" note={String(card.questions.length)}>
      <ul className={styles.questions} aria-label="Questions and actions">
        {card.questions.map((question) => (
          <Line key={question.number} question={question} slot={card.slot} />
        ))}
      </ul>
    </Section>
  );
}

function Line({ question, slot }: { readonly question: ClientQuestion; readonly slot: number }) {
  const of = { question: question.number, client: slot };
  return (
    <li data-why={whyMark(of)}>
      <div className={styles.questionHead}>
        <Button
          small
          kind="quiet"
          title="Show all answers"
          onClick={() => showAnswers(useStatus.getState().status?.questions.find(({ number }) => number === question.number) ?? null)}
        >
          {question.text}
        </Button>
        <Button small kind="quiet" aria-label={`Why: ${question.text}`} onClick={() => askWhy(of)}>
          Why?
        </Button>
      </div>
      <p>{question.state}</p>
      <dl className={styles.questionFacts}>
        {question.value !== null && (
          <>
            <dt>{question.kind === 'action' ? 'Status' : 'Answer'}</dt>
            <dd>
              <Literal text={question.value} />
            </dd>
          </>
        )}
        <Received question={question} />
        {question.heardAt !== null && (
          <>
            <dt>Heard</dt>
            <dd>{clock(question.heardAt, 3)}</dd>
          </>
        )}
      </dl>
      {!question.targeted && <Tag>not meant</Tag>}
      {!question.counted && <Tag tone="warn">not estimated</Tag>}
      {question.waitsFor >= 0 && (
        <Button small kind="quiet" icon="goto" onClick={() => select(question.waitsFor)}>
          What it waits for
        </Button>
      )}
    </li>
  );
}

function Received({ question }: { readonly question: ClientQuestion }) {
  if (question.receivedAt === null) return null;
  return (
    <>
      <dt>Received</dt>
      <dd>
        {clock(question.receivedAt, 3)} from{' '}
        {question.fromSlot < 0 ? (
          question.from
        ) : (
          <Button small kind="quiet" onClick={() => select(question.fromSlot)}>
            {question.from}
          </Button>
        )}
      </dd>
    </>
  );
}
