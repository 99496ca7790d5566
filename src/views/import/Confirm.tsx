/** Very large fleets are loaded only after people have seen what it takes. */
import { Checkbox } from '../../ui/Field';
import styles from './import.module.css';

export function Confirm({
  text,
  confirmed,
  onConfirm,
}: {
  readonly text: string;
  readonly confirmed: boolean;
  readonly onConfirm: (confirmed: boolean) => void;
}) {
  return (
    <div className={styles.confirm}>
      <p>{text}</p>
      <Checkbox label="Load them all the same" checked={confirmed} onChange={(event) => onConfirm(event.target.checked)} />
    </div>
  );
}
