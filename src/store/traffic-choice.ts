/** What the Traffic view shows: in rows of what, and limited to which place and class. The ledger strip opens it with this. */
import { create } from 'zustand';
import type { TrafficKind } from '../engine/contract';
import type { TrafficClass } from '../sim/types';
import { onSession } from './session';
import { useUi } from './ui-store';

export type TrafficRowsOf = 'class' | TrafficKind;
export type TrafficPlace = 'lan' | 'wan';

export interface TrafficChoice {
  readonly of: TrafficRowsOf;
  /** null = both. */
  readonly place: TrafficPlace | null;
  /** null = all; only classes can be limited by it. */
  readonly cls: TrafficClass | null;
  readonly filter: string;
}
const EVERYTHING: TrafficChoice = { of: 'class', place: null, cls: null, filter: '' };

export const useTrafficChoice = create<TrafficChoice>(() => EVERYTHING);

export function openTraffic(choice: Partial<TrafficChoice>): void {
  useTrafficChoice.setState({ ...EVERYTHING, ...choice });
  useUi.setState({ view: 'traffic' });
}

// The names in a filter are those of the scenario before.
onSession('loaded', () => useTrafficChoice.setState(EVERYTHING));
