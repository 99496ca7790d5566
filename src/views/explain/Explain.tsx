/** What is happening, why, what it costs, what to try: four short answers, each from the run itself. */
import { useEffect, useRef } from 'react';
import type { Explanation } from '../../engine/contract';
import { useStatus } from '../../store/status-store';
import { useUi } from '../../store/ui-store';
import { useLiveQuery } from '../../store/use-query';
import { perSecond } from '../../store/units';
import { Button } from '../../ui/Button';
import { CauseChain } from './CauseChain';
import styles from './explain.module.css';

const REFRESH_MILLIS = 500;

export function Explain() {
  const selection = useUi((state) => state.selection);
  const loaded = useStatus((state) => state.status !== null && state.status.state !== 'empty');
  const explanation = useLiveQuery('explain', loaded ? { selection } : null, REFRESH_MILLIS);
  return (
    <div className={styles.explain}>
      <Answer title="What is happening?" text={explanation?.happening ?? '…'} />
      <Why explanation={explanation} />
      <Cost text={explanation?.cost ?? ''} />
      <Answer title="What could I try?" text={explanation?.tryThis ?? ''} />
    </div>
  );
}

function Answer({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <section className={styles.answer}>
      <h3>{title}</h3>
      <p>{text}</p>
    </section>
  );
}

function Why({ explanation }: { readonly explanation: Explanation | null }) {
  const asked = useUi((state) => state.whyEventId);
  const eventId = asked ?? explanation?.whyEventId ?? null;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (asked === null) return;
    heading.current?.scrollIntoView({ block: 'start' });
    heading.current?.focus({ preventScroll: true });
  }, [asked]);
  return (
    <section className={styles.answer}>
      <h3 ref={heading} tabIndex={-1}>
        Why?
      </h3>
      {eventId === null && <p>{explanation?.why ?? ''}</p>}
      {asked !== null && (
        <p className={styles.asked}>
          The causes of the event that you chose, newest first.
          <Button small kind="quiet" onClick={() => useUi.setState({ whyEventId: null })}>
            Back to now
          </Button>
        </p>
      )}
      {eventId !== null && <CauseChain eventId={eventId} {...(asked === null ? {} : { first: 6 })} />}
    </section>
  );
}

function Cost({ text }: { readonly text: string }) {
  const counts = useStatus((state) => state.status?.counts ?? null);
  if (counts === null) return null;
  const figures = [
    { value: counts.leaderConnections.toLocaleString('en-US'), name: 'leader connections' },
    { value: perSecond(counts.registrationsPerSecond), name: 'registrations per second' },
    { value: counts.peerLinks.toLocaleString('en-US'), name: 'peer links' },
  ];
  return (
    <section className={styles.answer}>
      <h3>What does it cost?</h3>
      <p>{text}</p>
      <dl className={styles.figures}>
        {figures.map((figure) => (
          <div key={figure.name}>
            <dt>{figure.name}</dt>
            <dd>{figure.value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
