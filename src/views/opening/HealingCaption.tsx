/** What happened after the plug was pulled: the run's own sentences as they come, the newest last. */
import type { LogRow } from '../../engine/contract';
import { useStatus } from '../../store/status-store';
import { span } from '../../store/units';
import { useLiveQuery } from '../../store/use-query';
import { RuleBadge } from '../../ui/Badge';
import styles from './opening.module.css';
import { useCalm, useOpening } from './opening-store';

const REFRESH_MILLIS = 250;
const LINES = 3;
const WANTED = ['client.stopped', 'link.lost', 'link.opened', 'role.gained', 'role.lost'] as const;

export function HealingCaption() {
  const { since, who } = useOpening();
  const time = useStatus((state) => state.status?.time ?? 0);
  const answer = useLiveQuery('log', { kinds: [...WANTED], from: since, offset: 0, limit: 200 }, REFRESH_MILLIS);
  const rows = [...(answer?.rows ?? [])].reverse();
  const healed = healedAt(rows);
  useCalm(healed >= 0);
  const shown = healed < 0 ? rows.slice(-LINES + 1) : [rows.find((row) => row.kind === 'link.lost'), rows[healed]].filter((row) => row !== undefined);
  return (
    <div className={styles.caption} role="status">
      {shown.map((row) => (
        <CaptionLine key={row.id} row={row} since={since} />
      ))}
      {healed < 0 ? (
        <p className={styles.waiting}>
          {who} is silent. Its neighbours notice after three missed keep-alives, 30 s (LINK-8); {span(Math.max(0, time - since))} have passed.
        </p>
      ) : (
        <p className={styles.healed}>The chain has healed around it, without asking the server.</p>
      )}
    </div>
  );
}

/** The row with which the chain is whole again: a new link in both directions. −1 = not yet. */
function healedAt(rows: readonly LogRow[]): number {
  const first = (direction: 'forward' | 'backward'): number => rows.findIndex((row) => row.kind === 'link.opened' && row.direction === direction);
  const both = [first('forward'), first('backward')];
  return both.includes(-1) ? -1 : Math.max(...both);
}

function CaptionLine({ row, since }: { readonly row: LogRow; readonly since: number }) {
  return (
    <p className={styles.line}>
      <time>+{span(row.t - since)}</time>
      <span title={row.text}>{row.text}</span>
      <RuleBadge rule={row.rule} text={row.ruleText} grade={row.grade} />
    </p>
  );
}
