/** Everything about the selected client: state, links, timers as countdowns, candidates, last events with their reasons, and what can be done to it. */
import { useEffect, useRef } from 'react';
import type { ClientCard as Card, LogRow } from '../../engine/contract';
import { query } from '../../store/session';
import { select, takeFocusWish } from '../../store/selection';
import { bothNames } from '../../store/labels';
import { useStatus } from '../../store/status-store';
import { useUi } from '../../store/ui-store';
import { clock, grouped, span } from '../../store/units';
import { attempt } from '../../store/verbs';
import { askWhy, whyMark } from '../../store/why';
import { RuleBadge, Tag } from '../../ui/Badge';
import { Button, IconButton } from '../../ui/Button';
import { Section } from '../../ui/Section';
import { CardActions } from './CardActions';
import { ClientQuestions } from './ClientQuestions';
import styles from './client-card.module.css';

export function ClientCard() {
  const card = useUi((state) => state.card);
  const selection = useUi((state) => state.selection);
  const article = useRef<HTMLElement>(null);
  const slot = card?.slot;
  useEffect(() => {
    if (slot !== undefined && takeFocusWish()) article.current?.focus();
  }, [slot]);
  if (selection === null || card === null) return null;
  const { state } = card;
  return (
    <article ref={article} tabIndex={-1} className={styles.card} aria-label={`Client ${state.address}`}>
      <header className={styles.head}>
        <div>
          <h2>{bothNames(state)}</h2>
          <p>
            {card.siteName} › {card.subnet}
          </p>
        </div>
        <IconButton icon="close" name="Close the card" keys="Esc" onClick={() => select(null)} />
      </header>
      <Words card={card} />
      <CardActions card={card} />
      <Section title="Links" note={`${card.links.length} of 4`}>
        <Links card={card} />
      </Section>
      <ClientQuestions card={card} />
      <Section title="Timers" note="in simulated time">
        <Timers card={card} />
      </Section>
      <Section title="Candidates" open={false} note={`${grouped(card.candidates.forward.length)} ahead, ${grouped(card.candidates.backward.length)} behind`}>
        <Candidates title="Forward" rows={card.candidates.forward} />
        <Candidates title="Backward" rows={card.candidates.backward} />
      </Section>
      <Section title="Last events" note="newest first">
        <Recent rows={card.recent} />
      </Section>
    </article>
  );
}

const ROLE_WORDS = { forwardLeader: 'Forward leader', backwardLeader: 'Backward leader', satellite: 'Satellite' } as const;

function Words({ card: { slot, state, chainKey } }: { readonly card: Card }) {
  const lag =
    state.reported !== null && (state.reported.status !== state.status || state.reported.send !== state.send || state.reported.receive !== state.receive);
  return (
    <>
      <div className={styles.tags}>
        <Tag tone={state.online ? 'good' : 'bad'}>{state.online ? 'Online' : 'Offline'}</Tag>
        {state.online && !state.registered && <Tag tone="warn">Not registered</Tag>}
        {state.roles.map((role) => (
          <Tag key={role} tone={role === 'backwardLeader' ? 'backward' : 'forward'}>
            {ROLE_WORDS[role]}
          </Tag>
        ))}
      </div>
      <dl className={styles.words}>
        <dt>Status</dt>
        <dd>{state.online ? state.status : 'Offline'}</dd>
        <dt>Send</dt>
        <dd>{state.online ? state.send : '–'}</dd>
        <dt>Receive</dt>
        <dd>{state.online ? state.receive : '–'}</dd>
        <dt>Server</dt>
        <dd>{state.server ?? 'none yet'}</dd>
        <dt>Chain</dt>
        <dd>{chainKey}</dd>
        <dt>Registrations</dt>
        <dd>
          {grouped(state.registrations.initial)} initial, {grouped(state.registrations.normal)} normal
        </dd>
        {lag && state.reported !== null && (
          <>
            <dt>Server still sees</dt>
            <dd>
              {state.reported.status} · {state.reported.send} · {state.reported.receive}
            </dd>
          </>
        )}
      </dl>
      {state.roles.includes('backwardLeader') && <WhyRole slot={slot} direction="backward" />}
      {state.roles.includes('forwardLeader') && <WhyRole slot={slot} direction="forward" />}
    </>
  );
}

function WhyRole({ slot, direction }: { readonly slot: number; readonly direction: 'forward' | 'backward' }) {
  const ask = (): Promise<unknown> =>
    attempt('The reason was not found', async () => {
      const rows = await query('whyRole', { slot, direction });
      const first = rows[0];
      if (first !== undefined) askWhy({ eventId: first.id });
    });
  return (
    <Button small icon="why" className={styles.whyRole ?? ''} onClick={() => void ask()}>
      Why is it a {direction} leader?
    </Button>
  );
}

const LINK_WORDS = { 'forward peer': 'Forward peer', 'backward peer': 'Backward peer', previous: 'Previous (incoming)', next: 'Next (incoming)' } as const;

function Links({ card }: { readonly card: Card }) {
  if (card.links.length === 0) return <p className={styles.none}>No link to any peer.</p>;
  return (
    <ul className={styles.list}>
      {card.links.map((link) => (
        <li key={link.role}>
          <span>{LINK_WORDS[link.role]}</span>
          <Button small kind="quiet" onClick={() => select(link.slot)}>
            {link.address}
          </Button>
          <Tag tone={link.place === 'WAN' ? 'wan' : 'lan'}>{link.place}</Tag>
        </li>
      ))}
    </ul>
  );
}

function Timers({ card }: { readonly card: Card }) {
  const time = useStatus((state) => state.status?.time ?? 0);
  if (card.timers.length === 0) return <p className={styles.none}>No timer runs.</p>;
  return (
    <ul className={styles.list}>
      {card.timers.map((timer) => (
        <li key={timer.name} title={`at ${clock(timer.at, 3)}`}>
          <span>{timer.name}</span>
          <b className={styles.count}>{timer.at >= time ? `in ${span(timer.at - time)}` : `${span(time - timer.at)} ago`}</b>
          <span className={styles.rule}>{timer.rule}</span>
        </li>
      ))}
    </ul>
  );
}

function Candidates({ title, rows }: { readonly title: string; readonly rows: Card['candidates']['forward'] }) {
  return (
    <>
      <h4 className={styles.sub}>{title}, nearest first</h4>
      {rows.length === 0 && <p className={styles.none}>Nobody: it can only reflect to the server.</p>}
      <ul className={styles.list}>
        {rows.map((row) => (
          <li key={row.slot}>
            <Button small kind="quiet" onClick={() => select(row.slot)}>
              {row.address}
            </Button>
            <span className={styles.from}>{row.from === 'list' ? 'peer list' : 'learnt'}</span>
            <Tag tone={row.reachable ? 'good' : 'bad'}>{row.reachable ? 'reachable' : 'unreachable'}</Tag>
          </li>
        ))}
      </ul>
    </>
  );
}

function Recent({ rows }: { readonly rows: readonly LogRow[] }) {
  if (rows.length === 0) return <p className={styles.none}>Nothing yet.</p>;
  return (
    <ol className={styles.recent}>
      {rows.map((row) => (
        <li key={row.id} data-why={whyMark({ eventId: row.id })}>
          <div>
            <time>{clock(row.t, 3)}</time>
            <RuleBadge rule={row.rule} text={row.ruleText} grade={row.grade} />
            <Button small kind="quiet" onClick={() => askWhy({ eventId: row.id })} aria-label={`Why: ${row.text}`}>
              Why?
            </Button>
          </div>
          <p>{row.text}</p>
        </li>
      ))}
    </ol>
  );
}
