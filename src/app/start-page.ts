/** Everything that lives as long as the page and is no component: engine, keys, address bar, embedding interface. */
import { createRemoteEngine, startEngineWorker } from '../engine/remote-engine';
import { followSelection } from '../store/selection';
import { bindEngine, firstFrameArrived, onSession } from '../store/session';
import { toast } from '../store/ui-store';
import { followInAddressBar } from './address-bar';
import { installApi } from './api';
import { acceptDrops } from './drop';
import { bindKeys } from './keyboard';
import { followHash, openPage } from './open-page';
import { followTheme } from './theme';

export function startPage(): void {
  followTheme();
  bindEngine(createRemoteEngine(startEngineWorker));
  installApi(window);
  followSelection();
  bindKeys(window);
  acceptDrops(window);
  onSession('crashed', () => toast('The engine failed and was started again at the same instant.'));
  void firstFrameArrived.then(markReady);
  void openPage().then(() => {
    followInAddressBar();
    followHash();
  });
}

/** After the frame that carries the first picture has been painted. */
function markReady(): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      document.documentElement.dataset['ready'] = '';
    }),
  );
}
