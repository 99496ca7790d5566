/** Playing the run: buttons, speed, clocks and the timeline. It is always in the same place and never hidden. */
import type { MouseEvent } from 'react';
import { pause, play, restart } from '../../store/session';
import { hopBackward, hopForward, stepBackward, stepForward } from '../../store/steps';
import type { Status } from '../../engine/contract';
import { useStatus } from '../../store/status-store';
import { clock, span } from '../../store/units';
import { attempt } from '../../store/verbs';
import { IconButton } from '../../ui/Button';
import { MilestoneButton } from './MilestoneButton';
import { Speed } from './Speed';
import { Timeline } from './Timeline';
import styles from './transport.module.css';

const run = (work: () => Promise<unknown>) => () => void attempt('The run did not move', work);
/** With Shift a step is a hop of what is followed. */
const stepOrHop = (step: () => Promise<unknown>, hop: () => Promise<unknown>) => (event: MouseEvent) =>
  void attempt('The run did not move', event.shiftKey ? hop : step);

export function Transport() {
  const status = useStatus((state) => state.status);
  const playing = status?.state === 'playing';
  return (
    <section className={styles.transport} aria-label="Transport">
      <div className={styles.buttons}>
        <IconButton icon="restart" name="Restart" keys="R" onClick={run(restart)} />
        <IconButton
          icon="stepBack"
          name="Step back"
          title="Step back (←); with Shift, one hop of what is followed"
          onClick={stepOrHop(stepBackward, hopBackward)}
        />
        <IconButton
          className={styles.play ?? ''}
          icon={playing ? 'pause' : 'play'}
          name={playing ? 'Pause' : 'Play'}
          keys="Space"
          size={22}
          onClick={run(playing ? pause : play)}
        />
        <IconButton
          icon="stepForward"
          name="Step forward"
          title="Step forward (→); with Shift, one hop of what is followed"
          onClick={stepOrHop(stepForward, hopForward)}
        />
        <MilestoneButton />
      </div>
      <Clocks status={status} />
      <Timeline />
      <Speed />
    </section>
  );
}

function Clocks({ status }: { readonly status: Status | null }) {
  const time = status?.time ?? 0;
  const decimals = (status?.speed ?? 1) < 0.05 || status?.state === 'paused' ? 3 : 1;
  return (
    <div className={styles.clocks}>
      <span className={styles.now} data-testid="clock" title="Simulated time since the start of the run">
        {clock(time, decimals)}
      </span>
      <span className={styles.ratio} title="What a second is in the simulation">
        1 s = {span((status?.speed ?? 1) * 1e6)}
      </span>
      <span className={styles.of}>{seekingText(status) ?? `of ${clock(status?.durationMicros ?? 0, 0)}`}</span>
    </div>
  );
}

/** On long ways through time: where to, and how far it is. */
function seekingText(status: Status | null): string | null {
  if (status?.state !== 'seeking' || status.seek === null || status.seek === undefined) return null;
  return `to ${clock(status.seek.to, 0)}: ${Math.floor(status.seek.progress * 100)} %`;
}
