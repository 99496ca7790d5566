/** Series for tests, column by column; what is not given is zero. */
import type { SeriesView } from '../../engine/contract';
import type { TrafficClass } from '../../sim/types';

type Column = readonly number[];
interface Columns {
  readonly count: number;
  readonly now?: number;
  readonly bucket?: number;
  readonly wan?: Partial<Record<TrafficClass, Column>>;
  readonly lan?: Partial<Record<TrafficClass, Column>>;
  readonly withoutWan?: Column;
  readonly withoutLan?: Column;
  readonly initial?: Column;
  readonly normal?: Column;
  readonly connections?: Column;
  readonly leaders?: Column;
  readonly online?: Column;
  readonly answers?: Column;
  readonly estimated?: number;
}

export const SECOND = 1_000_000;

export function seriesOf(columns: Columns): SeriesView {
  const { count, bucket = SECOND, now = count * bucket } = columns;
  const column = (values: Column = []): Float64Array => Float64Array.from({ length: count }, (_, i) => values[i] ?? 0);
  const cls = (name: TrafficClass) => ({ lan: column(columns.lan?.[name]), wan: column(columns.wan?.[name]) });
  return {
    bucket,
    count,
    now,
    sent: { registration: cls('registration'), control: cls('control'), question: cls('question'), answer: cls('answer'), action: cls('action') },
    without: { lan: column(columns.withoutLan), wan: column(columns.withoutWan) },
    initialRegistrations: column(columns.initial),
    normalRegistrations: column(columns.normal),
    leaderConnections: column(columns.connections),
    leaderClients: column(columns.leaders),
    online: column(columns.online),
    answers: column(columns.answers),
    estimatedAnswers: columns.estimated ?? 0,
  };
}
