/** The first half minute: one sentence with numbers from this very run, one invitation, what came of it, what it would be without peering, and the doors. */
import { lazy, Suspense, useEffect } from 'react';
import { useDocument } from '../../store/document-store';
import { play } from '../../store/session';
import { useStatus } from '../../store/status-store';
import { useUi } from '../../store/ui-store';
import { attempt } from '../../store/verbs';
import { Button, IconButton } from '../../ui/Button';
import styles from './opening.module.css';
import { closeOpening, isDue, OPENING_SCENARIO, unplugForShow, useCalm, useOpening } from './opening-store';
import { Sentence } from './Sentence';

const Counterfactual = lazy(() => import('./Counterfactual').then((module) => ({ default: module.Counterfactual })));
const HealingCaption = lazy(() => import('./HealingCaption').then((module) => ({ default: module.HealingCaption })));

export function Opening() {
  const { stage } = useOpening();
  const builtIn = useDocument((state) => state.loaded?.builtIn ?? null);
  if (stage === 'closed' || builtIn !== OPENING_SCENARIO) return null;
  return <Introduction stage={stage} />;
}

function Introduction({ stage }: { readonly stage: 'invite' | 'healing' }) {
  const seconds = useOpening((state) => state.seconds);
  useClock();
  useTouch();
  const answered = useStatus((state) => (state.status?.questions.at(-1)?.completeAt ?? null) !== null);
  useCalm(stage === 'invite' && answered);
  return (
    <aside className={styles.opening} aria-label="Start here">
      <div className={styles.said}>
        <Sentence />
        <Suspense>{isDue('counterfactual', seconds) && <Counterfactual />}</Suspense>
      </div>
      <div className={styles.next}>
        {stage === 'invite' && isDue('invitation', seconds) && (
          <Button kind="glow" icon="unplug" onClick={() => void unplugForShow()}>
            Unplug a computer
          </Button>
        )}
        <Suspense>{stage === 'healing' && <HealingCaption />}</Suspense>
        {isDue('doors', seconds) && <Doors />}
      </div>
      <IconButton icon="close" size={13} name="Close the introduction" className={styles.close ?? ''} onClick={closeOpening} />
    </aside>
  );
}

/** Its seconds are those for which the run plays in view, and those after its end: whoever pauses to look misses nothing. */
function useClock(): void {
  const runs = useStatus(({ status }) => status !== null && (status.state === 'playing' || status.time >= status.durationMicros));
  useEffect(() => {
    if (!runs) return undefined;
    const timer = setInterval(() => {
      if (!document.hidden) useOpening.setState((state) => ({ seconds: state.seconds + 1 }));
    }, 1_000);
    return () => clearInterval(timer);
  }, [runs]);
}

/** Playing ends by hand only, or at the end of the run. */
function useTouch(): void {
  const playing = useStatus((state) => state.status?.state === 'playing');
  useEffect(() => (playing ? () => useOpening.setState({ touched: true }) : undefined), [playing]);
}

function Doors() {
  const playing = useStatus((state) => state.status?.state === 'playing');
  return (
    <div className={styles.doors} role="group" aria-label="Where to go from here">
      <Button small icon="open" onClick={() => useUi.setState({ dialog: 'open' })}>
        Model my network
      </Button>
      <Button
        small
        icon="play"
        onClick={() => {
          closeOpening();
          if (!playing) void attempt('The run did not move', play);
        }}
      >
        {/* Beside the paused transport's "Play", a name of its own. */}
        {playing ? 'Play' : 'Play on'}
      </Button>
    </div>
  );
}
