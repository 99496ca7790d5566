/** A stretch of time, and perhaps some clients, that were brushed in the time–chain diagram: the log and the map show these. */
import { create } from 'zustand';
import { onSession } from './session';

export interface Brush {
  /** Simulated µs. */
  readonly from: number;
  readonly to: number;
  /** Slots; null = all clients. */
  readonly clients: readonly number[] | null;
}

export const useBrush = create<{ readonly brush: Brush | null }>(() => ({ brush: null }));

export const setBrush = (brush: Brush | null): void => useBrush.setState({ brush });
export const clearBrush = (): void => setBrush(null);

// Clients and times of another scenario are others.
onSession('loaded', clearBrush);
