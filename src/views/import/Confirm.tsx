/** Very large fleets are loaded only after people have seen what it takes. */
import { LIMITS } from '../../scenario/limits';
import { predictionText } from '../../store/prediction';
import { Checkbox } from '../../ui/Field';
import styles from './import.module.css';

export const needsConfirmation = (clients: number): boolean => clients > LIMITS.clientsWithoutConfirmation;

export function Confirm({
  clients,
  confirmed,
  onConfirm,
}: {
  readonly clients: number;
  readonly confirmed: boolean;
  readonly onConfirm: (confirmed: boolean) => void;
}) {
  return (
    <div className={styles.confirm}>
      <p>
        {clients.toLocaleString('en-US')} clients. {predictionText(clients)}
      </p>
      <Checkbox label="Load them all the same" checked={confirmed} onChange={(event) => onConfirm(event.target.checked)} />
    </div>
  );
}
