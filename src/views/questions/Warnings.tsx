/** What stands in the way now. Nothing of it forbids asking. */
import type { Scenario } from '../../scenario/types';
import { useDocument } from '../../store/document-store';
import { faultsInForce } from '../../store/rules-in-force';
import { useStatus } from '../../store/status-store';
import { askWarnings } from './ask-warnings';
import styles from './questions.module.css';

export function Warnings({ scenario }: { readonly scenario: Scenario }) {
  const acts = useDocument((state) => state.acts);
  const time = useStatus((state) => Math.floor((state.status?.time ?? 0) / 1e6) * 1e6);
  const online = useStatus((state) => state.status?.counts.online ?? 0);
  const registered = useStatus((state) => state.status?.counts.registered ?? 0);
  const found = askWarnings(scenario, faultsInForce(scenario, acts, time + 1e6), { online, registered });
  return (
    <div role="status" aria-label="Warnings">
      {found.length > 0 && (
        <ul className={styles.warnings}>
          {found.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
