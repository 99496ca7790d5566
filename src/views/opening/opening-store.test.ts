import { describe, expect, it } from 'vitest';
import { builtIn } from '../../scenario/library';
import { parseDuration } from '../../store/units';
import { isDue, OPENING_SCENARIO, OPENING_TIME } from './opening-store';

describe('the opening scene', () => {
  it('begins less than a tenth of a second before its first question, so that it travels as people arrive', () => {
    const scenario = builtIn(OPENING_SCENARIO)?.scenario();
    const asked = scenario?.timeline?.find((item) => item.do === 'ask');
    const before = (parseDuration(asked?.at ?? '') ?? NaN) - OPENING_TIME;
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(100_000);
  });
  it('brings one thing after another: the invitation, then what it would be without peering, then the doors', () => {
    const due = (seconds: number) => (['invitation', 'counterfactual', 'doors'] as const).filter((part) => isDue(part, seconds));
    expect([0, 6, 12, 20].map((seconds) => due(seconds).length)).toEqual([0, 1, 2, 3]);
  });
});
