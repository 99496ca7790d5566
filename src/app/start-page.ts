/** Everything that lives as long as the page and is no component: engine, keys, address bar, embedding interface. */
import { createRemoteEngine, startEngineWorker } from '../engine/remote-engine';
import { followSelection } from '../store/selection';
import { bindEngine, onSession } from '../store/session';
import { toast, useUi } from '../store/ui-store';
import { followInAddressBar } from './address-bar';
import { installApi } from './api';
import { acceptDrops } from './drop';
import { bindKeys } from './keyboard';
import { followHash, openPage } from './open-page';
import { markReady } from '../store/ready';
import { followTheme } from './theme';

export function startPage(): void {
  followTheme();
  bindEngine(createRemoteEngine(startEngineWorker));
  installApi(window);
  followSelection();
  bindKeys(window);
  acceptDrops(window);
  onSession('crashed', () => toast('The engine failed and was started again at the same instant.'));
  // In the table there is no picture to wait for.
  const stop = onSession('status', () => {
    if (useUi.getState().view === 'map') return;
    stop();
    markReady();
  });
  void openPage().then(() => {
    followInAddressBar();
    followHash();
  });
}
