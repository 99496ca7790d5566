import { describe, expect, it } from 'vitest';
import { bucketAt, bucketsIn, furtherOf, isUnfinished, knownFrom, NOTHING_KNOWN } from './known';
import { plotsOf } from './plots';
import { heightsOf } from './scales';
import { sentenceOf } from './sentences';
import { SECOND, seriesOf } from './series.test-tools';

const upTo = (seconds: number) => knownFrom(seriesOf({ count: Math.max(1, Math.ceil(seconds)), now: seconds * SECOND }), []);

describe('what is known of a run', () => {
  it('stays known when the run moves back, as long as it was played that far', () => {
    const [far, near] = [upTo(60), upTo(20)];
    expect(furtherOf(far, near, 60 * SECOND)).toBe(far);
    expect(furtherOf(near, far, 60 * SECOND)).toBe(far);
  });
  it('is forgotten when the run was never played so far: it is another run', () => {
    const near = upTo(20);
    expect(furtherOf(upTo(60), near, 20 * SECOND)).toBe(near);
  });
  it('is the newer of two that reach equally far', () => {
    const fresh = upTo(20);
    expect(furtherOf(upTo(20), fresh, 20 * SECOND)).toBe(fresh);
  });
  it('estimates add up to what the series says, with questions no longer listed at the beginning (Q-7)', () => {
    const questions = [
      { askedAt: 8 * SECOND, estimated: 60 },
      { askedAt: 4 * SECOND, estimated: 50 },
      { askedAt: 90 * SECOND, estimated: 7 },
    ];
    expect(knownFrom(seriesOf({ count: 10, estimated: 150 }), questions).asked).toEqual([
      { at: 0, estimated: 40 },
      { at: 4 * SECOND, estimated: 50 },
      { at: 8 * SECOND, estimated: 60 },
    ]);
  });
});

describe('a run of which nothing is known yet', () => {
  it('has charts and sentences all the same', () => {
    for (const plot of plotsOf(NOTHING_KNOWN, { mean: 60 * SECOND })) {
      expect(sentenceOf(plot, NOTHING_KNOWN, { from: 0, to: SECOND })).toBe('Nothing of this stretch has been played yet.');
      expect(heightsOf(plot, 0, -1, 90, true).y(0)).toBe(90);
    }
  });
});

describe('buckets', () => {
  const series = seriesOf({ count: 11, now: 10.5 * SECOND });
  it('are those that a stretch touches, as far as they are known', () => {
    expect(bucketsIn(series, 2.5 * SECOND, 4 * SECOND)).toEqual({ first: 2, last: 3 });
    expect(bucketsIn(series, 0, 600 * SECOND)).toEqual({ first: 0, last: 10 });
  });
  it('are none where nothing was played', () => {
    const { first, last } = bucketsIn(series, 20 * SECOND, 30 * SECOND);
    expect(last).toBeLessThan(first);
    expect(bucketAt(series, 20 * SECOND)).toBe(-1);
    expect(bucketAt(series, -1)).toBe(-1);
  });
  it('the last one is unfinished until its end has come', () => {
    expect(isUnfinished(series, 10)).toBe(true);
    expect(isUnfinished(series, 9)).toBe(false);
    expect(isUnfinished(seriesOf({ count: 10, now: 10 * SECOND }), 9)).toBe(false);
  });
});
