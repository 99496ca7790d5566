/** One question or action: its sentence, how far it is, how long it took, what it cost, its answers, and who is missing and why. */
import { useDeferredValue, useState } from 'react';
import type { QuestionView } from '../../sim/question-types';
import { useStatus } from '../../store/status-store';
import { span } from '../../store/units';
import { Section } from '../../ui/Section';
import { AnswerRows } from './AnswerRows';
import { AnswersActions } from './AnswersActions';
import { Figure } from './Figure';
import { Literal } from './Literal';
import { Messages } from './Messages';
import { Missing } from './Missing';
import { ProgressBar } from './ProgressBar';
import { progressWords, stateWords, timesOf } from './question-words';
import styles from './questions.module.css';
import { useAnswers } from './use-answers';

export function Answers({ question, visible }: { readonly question: QuestionView; readonly visible: boolean }) {
  const [filter, setFilter] = useState('');
  const view = useAnswers(question.number, useDeferredValue(filter), visible);
  const action = question.kind === 'action';
  return (
    <article className={styles.answers} aria-label={`${action ? 'Action' : 'Question'} ${question.id}`}>
      <header className={styles.sentence}>
        <h3>{view === null ? '…' : <Literal text={view.text} className={styles.wrap} />}</h3>
        <p className={styles.dim}>
          {question.id} · {stateWords(question)}
          <Expiry question={question} />
        </p>
      </header>
      <AnswersActions question={question} />
      <div className={styles.block}>
        <ProgressBar question={question} />
        <Figure question={question.number} name={progressWords(question)}>
          {progressWords(question)}
        </Figure>
        <Times question={question} />
      </div>
      <Messages question={question} />
      <Section title={action ? 'Statuses' : 'Answers'} note={view === null ? '…' : distinctWords(view.distinct, action)}>
        {view !== null && <AnswerRows view={view} filter={filter} onFilter={setFilter} />}
      </Section>
      {view !== null && <Missing view={view} />}
    </article>
  );
}

function distinctWords(distinct: number, action: boolean): string {
  return `${distinct.toLocaleString('en-US')} different${action ? '' : distinct === 1 ? ' value' : ' values'}`;
}

function Expiry({ question }: { readonly question: QuestionView }) {
  const left = useStatus((state) => question.expiresAt - (state.status?.time ?? 0));
  if (!question.open) return ' · no answer is taken any more';
  return ` · expires in ${left < 10e6 ? 'a moment' : span(left)}`;
}

const MARKS = [
  ['First', 'first'],
  ['Half', 'half'],
  ['95 %', 'p95'],
  ['Complete', 'complete'],
] as const;

/** When the server had heard so many: how long after asking. */
function Times({ question }: { readonly question: QuestionView }) {
  const times = timesOf(question);
  return (
    <dl className={styles.times} aria-label="How long it took, from asking on">
      {MARKS.map(([name, key]) => {
        const at = times[key];
        return (
          <div key={key}>
            <dt>{name}</dt>
            <dd>
              {at === null ? (
                <span className={styles.dim}>–</span>
              ) : (
                <Figure question={question.number} name={`${name}: ${span(at - question.askedAt)} after asking`}>
                  {span(at - question.askedAt)}
                </Figure>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
