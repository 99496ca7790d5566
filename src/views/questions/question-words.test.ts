import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../scenario/types';
import { progressWords, specWords, stateOf, stateWords, targetWords } from './question-words';
import { questionView } from './question-view.test-tools';

const scenario: Scenario = {
  format: 'chainscope-scenario',
  version: 1,
  sites: [{ id: 'hq', name: 'Headquarters' }, { id: 'b1' }],
  subnets: [{ cidr: '10.1.0.0/24', site: 'hq', clients: 3 }],
};
const view = questionView();

describe('questions in words', () => {
  it('names a target as people know it, as typed and as the simulation has it (Q-7)', () => {
    expect(targetWords('all', scenario)).toBe('all computers');
    expect(targetWords({ site: 'hq' }, scenario)).toBe('Headquarters');
    expect(targetWords({ addresses: ['10.1.0.2'] }, scenario)).toBe('10.1.0.2');
    expect(targetWords({ addresses: ['10.1.0.2', '10.1.0.3'] }, scenario)).toBe('2 computers');
    expect(targetWords({ fraction: 0.125 }, scenario)).toBe('12.5 % of all computers');
    expect(specWords({ kind: 'site', site: 1 }, scenario)).toBe('b1');
    expect(specWords({ kind: 'subnet', subnet: 0 }, scenario)).toBe('10.1.0.0/24');
    expect(specWords({ kind: 'clients', clients: [4] }, scenario)).toBe('1 computer');
    expect(specWords({ kind: 'fraction', ppm: 100_000 }, scenario)).toBe('10 % of all computers');
  });
  it('is travelling until all that are estimated have been heard, complete from then on, and expired when that never came (Q-5, Q-7)', () => {
    expect(stateOf(view)).toBe('travelling');
    expect(stateWords({ ...view, kind: 'action' })).toBe('under way');
    expect(stateOf({ ...view, open: false })).toBe('expired');
    expect(stateOf({ ...view, completeAt: 5 })).toBe('complete');
    expect(stateOf({ ...view, completeAt: 5, open: false })).toBe('complete');
    expect(stateOf({ ...view, estimated: 0, tested: 0 })).toBe('nobody');
  });
  it('says progress as the product counts it (Q-7)', () => {
    expect(progressWords(view)).toBe('58 of 60 tested, 12 match');
    expect(progressWords({ ...view, kind: 'action' })).toBe('58 of 60 done');
    expect(progressWords({ ...view, passed: 1 })).toBe('58 of 60 tested, 1 matches');
  });
});
