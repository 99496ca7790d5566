import { describe, expect, it } from 'vitest';
import type { Scenario, TimelineItem } from '../scenario/types';
import { speedAtLoad } from './speed-at-load';

const empty: Scenario = { format: 'chainscope-scenario', version: 1, name: 'x', seed: 1, sites: [], subnets: [] } as unknown as Scenario;
const ask: TimelineItem = { at: '2m', do: 'ask', id: 'q1' } as unknown as TimelineItem;
const stop: TimelineItem = { at: '2m', do: 'stop', clients: ['10.0.0.1'] };

describe('the speed that a scenario begins with', () => {
  it('is Auto where a question is asked, by the timeline or by an act of the link that was opened', () => {
    expect(speedAtLoad({ scenario: { ...empty, timeline: [stop, ask] }, interventions: [] }, false)).toBe('auto');
    expect(speedAtLoad({ scenario: empty, interventions: [ask] }, false)).toBe('auto');
  });
  it('is Auto for an action without a file, and not for a file, which does not travel yet', () => {
    const action = { at: '2m', do: 'deploy', id: 'd1' } as TimelineItem;
    expect(speedAtLoad({ scenario: { ...empty, timeline: [action] }, interventions: [] }, false)).toBe('auto');
    expect(speedAtLoad({ scenario: { ...empty, timeline: [{ ...action, file: 'f' } as TimelineItem] }, interventions: [] }, false)).toBeNull();
  });
  it('stays as it was where nothing is asked, and is 1 where Auto would have nothing to show', () => {
    expect(speedAtLoad({ scenario: { ...empty, timeline: [stop] }, interventions: [] }, false)).toBeNull();
    expect(speedAtLoad({ scenario: empty, interventions: [] }, true)).toBe(1);
  });
});
