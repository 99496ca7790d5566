/** The byte books of the simulation and of the reference, as text to compare: at every instant, and figures over time at the end of a run. */
import { createSimulation } from '../sim/simulation';
import { TRAFFIC_STRIDE, type ClassBytes, type Series, type Simulation } from '../sim/types';
import type { Reference } from './reference';
import { CLASSES, type TrafficRow, type Where } from './reference-books';
import { bucketsOf } from './reference-series';

const PLACES: readonly Where[] = ['lan', 'wan'];

/** NET-6, NET-7: by class and place; the first difference in words, null when both say the same. */
export function bookDifference(simulation: Simulation, { books }: Reference): string | null {
  const ledger = simulation.ledger();
  const unlike = (what: string, there: unknown, here: unknown): string | null => {
    const [one, other] = [JSON.stringify(there), JSON.stringify(here)];
    return one === other ? null : `${what}: simulation ${one}, reference ${other}`;
  };
  for (const cls of CLASSES) {
    for (const where of PLACES) {
      const { sent, received, lost, inFlight } = ledger.flow[cls][where];
      const found =
        unlike(`bytes of class ${cls}, ${where}`, { sent, received, lost, inFlight }, books.flow(cls, where)) ??
        unlike(`bytes sent of class ${cls}, ${where}`, ledger.byClass[cls][where], books.flow(cls, where).sent) ??
        unlike(`bytes of class ${cls} without peering, ${where}`, ledger.without[cls][where], books.without[cls][where]);
      if (found !== null) return found;
    }
  }
  const pair = ({ lan, wan }: ClassBytes): ClassBytes => ({ lan, wan });
  const sites = ledger.bySite.map(({ lan, wanUp, wanDown }) => ({ lan, wanUp, wanDown }));
  return (
    unlike('bytes on links between peers', pair(ledger.peerLinks), books.peerLinks) ??
    unlike('messages', pair(ledger.messages), books.messages) ??
    unlike('bytes by site', sites, books.bySite)
  );
}

/** At the end: rows by subnet, server and client, figures over time, and a run that nobody looked at. */
export function endDifference(looked: Simulation, reference: Reference): string | null {
  const { books } = reference;
  const byClient = looked.trafficByClient();
  return (
    rowDifference('subnet', looked.trafficBySubnet(), books.trafficBySubnet()) ??
    rowDifference('server', looked.trafficByServer(), books.trafficByServer()) ??
    (byClient && rowDifference('place', byClient, books.trafficByPlace())) ??
    seriesDifference(looked.series(), reference) ??
    lookedDifference(looked)
  );
}

function rowDifference(what: string, there: Float64Array, here: readonly TrafficRow[]): string | null {
  for (const [n, row] of here.entries()) {
    const [one, other] = [[...there.subarray(n * TRAFFIC_STRIDE, (n + 1) * TRAFFIC_STRIDE)].join(' '), row.join(' ')];
    if (one !== other) return `bytes of ${what} ${n} (LAN sent, LAN received, WAN sent, WAN received): simulation ${one}, reference ${other}`;
  }
  return null;
}

function seriesDifference(series: Series, reference: Reference): string | null {
  const { bucket, count } = series;
  const expected = bucketsOf(reference, bucket);
  if (count !== expected.count) return `buckets of ${bucket} µs: simulation ${count}, reference ${expected.count}`;
  const unlike = (what: string, there: Float64Array, here: readonly number[]): string | null => {
    for (let n = 0; n < count; n++) if (there[n] !== here[n]) return `${what}, bucket ${n} of ${bucket} µs: simulation ${there[n]}, reference ${here[n]}`;
    return null;
  };
  for (const where of PLACES) {
    for (const cls of CLASSES) {
      const found = unlike(`${cls} sent, ${where}`, series.sent[cls][where], expected.sent[cls][where]);
      if (found !== null) return found;
    }
    const found = unlike(`without peering, ${where}`, series.without[where], expected.without[where]);
    if (found !== null) return found;
  }
  for (const name of ['initialRegistrations', 'normalRegistrations', 'leaderConnections', 'leaderClients', 'online', 'answers'] as const) {
    const found = unlike(name, series[name], expected[name]);
    if (found !== null) return found;
  }
  return null;
}

/** Looking at a run changes nothing of it. */
function lookedDifference(looked: Simulation): string | null {
  const simulation = createSimulation(looked.world);
  simulation.advanceTo(looked.now);
  const [there, here] = [JSON.stringify(simulation.ledger()), JSON.stringify(looked.ledger())];
  if (there !== here) return `the books of a run that nobody looked at differ:\n  ${there}\n  ${here}`;
  return simulation.hash() === looked.hash() ? null : 'the simulation that was looked at after every event ends with another hash than one that was not';
}
