/** The strip that counts bytes, always on screen. What is in it comes with the first picture, not before. */
import { lazy, Suspense } from 'react';
import { whenReady } from '../../store/ready';
import styles from './ledger.module.css';

const Strip = lazy(() => whenReady.then(() => import('./Strip')).then((module) => ({ default: module.Strip })));

export function Ledger() {
  return (
    <section className={styles.ledger} aria-label="Ledger">
      <Suspense>
        <Strip />
      </Suspense>
    </section>
  );
}
