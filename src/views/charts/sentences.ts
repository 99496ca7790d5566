/** What each chart says, in one sentence from the same data: peak, total, and the same work without peering beside it. */
import { CONNECTIONS_ALONE } from '../../closed-form/leaders';
import type { SeriesView } from '../../engine/contract';
import type { Stretch } from '../../store/charts';
import { bitRate, bytes, clock, count, grouped, perSecond, span } from '../../store/units';
import { bucketsIn, isUnfinished, type Known } from './known';
import { peakOf, rateWords, sumAt, type Peak, type Plot } from './plots';

interface Scope {
  readonly known: Known;
  readonly plot: Plot;
  readonly first: number;
  readonly last: number;
  readonly stretch: Stretch;
}

export function sentenceOf(plot: Plot, known: Known, stretch: Stretch): string {
  const { series } = known;
  const { first, last } = bucketsIn(series, stretch.from, stretch.to);
  if (last < first) return 'Nothing of this stretch has been played yet.';
  const scope: Scope = { known, plot, first, last, stretch };
  switch (plot.name) {
    case 'wan':
    case 'lan':
      return rateSentence(scope, plot.name);
    case 'leaders':
      return leadersSentence(scope);
    case 'registrations':
      return registrationsSentence(scope);
    case 'answers':
      return answersSentence(scope);
  }
}

/** "0:00–1:43": the whole buckets that are spoken of, as far as they are over. */
export function stretchWords({ bucket, now }: SeriesView, first: number, last: number): string {
  const from = first * bucket;
  const to = Math.min(now, (last + 1) * bucket);
  const decimals = bucket % 1e6 === 0 ? 0 : 1;
  if (to <= from) return `At ${clock(from, decimals)}`;
  return `${clock(from, decimals)}–${clock(to, to % 1e6 === 0 ? decimals : Math.max(decimals, to - from < 10e6 ? 1 : 0))}`;
}

const at = ({ bucket }: SeriesView, index: number): string => clock(index * bucket, bucket % 1e6 === 0 ? 0 : 1);

/** Peaks are means over a bucket: they say over how long. */
function peakWords({ known: { series } }: Scope, peak: Peak, say: (value: number) => string): string {
  return peak.index < 0 ? '' : `${say(peak.value)} at ${at(series, peak.index)} (over ${span(series.bucket)})`;
}

function sum(values: Float64Array, first: number, last: number): number {
  let total = 0;
  for (let i = first; i <= last; i++) total += values[i] ?? 0;
  return total;
}

function rateSentence(scope: Scope, place: 'wan' | 'lan'): string {
  const { known, plot, first, last } = scope;
  const { series } = known;
  const total = Object.values(series.sent).reduce((all, sent) => all + sum(sent[place], first, last), 0);
  const without = sum(series.without[place], first, last);
  const name = place === 'wan' ? 'WAN' : 'LAN';
  const against = without === 0 && total === 0 ? '' : `, against ${bytes(without)} without peering${share(total, without)}`;
  if (total === 0) return `${stretchWords(series, first, last)}: no byte over the ${name}${against}.`;
  const peak = peakOf((i) => sumAt(plot, i), first, last);
  return `${stretchWords(series, first, last)}: ${bytes(total)} over the ${name} in all${against}. Peak ${peakWords(scope, peak, bitRate)}.`;
}

/** As x against y; registration is in both. */
function share(total: number, without: number): string {
  if (without === 0 || total >= without) return '';
  const percent = (100 * (without - total)) / without;
  return ` (${percent < 10 ? percent.toFixed(1) : Math.floor(percent)} % less)`;
}

function leadersSentence(scope: Scope): string {
  const { known, plot, first, last } = scope;
  const { series } = known;
  const connections = peakOf((i) => plot.line?.values[i] ?? 0, first, last);
  const when = isUnfinished(series, last) ? clock(series.now, 0) : clock(Math.min(series.now, (last + 1) * series.bucket), 0);
  const leaders = series.leaderClients[last] ?? 0;
  const online = series.online[last] ?? 0;
  // clients against clients, connections against connections: alone, each would hold both (CHAIN-4, NET-7)
  const now = `At ${when} ${grouped(leaders)} of ${count(online, 'client')} online ${leaders === 1 ? 'leads' : 'lead'}, all ${grouped(
    online,
  )} without peering; ${count(series.leaderConnections[last] ?? 0, 'connection')} to servers, ${grouped(CONNECTIONS_ALONE * online)} without peering.`;
  return connections.index < 0 ? now : `${now} Most: ${count(connections.value, 'connection')} at ${at(series, connections.index)}.`;
}

function registrationsSentence(scope: Scope): string {
  const { known, plot, first, last } = scope;
  const { series } = known;
  const initial = sum(series.initialRegistrations, first, last);
  const normal = sum(series.normalRegistrations, first, last);
  if (initial + normal === 0) return `${stretchWords(series, first, last)}: no registrations.`;
  const seconds = (Math.min(series.now, (last + 1) * series.bucket) - first * series.bucket) / 1e6;
  const mean = seconds > 0 ? `, ${perSecond((initial + normal) / seconds)} per second on average` : '';
  const peak = peakOf((i) => sumAt(plot, i), first, last);
  return `${stretchWords(series, first, last)}: ${grouped(initial)} initial and ${count(normal, 'normal registration')}${mean}. Peak ${peakWords(
    scope,
    peak,
    rateWords,
  )}. Each client registers for itself: without peering these are the same.`;
}

function answersSentence(scope: Scope): string {
  const { known, plot, first, last } = scope;
  const { series } = known;
  if (known.asked.length === 0) return 'Nothing has been asked yet.';
  const heard = plot.parts[0]?.values[last] ?? 0;
  const estimated = plot.reference?.values[last] ?? 0;
  const when = clock(Math.min(series.now, (last + 1) * series.bucket), 0);
  const here = sum(series.answers, first, last);
  const fastest = peakOf((i) => series.answers[i] ?? 0, first, last);
  const rate = here === 0 ? '' : ` Most in one bucket: ${grouped(fastest.value)} at ${at(series, fastest.index)} (${span(series.bucket)}).`;
  return `By ${when} servers have heard ${grouped(heard)} of ${count(estimated, 'answer')} estimated${
    first > 0 ? `, ${grouped(here)} of them in this stretch` : ''
  }.${rate} Without peering the answers are the same, the messages are not.`;
}
