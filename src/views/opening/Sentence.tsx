/** The one sentence, with numbers from this very run; on very small screens it stands for the panels. */
import type { QuestionView } from '../../sim/question-types';
import { useStatus } from '../../store/status-store';
import { grouped } from '../../store/units';
import styles from './opening.module.css';

const NONE: readonly QuestionView[] = [];

export function Sentence() {
  const online = useStatus((state) => state.status?.counts.online ?? 0);
  const leaders = useStatus((state) => state.status?.counts.leaderClients ?? 0);
  const questions = useStatus((state) => state.status?.questions ?? NONE);
  if (online === 0) return <p className={styles.sentence}>Computers are starting…</p>;
  // One question is about those that it counts, whoever is online by now.
  const many = questions.length === 1 ? (questions[0]?.estimated ?? online) : online;
  const computers = (
    <>
      <b>{grouped(many)}</b> {many === 1 ? 'computer' : 'computers'}.
    </>
  );
  if (questions.length === 0)
    return (
      <p className={styles.sentence}>
        {computers} <b>{grouped(leaders)}</b> of them {leaders === 1 ? 'keeps' : 'keep'} a connection to the server for all.
      </p>
    );
  return (
    <p className={styles.sentence}>
      {askedWords(questions)} {computers} <b>{grouped(leaders)}</b> of them {leaders === 1 ? 'talks' : 'talk'} to the server for{' '}
      {questions.length === 1 ? 'it' : 'them'}.
    </p>
  );
}

function askedWords(questions: readonly QuestionView[]): string {
  const what = questions.every((question) => question.kind === 'action') ? 'action' : 'question';
  return questions.length === 1 ? `One ${what}.` : `${grouped(questions.length)} ${what}s.`;
}
