/** "Prove it": the same figures from a run of the simulation beside those of the formulas, with the gap between both. */
import { useMemo } from 'react';
import type { EstimateInputs } from '../../closed-form/estimate';
import { proofRun } from '../../closed-form/proof';
import { LIMITS } from '../../scenario/limits';
import type { Scenario } from '../../scenario/types';
import { prove, stopProof, useEstimate } from '../../store/estimate';
import { fileName, saveFile } from '../../store/save-file';
import { clock, grouped } from '../../store/units';
import { Button } from '../../ui/Button';
import styles from './estimate.module.css';
import { proofRows, type ProofRow } from './proof-rows';

export function ProofPart({ inputs, onOpen }: { readonly inputs: EstimateInputs; readonly onOpen: (scenario: Scenario) => void }) {
  const proof = useEstimate((state) => state.proof);
  const key = useMemo(() => JSON.stringify({ ...inputs, sensor: undefined }), [inputs]);
  const run = proofRun(inputs);
  const isOld = proof.state !== 'none' && proof.key !== key;
  const start = async (): Promise<void> => {
    // The scenario format travels only now: the answer itself does without it.
    const { proveScenario } = await import('./prove-scenario');
    await prove(key, proveScenario(inputs), run.end * 1e6);
  };
  const save = async (): Promise<void> => {
    const { proveScenarioText } = await import('./prove-scenario');
    const { name, text } = proveScenarioText(inputs);
    saveFile(fileName(name, 'json'), 'application/json', [text]);
  };
  const tooMany = inputs.clients > LIMITS.clientsWithoutConfirmation;
  return (
    <section className={styles.proof} aria-label="Proof">
      <div className={styles.proofHead}>
        <h3 className={styles.heading}>Formula and simulation</h3>
        <span className={styles.doors}>
          {tooMany && (
            <Button icon="download" onClick={() => void save()}>
              Save its scenario
            </Button>
          )}
          <Button kind="primary" icon="check" disabled={tooMany || proof.state === 'running'} onClick={() => void start()}>
            Prove it
          </Button>
        </span>
      </div>
      <p className={styles.note}>
        {tooMany
          ? `Up to ${grouped(LIMITS.clientsWithoutConfirmation)} clients are run on this page; larger fleets on the command line, from a file: chainscope run FILE.`
          : `Builds this network, starts ${grouped(inputs.clients)} clients within ${clock(run.startWindow * 1e6, 0)}, asks them all at ${clock(run.askAt * 1e6, 0)} and runs it to ${clock(run.end * 1e6, 0)}. What is open stays as it is.`}
      </p>
      {proof.state === 'running' && (
        <div className={styles.running}>
          <progress max={1} value={proof.progress} aria-label="Run of the simulation" />
          <Button small onClick={stopProof}>
            Stop
          </Button>
        </div>
      )}
      <p className="sr-only" role="status" aria-label="State of the proof">
        {proof.state === 'running' ? 'The simulation runs.' : proof.state === 'done' && !isOld ? 'The simulation has run; the table follows.' : ''}
      </p>
      {isOld && proof.state !== 'running' && <p className={styles.old}>This was run for other inputs. Prove it again for these.</p>}
      {proof.state === 'failed' && !isOld && <p className={styles.error}>It was not proved: {proof.message}</p>}
      {proof.state === 'done' && !isOld && (
        <>
          <ProofTable rows={proofRows(inputs, run, proof.counted)} />
          <Button icon="open" onClick={() => onOpen(proof.scenario)}>
            Open this scenario
          </Button>
        </>
      )}
    </section>
  );
}

function ProofTable({ rows }: { readonly rows: readonly ProofRow[] }) {
  return (
    <>
      <div className={styles.tableFrame} tabIndex={0} role="region" aria-label="Formula beside simulation">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Figure</th>
              <th scope="col">Formula</th>
              <th scope="col">Simulation</th>
              <th scope="col">Gap</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <th scope="row">{row.name}</th>
                <td>{row.formula}</td>
                {row.simulation === null ? (
                  <td colSpan={2} className={styles.dim}>
                    not simulated in this version
                  </td>
                ) : (
                  <>
                    <td>{row.simulation}</td>
                    <td>{row.gap}</td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.note}>
        “0” is equal to the last byte. Timers and answers are drawn (REG-3): of these the formula gives the mean, and one run differs from it by chance, the
        less the more clients there are.
      </p>
    </>
  );
}
