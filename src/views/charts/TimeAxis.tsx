/** The time axis above all charts: round instants, milestones, and the flags of playhead and cursor. It stays in view while the charts scroll. */
import { memo } from 'react';
import type { Stretch } from '../../store/charts';
import { useStatus } from '../../store/status-store';
import { clock } from '../../store/units';
import { timeTicks } from '../time-chain/ticks';
import { MilestoneIcon } from '../transport/MilestoneIcon';
import styles from './charts.module.css';
import { placeMarks } from './marks';
import { xOf } from './stretches';

const CSS_PX_PER_TICK = 96;
const NONE: readonly never[] = [];

export const TimeAxis = memo(function TimeAxis({ stretch, width }: { readonly stretch: Stretch; readonly width: number }) {
  const milestones = useStatus((state) => state.status?.milestones ?? NONE);
  const ticks = timeTicks(stretch.from, stretch.to, Math.max(2, Math.floor(width / CSS_PX_PER_TICK)));
  return (
    <div className={styles.axis} aria-hidden="true">
      <div className={styles.track} data-plot="axis">
        {ticks.map(({ t, text }) => (
          <span key={t} className={styles.tick} style={{ left: `${xOf(stretch, width, t)}px` }}>
            {text}
          </span>
        ))}
        {placeMarks(milestones, stretch, width).map(({ mark, x }) => (
          <span
            key={`${mark.kind} ${mark.eventId} ${mark.t}`}
            className={styles.milestone}
            style={{ left: `${x}px` }}
            title={`${clock(mark.t, 0)} ${mark.text}`}
          >
            <MilestoneIcon kind={mark.kind} />
          </span>
        ))}
        <span className={styles.playheadFlag} data-flag="playhead" />
        <span className={styles.cursorFlag} data-flag="cursor" />
      </div>
    </div>
  );
});
