import { describe, expect, it } from 'vitest';
import { knownFrom } from './known';
import { plotsOf, type Plot } from './plots';
import { sentenceOf } from './sentences';
import { SECOND, seriesOf } from './series.test-tools';

const ALL = { from: 0, to: 600 * SECOND };
function say(name: Plot['name'], columns: Parameters<typeof seriesOf>[0], stretch = ALL, questions: Parameters<typeof knownFrom>[1] = []): string {
  const known = knownFrom(seriesOf(columns), questions);
  return sentenceOf(
    plotsOf(known, { mean: 60 * SECOND }).find((plot) => plot.name === name)!,
    known,
    stretch,
  );
}

describe('each chart says what it shows', () => {
  it('bytes in all against those without peering, registration included, and the peak (NET-7)', () => {
    const columns = { count: 3, wan: { registration: [100, 200, 0], question: [0, 100, 100] }, withoutWan: [500, 500, 1000] };
    expect(say('wan', columns)).toBe('0:00–0:03: 500 B over the WAN in all, against 2 kB without peering (75 % less). Peak 2.4 kbit/s at 0:01 (over 1 s).');
  });
  it('no saving is claimed where there is none', () => {
    expect(say('lan', { count: 1, lan: { control: [500] }, withoutLan: [100] })).toBe(
      '0:00–0:01: 500 B over the LAN in all, against 100 B without peering. Peak 4 kbit/s at 0:00 (over 1 s).',
    );
  });
  it('only the stretch in view is summed up', () => {
    const columns = { count: 4, wan: { registration: [100, 200, 300, 400] } };
    expect(say('wan', columns, { from: SECOND, to: 3 * SECOND })).toContain('0:01–0:03: 500 B');
  });
  it('leaders against all clients online', () => {
    const columns = { count: 2, leaders: [60, 14], connections: [120, 18], online: [60, 60] };
    expect(say('leaders', columns)).toBe(
      'At 0:02 14 of 60 clients online lead, all 60 without peering; 18 connections to servers, 120 without peering. Most: 120 connections at 0:00.',
    );
  });
  it('registrations with mean and peak, the same without peering (REG-4)', () => {
    const columns = { count: 60, initial: [60], normal: Array.from({ length: 60 }, () => 1), online: [60] };
    expect(say('registrations', columns)).toBe(
      '0:00–1:00: 60 initial and 60 normal registrations, 2.0 per second on average. Peak 61/s at 0:00 (over 1 s). Each client registers for itself: without peering these are the same.',
    );
  });
  it('answers against what was estimated', () => {
    const columns = { count: 3, answers: [0, 40, 18], estimated: 60 };
    expect(say('answers', columns, ALL, [{ askedAt: 0, estimated: 60 }])).toBe(
      'By 0:03 servers have heard 58 of 60 answers estimated. Most in one bucket: 40 at 0:01 (1 s). Without peering the answers are the same, the messages are not.',
    );
  });
});

describe('where there is nothing', () => {
  it('it says so', () => {
    expect(say('wan', { count: 1, now: 0 })).toBe('At 0:00: no byte over the WAN.');
    expect(say('wan', { count: 2 }, { from: 5 * SECOND, to: 9 * SECOND })).toBe('Nothing of this stretch has been played yet.');
    expect(say('registrations', { count: 2 })).toBe('0:00–0:02: no registrations.');
    expect(say('answers', { count: 2 })).toBe('Nothing has been asked yet.');
  });
});
