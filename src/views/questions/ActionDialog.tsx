/** Runs an action: a name, whom it is for, and over how long its starts are spread. */
import { useState } from 'react';
import type { LoadedScenario } from '../../engine/contract';
import { freshQuestionId } from '../../store/asking';
import { useDocument } from '../../store/document-store';
import { useUi } from '../../store/ui-store';
import { parseDuration } from '../../store/units';
import { runAction } from '../../store/verbs';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/Field';
import { Modal } from '../../ui/Modal';
import { actionProblems } from './action-problems';
import styles from './questions.module.css';
import { targetWords } from './question-words';
import { TargetFields } from './TargetFields';
import { useTargetDraft } from './use-target-draft';
import { Warnings } from './Warnings';

export function ActionDialog() {
  const loaded = useDocument((state) => state.loaded);
  return loaded === null ? null : <Form loaded={loaded} />;
}

function Form({ loaded: { scenario } }: { readonly loaded: LoadedScenario }) {
  const [id, setId] = useState(() => freshQuestionId('deploy'));
  const [distribute, setDistribute] = useState('0s');
  const { draft, read, setDraft } = useTargetDraft(scenario);
  const acts = useDocument((state) => state.acts);
  const problems = actionProblems(id, distribute, [...(scenario.timeline ?? []), ...acts]);
  const ready = problems.length === 0 && read.ok;
  const close = (): void => useUi.setState({ dialog: null });
  const apply = async (): Promise<void> => {
    if (!ready) return;
    close();
    await runAction(id.trim(), read.target, distribute.trim(), targetWords(read.target, scenario));
  };
  return (
    <Modal
      title="Run an action"
      onClose={close}
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button kind="primary" icon="play" disabled={!ready} onClick={() => void apply()}>
            Run
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void apply();
        }}
      >
        <p className={styles.lead}>
          A command that runs on each computer it is for, passed along the chains as a question is; the statuses come back as answers do (Q-8). Files that a
          package brings along are not shown in this version.
        </p>
        <div className={styles.target}>
          <TextField label="Name" value={id} data-first-focus onChange={(event) => setId(event.target.value)} />
          <TextField
            label="Spread the starts over"
            value={distribute}
            note={parseDuration(distribute.trim()) === 0 ? 'All start when it arrives.' : 'Such as 30s, 5m or 1h. Default 0s.'}
            onChange={(event) => setDistribute(event.target.value)}
          />
        </div>
        <p className={styles.error} role="status" aria-label="What is wrong">
          {problems.join(' ')}
        </p>
        <TargetFields label="On" draft={draft} read={read} scenario={scenario} onChange={setDraft} />
        <Warnings scenario={scenario} />
        <button type="submit" hidden>
          Run
        </button>
      </form>
    </Modal>
  );
}
