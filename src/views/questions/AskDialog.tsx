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
  /** All sensors, with those that are typed; null and the reason in place when one of them is none. */
  const take = (): readonly string[] | null => {
    const typed = readSensors(text);
    if ('unknown' in typed) {
      setProblem(`There is no sensor “${typed.unknown}”; the nearest is “${nearestSensor(typed.unknown)}”.`);
      return null;
    }
    const all = [...new Set([...chosen, ...typed.sensors])];
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

/** Names as the list writes them, apart by commas; or the first that the list does not have. */
function readSensors(text: string): { readonly sensors: readonly string[] } | { readonly unknown: string } {
  const sensors: string[] = [];
  for (const name of text.split(',').map((part) => part.trim())) {
    if (name === '') continue;
    const found = findSensor(name);
    if (found === undefined) return { unknown: name };
    sensors.push(found.name);
  }
  return { sensors };
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
