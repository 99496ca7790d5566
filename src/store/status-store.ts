/** The engine's latest status, as React renders it: at most ten times a second. */
import { create } from 'zustand';
import type { Status } from '../engine/contract';

export interface StatusState {
  readonly status: Status | null;
  readonly crashed: { readonly message: string; readonly seed: number; readonly time: number } | null;
}
export const useStatus = create<StatusState>(() => ({ status: null, crashed: null }));
