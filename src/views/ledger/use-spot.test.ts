import { describe, expect, it } from 'vitest';
import { useTrafficChoice } from '../../store/traffic-choice';
import { useUi } from '../../store/ui-store';
import type { Spot } from './parts';
import type { StripPlace } from './strip';
import { moved, showTraffic } from './use-spot';

const cellsOf = (place: StripPlace): readonly Spot[] =>
  [null, 'registration', 'answer', ...(place === 'wan' ? (['remote'] as const) : [])].map((part) => ({ place, part }) as Spot);
const at = (place: StripPlace, part: Spot['part']): Spot => ({ place, part });

describe('keys in the ledger strip', () => {
  it.each([
    ['ArrowRight', at('lan', null), at('lan', 'registration')],
    ['ArrowLeft', at('lan', null), at('lan', null)],
    ['End', at('wan', null), at('wan', 'remote')],
    ['Home', at('wan', 'remote'), at('wan', null)],
    ['ArrowDown', at('wan', 'answer'), at('without', 'answer')],
    ['ArrowDown', at('wan', 'remote'), at('without', 'answer')],
    ['ArrowUp', at('lan', 'answer'), at('lan', 'answer')],
  ])('%s goes from %j to %j', (key, from, to) => {
    expect(moved(from, key, cellsOf)).toEqual(to);
  });
  it('leaves other keys alone', () => {
    expect(moved(at('lan', null), 'k', cellsOf)).toBeUndefined();
  });
});

describe('a press in the ledger strip', () => {
  it.each([
    [at('wan', 'question'), { of: 'class', place: 'wan', cls: 'question' }],
    [at('without', 'question'), { of: 'class', place: 'wan', cls: 'question' }],
    [at('lan', null), { of: 'class', place: 'lan', cls: null }],
    [at('wan', 'remote'), { of: 'site', place: 'wan', cls: null }],
    [at('wan', 'peers'), { of: 'class', place: 'wan', cls: null }],
  ])('%j shows %j in Traffic', (spot, choice) => {
    useUi.setState({ view: 'map' });
    showTraffic(spot);
    expect(useTrafficChoice.getState()).toMatchObject(choice);
    expect(useUi.getState().view).toBe('traffic');
  });
});
