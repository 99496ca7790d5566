/** A row of traffic on the map: clients and chains are selected, places come into view. */
import type { TrafficKind, TrafficRow } from '../../engine/contract';
import { mapControls } from '../../store/map-controls';
import { select } from '../../store/selection';
import { useUi } from '../../store/ui-store';

export function pickRow(of: TrafficKind, { index }: Pick<TrafficRow, 'index'>): void {
  if (of === 'client' || of === 'chain') select(index);
  else if (of !== 'server') mapControls.current?.flyTo({ kind: of === 'subnet' ? 'subnet' : 'site', index });
}

/** The same, and the map comes to the front. */
export function showRow(of: TrafficKind, row: Pick<TrafficRow, 'index'>): void {
  useUi.setState({ view: 'map' });
  pickRow(of, row);
  if (of === 'client' || of === 'chain') mapControls.current?.frameSelection();
}

/** Servers stand above the map whatever it shows. */
export const isOnMap = (of: TrafficKind): boolean => of !== 'server';
