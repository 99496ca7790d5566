import { describe, expect, it } from 'vitest';
import type { Scenario } from '../scenario/types';
import { meanGapOf, randomRangeOf, timersOf, withAligned, withRandom } from './timers';

const scenario: Scenario = { format: 'chainscope-scenario', version: 1, sites: [], subnets: [] };
const with_ = (settings: Scenario['settings'], extensions?: Scenario['extensions']): Scenario => ({
  ...scenario,
  ...(settings === undefined ? {} : { settings }),
  ...(extensions === undefined ? {} : { extensions }),
});

describe('timers (REG-3)', () => {
  it('are random unless all clients start at once and wait equally long', () => {
    expect(timersOf(scenario)).toBe('random');
    expect(timersOf(with_({ normalRegistration: ['60s', '60s'] }))).toBe('random');
    expect(timersOf(with_({ normalRegistration: ['30s', '90s'], startWindow: '0s' }))).toBe('random');
    expect(timersOf(with_({ normalRegistration: ['60s', '1m'], startWindow: '0s' }))).toBe('aligned');
  });
  it('aligned: the same scenario but for these two settings', () => {
    const aligned = withAligned(with_({ hopProcessing: '9ms' }), null);
    expect(timersOf(aligned)).toBe('aligned');
    expect(aligned.settings).toEqual({ hopProcessing: '9ms', normalRegistration: ['60s', '60s'], startWindow: '0s' });
  });
  it('the way back is exact, also when the file was saved meanwhile', () => {
    for (const original of [
      scenario,
      with_({ startWindow: '5m', hopProcessing: '9ms' }),
      with_({ normalRegistration: ['1m', '2m'] }, { mine: { a: 1 }, chainscope: { other: true } }),
    ]) {
      const saved = JSON.parse(JSON.stringify(withAligned(original, 'figure-2'))) as Scenario;
      expect(withRandom(saved)).toEqual(original);
    }
  });
  it('of a file that was always aligned become those of REG-3, the default', () => {
    expect(withRandom(with_({ normalRegistration: ['60s', '60s'], startWindow: '0s' }))).toEqual(scenario);
  });
  it('what a damaged file keeps of them is not believed', () => {
    const damaged = with_(
      { normalRegistration: ['60s', '60s'], startWindow: '0s' },
      { chainscope: { timers: { normalRegistration: ['x', 3], startWindow: {} } } },
    );
    expect(withRandom(damaged)).toEqual(scenario);
    expect(withRandom(with_({ startWindow: '0s' }, { chainscope: 7 }))).toEqual(with_(undefined));
  });
  it('say between what they are random, aligned or not', () => {
    const slow = with_({ normalRegistration: ['1m', '2m'] });
    expect([scenario, slow, withAligned(slow, null), withAligned(scenario, null)].map((one) => randomRangeOf(one))).toEqual([
      ['30s', '90s'],
      ['1m', '2m'],
      ['1m', '2m'],
      ['30s', '90s'],
    ]);
  });
  it('have a mean gap, 60 s by default (REG-4)', () => {
    expect(meanGapOf(scenario)).toBe(60_000_000);
    expect(meanGapOf(with_({ normalRegistration: ['10s', '20s'] }))).toBe(15_000_000);
  });
});
