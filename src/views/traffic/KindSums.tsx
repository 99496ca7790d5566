/** The line under the rows: their sums, and how they make the ledger's totals. */
import type { TrafficKind, TrafficResult } from '../../engine/contract';
import { defaultServers } from '../../scenario/defaults';
import { useDocument } from '../../store/document-store';
import type { TrafficPlace } from '../../store/traffic-choice';
import { useLiveQuery } from '../../store/use-query';
import { bytes, count } from '../../store/units';
import { PLACE_WORDS } from './class-rows';
import { outsideSites, sumLines, type SumLine } from './kind-sums';
import styles from './traffic.module.css';

const REFRESH_MILLIS = 1000;
/** More servers than a scenario may have. */
const SERVERS = 1000;

interface KindSumsProps {
  readonly of: TrafficKind;
  readonly place: TrafficPlace | null;
  readonly answer: TrafficResult;
}

export function KindSums({ of, place, answer }: KindSumsProps) {
  const others = useOthers(of);
  const { matching, total, sums } = answer;
  const lines = sumLines(of, sums, matching < total, others).filter((line) => place === null || line.place === place);
  return (
    <div className={styles.sums} role="group" aria-label="Sums">
      {lines.map((line) => (
        <p key={line.place}>
          <b className={styles[line.place]}>{PLACE_WORDS[line.place]}</b> <Words line={line} rows={matching} of={of} />
        </p>
      ))}
    </div>
  );
}

/** What the senders without a row in this list sent. */
function useOthers(of: TrafficKind): TrafficResult['sums'] | null {
  const scenario = useDocument((state) => state.loaded?.scenario ?? null);
  const whose = of === 'link' ? null : of === 'server' ? 'subnet' : 'server';
  const query = whose === null ? null : ({ of: whose, sort: 'label', descending: false, filter: '', offset: 0, limit: of === 'site' ? SERVERS : 0 } as const);
  const answer = useLiveQuery('traffic', query, REFRESH_MILLIS);
  if (answer === null || of !== 'site') return answer?.sums ?? null;
  const servers = scenario?.servers ?? defaultServers(scenario?.sites[0]?.id);
  return outsideSites(answer, (index) => servers[index]?.site);
}

function Words({ line, rows, of }: { readonly line: SumLine; readonly rows: number; readonly of: TrafficKind }) {
  const { sent, received, others } = line;
  if (of === 'link') return `up ${bytes(sent)}, down ${bytes(received)}: sums of ${count(rows, 'row')}. What goes from site to site is in both.`;
  const own = `sent ${bytes(sent)}, received ${bytes(received)}: sums of ${count(rows, 'row')}.`;
  if (others === null) return own;
  return `${own} With ${bytes(others.sent)} sent by ${others.what} = ${bytes(sent + others.sent)} sent in all.`;
}
