/** What the question costs on the WAN in this very run, and, hatched beside it, with every client going to the server. */
import { useEffect, useState } from 'react';
import type { ClientState } from '../../engine/contract';
import { useDocument } from '../../store/document-store';
import { query } from '../../store/session';
import { useStatus } from '../../store/status-store';
import { grouped } from '../../store/units';
import styles from './opening.module.css';
import { wanWithoutPeering } from './without-peering';

export function Counterfactual() {
  // Lists are newest first; the introduction speaks of the question it began with.
  const question = useStatus((state) => state.status?.questions.at(-1) ?? null);
  const without = useWithoutPeering(question?.number ?? null, question?.estimated ?? 0);
  if (question === null || without === null || without === 0) return null;
  const { wan } = question.messages;
  const most = Math.max(wan, without);
  return (
    <dl
      className={styles.compared}
      aria-label="Messages over the WAN for this question"
      title={`Messages over the WAN for this question. This run: counted by the simulation. Without peering: a question and an answer for each of the ${grouped(without / 2)} clients that reach their server over a WAN.`}
    >
      <dt>over the WAN</dt>
      <dd>
        <i className={styles.real} style={{ width: `${(100 * wan) / most}%` }} />
      </dd>
      <dd className={styles.figure}>
        <b>{grouped(wan)}</b> messages
      </dd>
      <dt>without peering</dt>
      <dd>
        <i className={styles.hatched} style={{ width: `${(100 * without) / most}%` }} />
      </dd>
      <dd className={styles.figure}>
        <b>{grouped(without)}</b> messages
      </dd>
    </dl>
  );
}

/** Which clients reach their server over a WAN, looked up once for a question. */
function useWithoutPeering(question: number | null, estimated: number): number | null {
  const scenario = useDocument((state) => state.loaded?.scenario ?? null);
  const [clients, setClients] = useState<readonly ClientState[]>([]);
  useEffect(() => {
    if (question === null) return undefined;
    let gone = false;
    query('report', { clients: true }).then(
      (report) => !gone && setClients(report.clientStates ?? []),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [question]);
  return scenario === null ? null : wanWithoutPeering(clients, estimated, scenario);
}
