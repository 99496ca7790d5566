/** What the charts show: which stretch of the run, where their common cursor is, which of them are folded or magnified. */
import { create } from 'zustand';
import type { DiagramControls } from './diagram-controls';
import { recall, remember } from './preferences';
import { onSession } from './session';

export const CHART_NAMES = ['wan', 'lan', 'leaders', 'registrations', 'answers'] as const;
export type ChartName = (typeof CHART_NAMES)[number];

/** Simulated µs. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}
/** What was played (rounded up), the timeline from end to end, or a stretch that somebody chose. */
export type ChartSpan = 'played' | 'timeline' | Stretch;

export interface ChartsState {
  readonly span: ChartSpan;
  /** The instant that is pointed at in all charts; null = none. */
  readonly cursor: number | null;
  /** A stretch that is being marked, to be zoomed to. */
  readonly marked: Stretch | null;
  readonly folded: readonly ChartName[];
  readonly magnified: readonly ChartName[];
}

const isNames = (value: unknown): value is readonly ChartName[] => Array.isArray(value) && value.every((name) => CHART_NAMES.some((known) => known === name));

export const useCharts = create<ChartsState>(() => ({
  span: 'played',
  cursor: null,
  marked: null,
  folded: recall<readonly ChartName[]>('chartsFolded', [], isNames),
  magnified: [],
}));

/** Times of another scenario are others. */
onSession('loaded', () => useCharts.setState({ span: 'played', cursor: null, marked: null, magnified: [] }));

export function toggleFolded(name: ChartName): void {
  const folded = toggled(useCharts.getState().folded, name);
  useCharts.setState({ folded });
  remember('chartsFolded', folded);
}
export function toggleMagnified(name: ChartName): void {
  useCharts.setState((state) => ({ magnified: toggled(state.magnified, name) }));
}
function toggled(names: readonly ChartName[], name: ChartName): readonly ChartName[] {
  return names.includes(name) ? names.filter((other) => other !== name) : [...names, name];
}

/** The charts' handle, while they are shown: what keys and the palette ask of them. */
export const chartControls: { current: DiagramControls | null } = { current: null };
