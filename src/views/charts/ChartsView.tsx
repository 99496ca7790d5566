/** The charts: rates, leaders, registrations and answers on the timeline's clock. */
import { useLiveQuery } from '../../store/use-query';
import { clock } from '../../store/units';

export function ChartsView() {
  const series = useLiveQuery('series', { buckets: 1_000 }, 250);
  return <p>{series === null ? 'Nothing has happened yet.' : `Up to ${clock(series.now)}`}</p>;
}
