/** The speed: a logarithmic dial with detents, and Auto; always says what it means, and what is achieved when that is another figure. */
import { useEffect, useState } from 'react';
import { setSpeed } from '../../store/session';
import { useStatus } from '../../store/status-store';
import { speedText, times } from '../../store/units';
import { attempt } from '../../store/verbs';
import { cx } from '../../ui/cx';
import { DETENTS, fromDial, toDial } from './speed-dial';
import { reachesText } from './speed-words';
import styles from './transport.module.css';

/** What is achieved is measured over a second: for so long after a change the figure is about both speeds. */
const SETTLE_MILLIS = 1_200;

const ask = (speed: number | 'auto'): Promise<boolean> => attempt('The speed was not changed', () => setSpeed(speed));

export function Speed() {
  const asked = useStatus((state) => state.status?.speed ?? 1);
  const auto = useStatus((state) => state.status?.auto ?? false);
  const achieved = useStatus((state) => state.status?.achievedSpeed ?? null);
  const [wish, setWish] = useState<number | null>(null);
  const settled = useSettled(asked, SETTLE_MILLIS);
  const speed = wish ?? asked;
  const reaches = settled ? reachesText(asked, achieved) : null;
  const change = (dial: number): void => {
    const next = fromDial(dial);
    setWish(next);
    void ask(next).then(() => setWish(null));
  };
  return (
    <div className={styles.speed}>
      <div className={styles.dial}>
        <button
          type="button"
          className={cx(styles.auto, auto && styles.autoOn)}
          aria-pressed={auto}
          title="Slow where something travels, fast where nothing does (T). Changing the dial ends it."
          onClick={() => void ask(auto ? asked : 'auto')}
        >
          Auto
        </button>
        <input
          type="range"
          aria-label="Speed"
          min={-4}
          max={4}
          step={0.05}
          value={toDial(speed)}
          aria-valuetext={`${auto ? 'Auto, ' : ''}${times(speed)}: ${speedText(speed)}`}
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
        {reaches !== null && <b> · {reaches}</b>}
      </span>
    </div>
  );
}

/** Whether a value has been the same for so long. */
function useSettled(value: number, millis: number): boolean {
  const [since, setSince] = useState<number | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setSince(value), millis);
    return () => clearTimeout(timer);
  }, [value, millis]);
  return since === value;
}
