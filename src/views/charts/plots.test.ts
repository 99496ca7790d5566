import { describe, expect, it } from 'vitest';
import { knownFrom } from './known';
import { plotsOf, sumAt, type Plot } from './plots';
import { entriesOf, instantWords, spokenAt } from './readout';
import { heightsOf } from './scales';
import { SECOND, seriesOf } from './series.test-tools';

const MINUTE_GAP = { mean: 60 * SECOND };
const plotOf = (name: Plot['name'], columns: Parameters<typeof seriesOf>[0], questions: Parameters<typeof knownFrom>[1] = []): Plot =>
  plotsOf(knownFrom(seriesOf(columns), questions), MINUTE_GAP).find((plot) => plot.name === name)!;

describe('the rates', () => {
  const wan = { registration: [1000, 500], question: [0, 250] };
  it('are bits per second of each bucket, by class, and add up to the total (NET-6)', () => {
    const plot = plotOf('wan', { count: 2, wan });
    expect(plot.parts.map(({ label, values }) => [label, ...values])).toEqual([
      ['registration', 8000, 4000],
      ['peer control', 0, 0],
      ['questions', 0, 2000],
    ]);
    expect(sumAt(plot, 1)).toBe(6000);
  });
  it('are means over a bucket, however long it is', () => {
    expect(plotOf('wan', { count: 2, bucket: 10 * SECOND, wan }).parts[0]?.values[0]).toBe(800);
  });
  it('have the same work without peering beside them (NET-7)', () => {
    expect([...(plotOf('lan', { count: 2, withoutLan: [0, 125] }).without?.values ?? [])]).toEqual([0, 1000]);
  });
});

describe('the other charts', () => {
  it('leaders stand against all clients online, each of which would hold a connection without peering', () => {
    const plot = plotOf('leaders', { count: 2, leaders: [60, 14], connections: [120, 18], online: [60, 58] });
    expect([plot.parts[0]?.values[1], plot.line?.values[1], plot.without?.values[1]]).toEqual([14, 18, 58]);
  });
  it('registrations stand against N clients by the mean gap, which chains do not change (REG-4)', () => {
    const plot = plotOf('registrations', { count: 2, bucket: 10 * SECOND, initial: [0, 20], normal: [50, 60], online: [600, 1200] });
    expect(plot.parts.map(({ values }) => values[1])).toEqual([6, 2]);
    expect([...(plot.reference?.values ?? [])]).toEqual([10, 20]);
    expect(plot.reference?.short).toBe('N/60 = 20/s');
    expect(plot.without).toBeNull();
  });
  it('answers add up, against what was estimated from the instant of asking on (Q-7)', () => {
    const plot = plotOf('answers', { count: 4, answers: [0, 0, 5, 3], estimated: 9 }, [{ askedAt: 1.5 * SECOND, estimated: 9 }]);
    expect([...(plot.parts[0]?.values ?? [])]).toEqual([0, 0, 5, 8]);
    expect([...(plot.reference?.values ?? [])]).toEqual([0, 9, 9, 9]);
  });
});

describe('the scale', () => {
  const plot = plotOf('wan', { count: 2, wan: { registration: [1000, 500] }, withoutWan: [40_000, 100] });
  it('is linear from zero and holds what is measured and what is hatched', () => {
    const { y, factor } = heightsOf(plot, 0, 1, 100, false);
    expect(y(0)).toBe(100);
    expect(y(y.domain()[1]! / 2)).toBe(50);
    expect(y.domain()[1]).toBeGreaterThanOrEqual(320_000);
    expect(factor).toBeGreaterThan(20);
  });
  it('magnified, it holds what is measured, and says by how much', () => {
    const whole = heightsOf(plot, 0, 1, 100, false);
    const close = heightsOf(plot, 0, 1, 100, true);
    expect(close.y.domain()[1]).toBeGreaterThanOrEqual(8000);
    expect(whole.y.domain()[1]! / close.y.domain()[1]!).toBe(close.factor);
  });
  it('magnified, it lets rare peaks go beyond its edge', () => {
    const normal = Array.from({ length: 100 }, (_, i) => (i === 0 ? 5000 : 10));
    const { y, factor } = heightsOf(plotOf('registrations', { count: 100, normal, online: normal.map(() => 600) }), 0, 99, 100, true);
    expect(y.domain()[1]).toBeLessThan(20);
    expect(factor).toBeGreaterThan(250);
  });
  it('is not magnified where it would change little', () => {
    expect(heightsOf(plotOf('wan', { count: 1, wan: { registration: [1000] }, withoutWan: [1500] }), 0, 0, 100, true).factor).toBe(1);
  });
  it('of nothing is no division by zero', () => {
    const { y } = heightsOf(plotOf('wan', { count: 1 }), 0, 0, 100, true);
    expect(y(0)).toBe(100);
  });
});

describe('the readout at an instant', () => {
  const cursor = (seconds: number) => ({ t: seconds * SECOND, isPointed: true });
  const playhead = (seconds: number) => ({ t: seconds * SECOND, isPointed: false });
  const columns = { count: 3, now: 2.5 * SECOND, wan: { registration: [1000, 500, 10] }, withoutWan: [0, 2000, 0] };
  const plot = plotOf('wan', columns);
  it('names every part with its value in that bucket', () => {
    expect(entriesOf(plot, seriesOf(columns), cursor(1.2)).map(({ label, value }) => `${label} ${value}`)).toEqual([
      'registration 4 kbit/s',
      'peer control 0 bit/s',
      'without peering 16 kbit/s',
    ]);
  });
  it('at the playhead is of the bucket that has just ended: what is not over is no rate', () => {
    expect(instantWords(seriesOf(columns), playhead(2.5))).toBe('0:01–0:02');
    expect(entriesOf(plot, seriesOf(columns), playhead(2.5))[0]?.value).toBe('4 kbit/s');
    const online = { count: 3, now: 2.5 * SECOND, online: [10, 10, 9] };
    expect(entriesOf(plotOf('leaders', online), seriesOf(online), playhead(2.5)).at(-1)?.value).toBe('9');
  });
  it('says where a bucket is not over, and where nothing was played', () => {
    expect(instantWords(seriesOf(columns), cursor(1.2))).toBe('0:01–0:02');
    expect(instantWords(seriesOf(columns), cursor(2.2))).toBe('0:02–0:03, so far');
    expect(instantWords(seriesOf(columns), cursor(9))).toBe('0:09, not played yet');
    const asked = { t: 1.5 * SECOND, kind: 'asked' as const, text: 'Asked q1', eventId: 3 };
    expect(spokenAt(plot, seriesOf(columns), cursor(1.2), [asked])).toMatch(/^0:01–0:02: registration 4 kbit\/s, .+; Asked q1$/);
    expect(spokenAt(plot, seriesOf(columns), cursor(9), [])).toContain('registration –');
  });
});
