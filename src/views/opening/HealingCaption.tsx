/** What happened after the plug was pulled: the run's own sentences, as they come. */
import type { LogRow } from '../../engine/contract';
import { useLiveQuery } from '../../store/use-query';
import { span } from '../../store/units';
import { useStatus } from '../../store/status-store';
import { RuleBadge } from '../../ui/Badge';
import styles from './opening.module.css';
import { useOpening } from './opening-store';

const REFRESH_MILLIS = 250;
const LINES = 5;
const WANTED = ['client.stopped', 'link.lost', 'link.opened', 'role.gained', 'role.lost'] as const;

export function HealingCaption() {
  const { since, address } = useOpening();
  const time = useStatus((state) => state.status?.time ?? 0);
  const answer = useLiveQuery('log', { kinds: [...WANTED], from: since, offset: 0, limit: 200 }, REFRESH_MILLIS);
  const rows = [...(answer?.rows ?? [])].reverse().slice(0, LINES);
  const healed = rows.some((row) => row.kind === 'link.opened');
  return (
    <div className={styles.caption} role="status">
      {rows.map((row) => (
        <CaptionLine key={row.id} row={row} since={since} />
      ))}
      {!healed && (
        <p className={styles.waiting}>
          {address} is silent. Its neighbours will miss three keep-alives and notice after 30 s; {span(Math.max(0, time - since))} have passed.
        </p>
      )}
      {healed && <p className={styles.healed}>The chain has healed around it, without asking the server.</p>}
    </div>
  );
}

function CaptionLine({ row, since }: { readonly row: LogRow; readonly since: number }) {
  return (
    <p className={styles.line}>
      <time>+{span(row.t - since)}</time>
      <span>{row.text}</span>
      <RuleBadge rule={row.rule} text={row.ruleText} grade={row.grade} />
    </p>
  );
}
