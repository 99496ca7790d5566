import { beforeEach, expect, it } from 'vitest';
import type { LoadedScenario, Status } from '../engine/contract';
import { PROGRAM_VERSION } from '../engine/program-version';
import type { TimelineItem } from '../scenario/types';
import { openDocument, syncActs } from './document-store';
import { modelNote } from './model-note';
import { useStatus } from './status-store';

beforeEach(() => {
  openDocument({ scenario: { name: 'Two sites', seed: 7 }, interventions: [] } as unknown as LoadedScenario);
  useStatus.setState({ status: { time: 61_500_000 } as unknown as Status });
});

it('an export says that it is a model, and which version, scenario, seed, instant and acts it is of', () => {
  syncActs([{ at: '1s', do: 'stop', clients: ['10.0.0.1'] } as unknown as TimelineItem]);
  expect(modelNote()).toEqual([
    '#',
    'Model, not measurement',
    `Chainscope ${PROGRAM_VERSION}`,
    'scenario: Two sites',
    'seed: 7',
    'simulated time: 61.5 s',
    'acts by hand: 1',
    'assumptions: docs/model.md',
  ]);
});
