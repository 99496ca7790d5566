/** The camera goes with what is followed, from hop to hop; the server is in view wherever one looks. */
import { mapControls } from '../store/map-controls';
import { useStatus } from '../store/status-store';
import { useUi } from '../store/ui-store';

export function followWithCamera(): () => void {
  let place = -1;
  return useStatus.subscribe(({ status }) => {
    const following = status?.following ?? null;
    const now = following === null ? -1 : following.to >= 0 ? following.to : following.at;
    if (now === place) return;
    place = now;
    if (now >= 0 && useUi.getState().view === 'map') mapControls.current?.keepInView(now);
  });
}
