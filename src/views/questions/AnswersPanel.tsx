/** The right panel's second half: the questions and actions asked so far, and one of them with its answers and with what is missing. */
import { chosenQuestion, openAction, openAsk } from '../../store/asking';
import { useStatus } from '../../store/status-store';
import { useUi } from '../../store/ui-store';
import { Button } from '../../ui/Button';
import { Answers } from './Answers';
import { QuestionList } from './QuestionList';
import styles from './questions.module.css';

const NONE: readonly never[] = [];

export function AnswersPanel({ shown: visible }: { readonly shown: boolean }) {
  const questions = useStatus((state) => state.status?.questions ?? NONE);
  const chosen = useUi((state) => state.answersOf);
  const shown = chosenQuestion(questions, chosen);
  return (
    <div className={styles.panel}>
      <div className={styles.doors}>
        <Button small icon="ask" title="Ask a question (Q)" onClick={() => openAsk()}>
          Ask…
        </Button>
        <Button small icon="action" title="Run an action (D)" onClick={() => openAction()}>
          Run an action…
        </Button>
      </div>
      {shown === undefined ? (
        <Nothing />
      ) : (
        <>
          {questions.length > 1 && <QuestionList questions={questions} shown={shown.number} />}
          <Answers key={shown.number} question={shown} visible={visible} />
        </>
      )}
    </div>
  );
}

/** An act takes effect when time goes on: asked while paused, a question waits for that. */
function Nothing() {
  const paused = useStatus((state) => state.status?.state === 'paused');
  return (
    <p className={styles.none}>
      Nothing has been asked up to now. A question goes down every chain at once and its answers come out at the other end.
      {paused && ' What is asked while the run is paused sets out when it plays on.'}
    </p>
  );
}
