/** The time–chain diagram in the scheme and with the motion that people chose. */
import { useUi } from '../store/ui-store';
import { TimeChainView } from '../views/time-chain/TimeChainView';
import { useMedia } from './use-media';

export function TimeChainPane() {
  const reducedMotion = useMedia('(prefers-reduced-motion: reduce)');
  const systemDark = useMedia('(prefers-color-scheme: dark)');
  const chosen = useUi((state) => state.theme);
  const dark = chosen === 'system' ? systemDark : chosen === 'dark';
  return <TimeChainView theme={dark ? 'dark' : 'light'} reducedMotion={reducedMotion} />;
}
