import { describe, expect, it } from 'vitest';
import { walk } from './walk';

const ground = { stretch: { from: 10, to: 100 }, knownTo: 80, step: 5 };
const from = (cursor: number, marked: { from: number; to: number } | null = null) => ({ cursor, marked });

describe('keys on a chart', () => {
  it('move the cursor from bucket to bucket, ten at a time with Page', () => {
    expect(walk(from(40), 'ArrowRight', false, ground)).toEqual(from(45));
    expect(walk(from(43), 'ArrowLeft', false, ground)).toEqual(from(40));
    expect(walk(from(70), 'PageDown', false, ground)).toEqual(from(20));
  });
  it('end where the view begins and where the run is known', () => {
    expect(walk(from(12), 'ArrowLeft', false, ground)?.cursor).toBe(10);
    expect(walk(from(40), 'End', false, ground)?.cursor).toBe(80);
    expect(walk(from(40), 'Home', false, ground)?.cursor).toBe(10);
  });
  it('with Shift mark a stretch from where they began, to both sides', () => {
    const once = walk(from(40), 'ArrowRight', true, ground)!;
    expect(once.marked).toEqual({ from: 40, to: 45 });
    const back = walk(walk(once, 'ArrowLeft', true, ground)!, 'ArrowLeft', true, ground)!;
    expect(back).toEqual({ cursor: 35, marked: { from: 35, to: 40 } });
  });
  it('without Shift let the mark go', () => {
    expect(walk(from(45, { from: 40, to: 45 }), 'ArrowRight', false, ground)?.marked).toBeNull();
  });
  it('that mean nothing here are left to the page', () => {
    expect(walk(from(40), 'w', false, ground)).toBeNull();
  });
});
