/** What was refused and why: place, what was found, what is allowed. The open scenario is untouched, and it says so. */
import type { Problem } from '../../scenario/types';
import { useUi } from '../../store/ui-store';
import { IconButton } from '../../ui/Button';
import styles from './dialogs.module.css';

const FIRST = 8;

export function AlertBar() {
  const alert = useUi((state) => state.alert);
  return (
    <div role="alert" className={alert === null ? undefined : styles.alert}>
      {alert !== null && (
        <>
          <div className={styles.alertHead}>
            <b>{alert.title}</b>
            <IconButton icon="close" size={14} name="Close this message" onClick={() => useUi.setState({ alert: null })} />
          </div>
          <ProblemList problems={alert.problems} />
        </>
      )}
    </div>
  );
}

export function ProblemList({ problems }: { readonly problems: readonly Problem[] }) {
  return (
    <ul className={styles.problems}>
      {problems.slice(0, FIRST).map((problem, index) => (
        <li key={`${problem.code} ${problem.where} ${index}`}>
          {problem.where !== '' && <code>{problem.where}</code>} {problem.message}
          {problem.hint !== undefined && <span className={styles.hint}> {problem.hint}</span>}
        </li>
      ))}
      {problems.length > FIRST && <li>and {problems.length - FIRST} more</li>}
    </ul>
  );
}
