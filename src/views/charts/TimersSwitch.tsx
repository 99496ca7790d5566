/** Random or aligned timers (REG-3): the same scenario run the other way, with the sentence why timers are random. */
import { useDocument } from '../../store/document-store';
import { changeTimers, randomRangeOf, timersOf, type Timers } from '../../store/timers';
import { toast } from '../../store/ui-store';
import { parseDuration, span } from '../../store/units';
import { attempt, undoLast } from '../../store/verbs';
import { Button } from '../../ui/Button';
import styles from './charts.module.css';

const SAID: Readonly<Record<Timers, string>> = {
  aligned: 'Timers are aligned: everybody starts at once and registers every 60 s. The run began anew and stands at the same time.',
  random: 'Timers are random again. The run began anew and stands at the same time.',
};

export function TimersSwitch() {
  const scenario = useDocument((state) => state.loaded?.scenario ?? null);
  if (scenario === null) return null;
  const timers = timersOf(scenario);
  return (
    <div className={styles.timers}>
      <div className={styles.switch} role="group" aria-label="Timers">
        <Button small aria-pressed={timers === 'random'} onClick={() => void turn(timers, 'random')}>
          Random timers
        </Button>
        <Button small aria-pressed={timers === 'aligned'} onClick={() => void turn(timers, 'aligned')}>
          Aligned timers
        </Button>
      </div>
      <p>
        Each client waits {gapWords(randomRangeOf(scenario))} between two registrations (REG-3), so that they do not all reach the server at the same moment.
      </p>
    </div>
  );
}

function gapWords([shortest, longest]: readonly [string, string]): string {
  const [from, to] = [parseDuration(shortest) ?? 0, parseDuration(longest) ?? 0];
  if (from === to) return `${span(from)} from a random start on`;
  const inSeconds = to < 300e6 && from % 1e6 === 0 && to % 1e6 === 0;
  return inSeconds ? `a random ${from / 1e6} to ${to / 1e6} s` : `a random ${span(from)} to ${span(to)}`;
}

async function turn(from: Timers, to: Timers): Promise<void> {
  if (from === to) return;
  if (await attempt('The timers were not changed', () => changeTimers(to))) toast(SAID[to], { label: 'Undo', run: () => void undoLast() });
}
