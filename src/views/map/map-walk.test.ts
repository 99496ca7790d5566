import { describe, expect, it } from 'vitest';
import { createLayout } from '../../layout/create-layout';
import { fixtureOf } from '../../layout/layout-fixture';
import { walk, type Place } from './map-walk';

const { input, columns } = fixtureOf([{ kind: 'branch', subnets: [6, 11] }]);
const layout = createLayout(input);
const at = (stretch: number, place: number): Place => ({ slots: layout.stretches[stretch]!.slots, place, stretch });
const go = (from: Place | null, step: Parameters<typeof walk>[2]): number | null => walk(layout, from, step, columns.state);

describe('the keyboard on the map', () => {
  it('walks along the chain and stops at its ends', () => {
    expect(go(at(0, 2), 'forward')).toBe(3);
    expect(go(at(0, 2), 'backward')).toBe(1);
    expect(go(at(0, 0), 'backward')).toBeNull();
    expect(go(at(0, 5), 'forward')).toBeNull();
  });

  it('goes to the same part of the next chain', () => {
    expect(go(at(0, 0), 'chainAfter')).toBe(6);
    expect(go(at(0, 5), 'chainAfter')).toBe(16);
    expect(go(at(1, 5), 'chainBefore')).toBe(3);
    expect(go(at(0, 3), 'chainBefore')).toBeNull();
  });

  it('goes to the leaders of the chain', () => {
    expect(go(at(1, 4), 'backwardLeader')).toBe(6);
    expect(go(at(1, 4), 'forwardLeader')).toBe(16);
  });

  it('starts at the first client', () => {
    expect(go(null, 'forward')).toBe(0);
  });
});
