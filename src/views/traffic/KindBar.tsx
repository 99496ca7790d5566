/** Above the rows: the filter, how many there are, the map, and the way to take them along. */
import type { TrafficColumn, TrafficKind } from '../../engine/contract';
import type { TrafficPlace } from '../../store/traffic-choice';
import { useTrafficChoice } from '../../store/traffic-choice';
import { grouped } from '../../store/units';
import { attempt } from '../../store/verbs';
import { Button } from '../../ui/Button';
import table from '../table/table.module.css';
import { isOnMap, showRow } from './pick-row';
import { downloadRows } from './traffic-csv';

interface KindBarProps {
  readonly of: TrafficKind;
  readonly place: TrafficPlace | null;
  readonly rows: { readonly matching: number; readonly total: number };
  /** Whether the run keeps books of this kind. */
  readonly isKept: boolean;
  /** Index of the row that was chosen. */
  readonly picked: number | null;
  readonly sort: TrafficColumn;
  readonly descending: boolean;
}

export function KindBar({ of, place, rows, isKept, picked, sort, descending }: KindBarProps) {
  const filter = useTrafficChoice((state) => state.filter);
  const save = (): Promise<unknown> => attempt('The traffic was not exported', () => downloadRows({ of, sort, descending, filter }, place));
  return (
    <div className={table.bar}>
      <input
        type="text"
        className={table.filter}
        aria-label="Filter traffic"
        placeholder="Filter: words of a name or of what it is"
        value={filter}
        spellCheck={false}
        onChange={(event) => useTrafficChoice.setState({ filter: event.target.value })}
      />
      <span className={table.count} role="status">
        {isKept ? `${grouped(rows.matching)} of ${grouped(rows.total)}` : 'not kept'}
      </span>
      {isOnMap(of) && (
        <Button small icon="goto" disabled={picked === null} onClick={() => picked !== null && showRow(of, { index: picked })}>
          Show on the map
        </Button>
      )}
      <Button small icon="download" disabled={!isKept} onClick={() => void save()}>
        CSV
      </Button>
    </div>
  );
}
