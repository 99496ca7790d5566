/** The speed, on a logarithmic dial with detents; says what it means, and what is achieved when that is another figure. */
import { useState } from 'react';
import { setSpeed } from '../../store/session';
import { useStatus } from '../../store/status-store';
import { speedText, times } from '../../store/units';
import { attempt } from '../../store/verbs';
import { DETENTS, fromDial, toDial } from './speed-dial';
import styles from './transport.module.css';

export function Speed() {
  const asked = useStatus((state) => state.status?.speed ?? 1);
  const achieved = useStatus((state) => state.status?.achievedSpeed ?? null);
  const [wish, setWish] = useState<number | null>(null);
  const speed = wish ?? asked;
  const lags = achieved !== null && (achieved < asked * 0.8 || achieved > asked * 1.25);
  const change = (dial: number): void => {
    const next = fromDial(dial);
    setWish(next);
    void attempt('The speed was not changed', () => setSpeed(next)).then(() => setWish(null));
  };
  return (
    <div className={styles.speed}>
      <div className={styles.dial}>
        <input
          type="range"
          aria-label="Speed"
          min={-4}
          max={4}
          step={0.05}
          value={toDial(speed)}
          aria-valuetext={`${times(speed)}: ${speedText(speed)}`}
          list="speed-detents"
          onChange={(event) => change(Number(event.target.value))}
        />
        <datalist id="speed-detents">
          {DETENTS.map((detent) => (
            <option key={detent} value={toDial(detent)}>
              {times(detent)}
            </option>
          ))}
        </datalist>
        <output className={styles.times}>{times(speed)}</output>
      </div>
      <span className={styles.means}>
        {speedText(speed)}
        {lags && <b> · reaches {times(achieved)}</b>}
      </span>
    </div>
  );
}
