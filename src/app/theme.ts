/** Keeps the document's colour scheme at what was chosen. */
import { useUi } from '../store/ui-store';

export function followTheme(): () => void {
  const apply = (): void => {
    const { theme } = useUi.getState();
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  };
  apply();
  return useUi.subscribe(apply);
}
