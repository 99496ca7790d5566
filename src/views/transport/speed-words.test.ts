import { describe, expect, it } from 'vitest';
import { reachesText } from './speed-words';

describe('asked and achieved speed', () => {
  it('are both told when they differ, either way', () => {
    expect(reachesText(10_000, 2_400)).toBe('reaches 2,400×');
    expect(reachesText(0.01, 0.02)).toBe('reaches 0.02×');
  });
  it('are one while they agree, and while it is too early to tell', () => {
    expect(reachesText(10, 9)).toBeNull();
    expect(reachesText(10, 11)).toBeNull();
    expect(reachesText(10, null)).toBeNull();
  });
});
