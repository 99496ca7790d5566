/** The ten-second answer: five inputs, three figures, what they are made of, and the run that proves them. */
import { useMemo } from 'react';
import { estimate } from '../../closed-form/estimate';
import { estimateFigures, fileVerdict, PARTS } from '../../closed-form/estimate-figures';
import type { Scenario } from '../../scenario/types';
import { stopProof, useEstimate } from '../../store/estimate';
import { toast, useUi } from '../../store/ui-store';
import { Button } from '../../ui/Button';
import { Modal } from '../../ui/Modal';
import { CopySummary } from './CopySummary';
import styles from './estimate.module.css';
import { FigureCard } from './FigureCard';
import { Inputs } from './Inputs';
import { ProofPart } from './ProofPart';
import { readInputs } from './read-inputs';
import { summaryText } from './summary';

/** `onOpen` loads the scenario of the proof in place of the open one, and asks first where work would be lost. False: it was not opened. */
export function EstimateDialog({ onOpen }: { readonly onOpen: (scenario: Scenario) => Promise<boolean> }) {
  const texts = useEstimate((state) => state.texts);
  const read = useMemo(() => readInputs(texts), [texts]);
  const answer = useMemo(() => {
    if (read.inputs === null) return null;
    const found = estimate(read.inputs);
    return { figures: estimateFigures(read.inputs, found), verdict: fileVerdict(found) };
  }, [read]);
  const close = (): void => {
    stopProof();
    useUi.setState({ dialog: null });
  };
  const open = async (scenario: Scenario): Promise<void> => {
    if (await onOpen(scenario)) close();
  };
  return (
    <Modal
      title="Ten-second answer"
      wide
      onClose={close}
      footer={
        <>
          <span className={styles.model}>Model, not measurement</span>
          {answer !== null && (
            <CopySummary text={() => summaryText(read, answer.figures, answer.verdict)} onCopied={() => toast('The summary is in the clipboard.')} />
          )}
          <Button onClick={close}>Close</Button>
        </>
      }
    >
      <Inputs texts={texts} answers={read.answers} />
      <p className={styles.verdict} role="status">
        {read.inputs === null ? 'There is an answer as soon as all five can be read.' : answer?.verdict}
      </p>
      {answer !== null && read.inputs !== null && (
        <>
          <section className={styles.headlines} aria-label="Answer">
            <FigureCard figure={answer.figures.leaders} note="clients that hold a connection to the server" large />
            <FigureCard figure={answer.figures.day} note="registrations of a day, one question, the file" large />
            <FigureCard figure={answer.figures.seconds} note="until the slowest link has carried it" large />
          </section>
          <ProofPart inputs={read.inputs} onOpen={(scenario) => void open(scenario)} />
          <h3 className={styles.heading}>What it is made of</h3>
          <section className={styles.parts} aria-label="Parts of the answer">
            {PARTS.map((id) => (
              <FigureCard key={id} figure={answer.figures[id]} />
            ))}
          </section>
        </>
      )}
    </Modal>
  );
}
