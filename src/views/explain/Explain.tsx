/** What is happening, why, what it costs, what to try: four short answers, each from the run itself. */
import { useEffect, useRef } from 'react';
import type { Explanation } from '../../engine/contract';
import type { EventKind } from '../../sim/log';
import { useStatus } from '../../store/status-store';
import { ALL_EVENTS, useUi } from '../../store/ui-store';
import { useLiveQuery } from '../../store/use-query';
import { grouped, perSecond } from '../../store/units';
import { Button } from '../../ui/Button';
import { stopAsking, whyMark } from '../../store/why';
import type { WhyOf } from './CauseChain';
import { CauseChain } from './CauseChain';
import styles from './explain.module.css';

const REFRESH_MILLIS = 500;
/** Lines shown at once of what somebody asked for. */
const CHOSEN_FIRST = 6;

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
  const event = useUi((state) => state.whyEventId);
  const number = useUi((state) => state.whyNumber);
  const asked: WhyOf | null = event !== null ? { eventId: event } : number;
  const because = explanation?.whyEventId ?? null;
  const now: WhyOf | null = because === null ? null : { eventId: because };
  const key = asked === null ? null : whyMark(asked);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (key === null) return;
    heading.current?.scrollIntoView({ block: 'start' });
    heading.current?.focus({ preventScroll: true });
  }, [key]);
  return (
    <section className={styles.answer}>
      <h3 ref={heading} tabIndex={-1}>
        Why?
      </h3>
      {(asked ?? now) === null && <p>{explanation?.why ?? ''}</p>}
      {asked !== null && (
        <p className={styles.asked}>
          {event === null ? 'What this number comes from, newest first.' : 'The causes of the event that you chose, newest first.'}
          <Button small kind="quiet" onClick={stopAsking}>
            Back to now
          </Button>
        </p>
      )}
      {asked !== null ? <CauseChain of={asked} first={CHOSEN_FIRST} /> : now !== null && <CauseChain of={now} />}
    </section>
  );
}

const showEvents = (kinds: readonly EventKind[]): void => useUi.setState({ view: 'log', logChoice: { ...ALL_EVENTS, kinds } });

function Cost({ text }: { readonly text: string }) {
  const counts = useStatus((state) => state.status?.counts ?? null);
  if (counts === null) return null;
  const figures: readonly { readonly value: string; readonly name: string; readonly from: readonly EventKind[] | null }[] = [
    { value: grouped(counts.leaderConnections), name: 'leader connections', from: ['role.gained', 'role.lost'] },
    { value: perSecond(counts.registrationsPerSecond), name: 'registrations per second', from: null },
    { value: grouped(counts.peerLinks), name: 'peer links', from: ['link.opened', 'link.closed', 'link.lost'] },
  ];
  return (
    <section className={styles.answer}>
      <h3>What does it cost?</h3>
      <p>{text}</p>
      <dl className={styles.figures}>
        {figures.map((figure) => (
          <div key={figure.name}>
            <dt>{figure.name}</dt>
            <dd>
              <Figure value={figure.value} from={figure.from} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** With the way to the events it comes from; normal registrations are counted, and not in the log. */
function Figure({ value, from }: { readonly value: string; readonly from: readonly EventKind[] | null }) {
  if (from === null) return value;
  return (
    <button type="button" title="List the events that this number comes from" onClick={() => showEvents(from)}>
      {value}
    </button>
  );
}
