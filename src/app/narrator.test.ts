import { describe, expect, it } from 'vitest';
import { summarise } from './narrator';

const mark = (t: number, text: string) => ({ t, text, kind: 'healed' as const, eventId: t });

describe('what the live region says', () => {
  it('is nothing when nothing happened', () => {
    expect(summarise([])).toBeNull();
  });
  it('is the newest change, and how many came before it', () => {
    expect(summarise([mark(1e6, 'A.'), mark(2e6, 'B.'), mark(65e6, 'C.')])).toBe('1:05: C. And 2 more changes before.');
  });
});
