/** The timeline: what was played, milestones, acts, and a slider to go anywhere, live while dragging. */
import type { PointerEvent } from 'react';
import { memo, useState } from 'react';
import { seek } from '../../store/session';
import type { Milestone } from '../../engine/contract';
import { useStepped } from '../../store/steps';
import { useStatus } from '../../store/status-store';
import { clock } from '../../store/units';
import { attempt } from '../../store/verbs';
import { MilestoneIcon } from './MilestoneIcon';
import { nearestMark } from './nearest-mark';
import { tickTimes } from './ticks';
import styles from './transport.module.css';

const WIDTH = 1000;
/** The track begins and ends so far within the slider: half its thumb. */
const INSET_CSS_PX = 8;
/** More marks than this cannot be told apart; the newest are kept. */
const MAX_MARKS = 300;

export function Timeline() {
  const time = useStatus((state) => state.status?.time ?? 0);
  const furthest = useStatus((state) => state.status?.furthest ?? 0);
  const duration = useStatus((state) => state.status?.durationMicros ?? 0);
  const milestones = useStatus((state) => state.status?.milestones ?? NONE);
  const [dragged, setDragged] = useState<number | null>(null);
  const [under, setUnder] = useState<Milestone | null>(null);
  const end = Math.max(duration, furthest, 1);
  const x = (micros: number): number => (WIDTH * micros) / end;
  const shown = dragged ?? time;
  const go = (to: number): void => {
    setDragged(to);
    void attempt('The run did not move', () => seek(to)).then(() => setDragged(null));
  };
  const look = (event: PointerEvent<HTMLInputElement>): void => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const perCssPx = end / Math.max(1, width - 2 * INSET_CSS_PX);
    setUnder(nearestMark(milestones, (event.clientX - left - INSET_CSS_PX) * perCssPx, perCssPx));
  };
  return (
    <div className={styles.timeline}>
      <svg className={styles.track} viewBox={`0 0 ${WIDTH} 26`} preserveAspectRatio="none" aria-hidden="true">
        <rect className={styles.all} x={0} y={11} width={WIDTH} height={4} />
        <rect className={styles.played} x={0} y={11} width={x(Math.min(furthest, end))} height={4} />
        <rect className={styles.past} x={0} y={11} width={x(Math.min(shown, end))} height={4} />
      </svg>
      <div className={styles.marks} aria-hidden="true">
        <Marks milestones={milestones} end={end} />
      </div>
      <input
        type="range"
        aria-label="Timeline"
        min={0}
        max={end}
        step={100_000}
        value={Math.min(shown, end)}
        aria-valuetext={`${clock(shown, 1)} of ${clock(end, 0)}`}
        onChange={(event) => go(Number(event.target.value))}
        onPointerMove={look}
        onPointerLeave={() => setUnder(null)}
        onClick={(event) => under !== null && event.detail > 0 && go(under.t)}
      />
      {under !== null && milestones.includes(under) && (
        <p className={styles.tip} style={{ left: `${Math.min(92, Math.max(8, (100 * under.t) / end))}%` }} aria-hidden="true">
          <MilestoneIcon kind={under.kind} /> <b>{clock(under.t, 0)}</b> {under.text}
        </p>
      )}
      <div className={styles.ticks} aria-hidden="true">
        {tickTimes(end).map((tick) => (
          <span key={tick} style={{ left: `${(100 * tick) / end}%` }}>
            {clock(tick, 0)}
          </span>
        ))}
      </div>
      <MilestoneNear milestones={milestones} time={shown} />
    </div>
  );
}

const NONE: readonly Milestone[] = [];

const Marks = memo(function Marks({ milestones, end }: { readonly milestones: readonly Milestone[]; readonly end: number }) {
  return milestones.slice(-MAX_MARKS).map((mark) => (
    <span key={`${mark.kind} ${mark.eventId} ${mark.t}`} className={styles[mark.kind]} style={{ left: `${(100 * mark.t) / end}%` }}>
      <MilestoneIcon kind={mark.kind} />
    </span>
  ));
});

/** The timeline's caption: what a step came to while one stands there, else the latest milestone. */
function MilestoneNear({ milestones, time }: { readonly milestones: readonly Milestone[]; readonly time: number }) {
  const stepped = useStepped();
  if (stepped.time === time) return <p className={styles.near}>{stepped.text}</p>;
  const last = milestones.findLast((mark) => mark.t <= time);
  return <p className={styles.near}>{last === undefined ? '' : `${clock(last.t, 0)} ${last.text}`}</p>;
}
