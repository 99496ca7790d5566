/** Asks before work is replaced. */
import { useUi } from '../../store/ui-store';
import { Button } from '../../ui/Button';
import { Modal } from '../../ui/Modal';
import styles from './dialogs.module.css';

export function QuestionDialog() {
  const question = useUi((state) => state.question);
  if (question === null) return null;
  return (
    <Modal
      title="Replace the open work?"
      onClose={() => question.answer(false)}
      footer={
        <>
          <Button onClick={() => question.answer(false)}>{question.no}</Button>
          <Button kind="primary" onClick={() => question.answer(true)}>
            {question.yes}
          </Button>
        </>
      }
    >
      <p className={styles.lead}>{question.text}</p>
    </Modal>
  );
}
