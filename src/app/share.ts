/** Share: the address, brought up to date, into the clipboard; where that is closed, a dialog to copy it by hand. */
import { toast, useUi } from '../store/ui-store';
import { writeAddress } from './address-bar';

export async function copyLink(): Promise<void> {
  await writeAddress();
  try {
    await navigator.clipboard.writeText(location.href);
    toast('Link copied. It holds everything; nothing was sent anywhere.', { label: 'Show', run: () => useUi.setState({ dialog: 'share' }) });
  } catch {
    useUi.setState({ dialog: 'share' });
  }
}
