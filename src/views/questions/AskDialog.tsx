/** Asks a question: what, whom, what that means now, and what stands in its way. */
import { useEffect, useState } from 'react';
import type { LoadedScenario } from '../../engine/contract';
import { findSensor, nearestSensor } from '../../scenario/sensors';
import { useDocument } from '../../store/document-store';
import { query } from '../../store/session';
import { useUi } from '../../store/ui-store';
import { ask } from '../../store/verbs';
import { Button } from '../../ui/Button';
import { Modal } from '../../ui/Modal';
import { targetWords } from './question-words';
import { SensorPicker } from './SensorPicker';
import { TargetFields } from './TargetFields';
import { useTargetDraft } from './use-target-draft';
import { Warnings } from './Warnings';

export function AskDialog() {
  const loaded = useDocument((state) => state.loaded);
  return loaded === null ? null : <Form loaded={loaded} />;
}

function Form({ loaded: { scenario } }: { readonly loaded: LoadedScenario }) {
  const first = useUi((state) => state.askDraft);
  const [chosen, setChosen] = useState(first.sensors);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const { draft, read, setDraft } = useTargetDraft(scenario);
  const sensors = useSensors();
  const close = (): void => useUi.setState({ dialog: null });
  /** All sensors, with the one that is typed; null and the reason in place when that is none. */
  const take = (): readonly string[] | null => {
    if (text.trim() === '') return chosen;
    const found = findSensor(text)?.name;
    if (found === undefined) {
      setProblem(`There is no sensor “${text.trim()}”; the nearest is “${nearestSensor(text)}”.`);
      return null;
    }
    const all = chosen.includes(found) ? chosen : [...chosen, found];
    setChosen(all);
    setText('');
    return all;
  };
  const apply = async (): Promise<void> => {
    const all = take();
    if (all === null || !read.ok) return;
    if (all.length === 0) {
      setProblem('Choose at least one sensor.');
      return;
    }
    useUi.setState({ dialog: null, askDraft: { sensors: all, target: read.target } });
    await ask(all, read.target, targetWords(read.target, scenario));
  };
  return (
    <Modal
      title="Ask a question"
      onClose={close}
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button kind="primary" icon="ask" disabled={!read.ok || (chosen.length === 0 && text.trim() === '')} onClick={() => void apply()}>
            Ask
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
        <SensorPicker
          sensors={sensors}
          chosen={chosen}
          text={text}
          problem={problem}
          onText={(next) => {
            setText(next);
            setProblem(null);
          }}
          onChosen={(next) => {
            setChosen(next);
            setProblem(null);
          }}
          onTake={take}
        />
        <TargetFields label="From" draft={draft} read={read} scenario={scenario} onChange={setDraft} />
        <Warnings scenario={scenario} />
        <button type="submit" hidden>
          Ask
        </button>
      </form>
    </Modal>
  );
}

function useSensors(): readonly string[] {
  const [sensors, setSensors] = useState<readonly string[]>([]);
  useEffect(() => {
    let gone = false;
    query('sensors', {}).then(
      (found) => !gone && setSensors(found),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, []);
  return sensors;
}
