/** Invariant 16 of the rule book §10: every byte is booked once as sent and once as received, lost or in flight, and every sum of the books is the same sum. */
import { TRAFFIC_STRIDE, type ClassBytes, type Flow, type LedgerView, type Series, type Simulation } from '../sim/types';

const PLACES = ['lan', 'wan'] as const;
type Where = (typeof PLACES)[number];
type FlowName = keyof Flow;

/** One sentence for each violation. To be called after any event. */
export function checkBooks(simulation: Simulation): string[] {
  const books = simulation.ledger();
  const { expect, wrong } = complaints(simulation);
  for (const [name, flow] of Object.entries(books.flow)) {
    for (const where of PLACES) {
      const { sent, received, lost, inFlight } = flow[where];
      expect(sent === received + lost + inFlight, () => `${name} ${where}: sent ${sent} is not received ${received} + lost ${lost} + in flight ${inFlight}`);
      expect(Math.min(sent, received, lost, inFlight) >= 0, () => `${name} ${where}: a book is below zero`);
      expect(sent === books.byClass[name as keyof LedgerView['byClass']][where], () => `${name} ${where}: sent by class and in the flow differ`);
    }
  }
  const total = (field: FlowName): number => sum(PLACES.map((where) => flowOf(books, where, field)));
  for (const field of ['sent', 'received', 'lost', 'inFlight'] as const)
    expect(books[field] === total(field), () => `${field} ${books[field]}, by class ${total(field)}`);
  for (const where of PLACES) expect(books.peerLinks[where] <= flowOf(books, where, 'sent'), () => `links between peers carried more than all links, ${where}`);
  checkSites(simulation, books, expect);
  return wrong;
}

/** The other sums of the same books: by subnet and server, by client and server, over time. Dearer than the check above. */
export function checkAggregates(simulation: Simulation): string[] {
  const books = simulation.ledger();
  const { expect, wrong } = complaints(simulation);
  const columns = [flowOf(books, 'lan', 'sent'), flowOf(books, 'lan', 'received'), flowOf(books, 'wan', 'sent'), flowOf(books, 'wan', 'received')];
  const servers = sumsOf(simulation.trafficByServer());
  const byClient = simulation.trafficByClient();
  for (const [what, rows] of [
    ['subnets', simulation.trafficBySubnet()],
    ['clients', byClient],
  ] as const) {
    if (rows === null) continue;
    const sums = sumsOf(rows).map((bytes, n) => bytes + (servers[n] ?? 0));
    expect(sums.join() === columns.join(), () => `${what} and servers add up to ${sums.join(' ')}, the books say ${columns.join(' ')}`);
  }
  checkSeries(simulation, books, simulation.series(), expect);
  return wrong;
}

/** The text is made only where it is needed: this runs after every event of thousands of worlds. */
type Expect = (holds: boolean, text: () => string) => void;

function complaints({ now }: Simulation): { readonly expect: Expect; readonly wrong: string[] } {
  const wrong: string[] = [];
  return { wrong, expect: (holds, text) => void (holds || wrong.push(`${text()} (16, at ${now} µs)`)) };
}

function checkSites({ world }: Simulation, books: LedgerView, expect: Expect): void {
  const sums = { lan: 0, wanUp: 0, wanDown: 0 };
  for (const site of books.bySite) {
    sums.lan += site.lan;
    sums.wanUp += site.wanUp;
    sums.wanDown += site.wanDown;
  }
  const [lan, wan] = [flowOf(books, 'lan', 'sent'), flowOf(books, 'wan', 'sent')];
  expect(sums.lan === lan, () => `sites' LAN bytes add up to ${sums.lan}, the classes' to ${lan}`);
  expect(sums.wanUp <= wan && sums.wanDown <= wan, () => 'a WAN book of the sites exceeds the classes');
  if (world.servers.every((server) => server.site >= 0))
    expect(sums.wanUp === wan && sums.wanDown === wan, () => `WAN up ${sums.wanUp}, down ${sums.wanDown}, classes ${wan}`);
}

function checkSeries(simulation: Simulation, books: LedgerView, series: Series, expect: Expect): void {
  const of = (figures: Float64Array): number => sum([...figures.subarray(0, series.count)]);
  for (const where of PLACES) {
    for (const [name, { [where]: sent }] of Object.entries(books.byClass)) {
      const over = of(series.sent[name as keyof Series['sent']][where]);
      expect(over === sent, () => `${name} ${where}: ${over} over time, ${sent} in the books`);
    }
    const without = sum(Object.values(books.without).map((bytes: ClassBytes) => bytes[where]));
    expect(of(series.without[where]) === without, () => `without peering, ${where}: ${of(series.without[where])} over time, ${without} in the books`);
  }
  const { initial, normal } = simulation.registrationTotals();
  const tested = sum(simulation.questions().map((question) => question.tested));
  expect(of(series.initialRegistrations) === initial, () => `${of(series.initialRegistrations)} initial registrations over time, ${initial} counted`);
  expect(of(series.normalRegistrations) === normal, () => `${of(series.normalRegistrations)} normal registrations over time, ${normal} counted`);
  expect(of(series.answers) === tested, () => `${of(series.answers)} answers over time, ${tested} counted`);
  expect(
    series.bucket * (series.count - 1) <= simulation.now && simulation.now < series.bucket * series.count,
    () => `${series.count} buckets of ${series.bucket} µs`,
  );
}

const sum = (figures: readonly number[]): number => figures.reduce((total, figure) => total + figure, 0);
const flowOf = ({ flow }: LedgerView, where: Where, field: FlowName): number => sum(Object.values(flow).map((one) => one[where][field]));

/** Sums of the columns of rows. */
function sumsOf(rows: Float64Array): number[] {
  const sums = Array.from({ length: TRAFFIC_STRIDE }, () => 0);
  rows.forEach((bytes, n) => (sums[n % TRAFFIC_STRIDE] = (sums[n % TRAFFIC_STRIDE] ?? 0) + bytes));
  return sums;
}
