/** The top bar: what is open, find, undo and redo, share, export, theme, help, and the switches of the panels. */
import { lazy, Suspense, useState } from 'react';
import type { FindHit } from '../engine/contract';
import { useDocument } from '../store/document-store';
import { selectAndFocus } from '../store/selection';
import type { Theme } from '../store/ui-store';
import { setRemembered, useUi } from '../store/ui-store';
import { redoLast, undoLast } from '../store/verbs';
import { Button, IconButton } from '../ui/Button';
import type { IconName } from '../ui/Icon';
import { Find } from '../views/find/Find';
import { cycleTheme } from './actions';
import { mapControls } from '../store/map-controls';
import { copyLink } from './share';
import styles from './shell.module.css';

const ExportMenu = lazy(() => import('./ExportMenu').then((module) => ({ default: module.ExportMenu })));

export function TopBar() {
  const name = useDocument((state) => state.loaded?.scenario.name ?? 'Chainscope');
  const canUndo = useDocument((state) => state.past.length > 0);
  const canRedo = useDocument((state) => state.future.length > 0);
  return (
    <header className={styles.top}>
      <PanelSwitch panel="build" icon="panelLeft" name="Build panel" />
      <span className={styles.brand}>
        <svg width="22" height="22" viewBox="0 0 32 32" aria-hidden="true">
          <path d="M9 10v9a7 7 0 0 0 14 0v-9" fill="none" stroke="var(--lan)" strokeWidth="4.5" />
          <path d="M3.5 5h11L9 14z" fill="var(--question)" />
          <path d="M17.5 14h11L23 5z" fill="var(--answer)" />
        </svg>
        Chainscope
      </span>
      <h1 className={styles.title} title={name}>
        {name}
      </h1>
      <Button icon="open" className={styles.open ?? ''} aria-label="Open" onClick={() => useUi.setState({ dialog: 'open' })}>
        Open
      </Button>
      <Button
        icon="timer"
        className={styles.estimate ?? ''}
        aria-label="Ten-second answer"
        title="Ten-second answer: leaders, WAN bytes and time for a network in five figures"
        onClick={() => useUi.setState({ dialog: 'estimate' })}
      >
        Ten-second answer
      </Button>
      <Find onChoose={goTo} />
      <span className={styles.space} />
      <IconButton className={styles.wide ?? ''} icon="undo" name="Undo" keys="Ctrl+Z" disabled={!canUndo} onClick={() => void undoLast()} />
      <IconButton className={styles.wide ?? ''} icon="redo" name="Redo" keys="Ctrl+Shift+Z" disabled={!canRedo} onClick={() => void redoLast()} />
      <span className={styles.rule} />
      <IconButton icon="command" name="Commands" keys="Ctrl+K" onClick={() => useUi.setState({ dialog: 'palette' })} />
      <IconButton className={styles.wide ?? ''} icon="share" name="Share" keys="S" onClick={() => void copyLink()} />
      <ExportButton />
      <ThemeButton />
      <IconButton className={styles.wide ?? ''} icon="help" name="Help" keys="?" onClick={() => useUi.setState({ dialog: 'help' })} />
      <PanelSwitch panel="explain" icon="panelRight" name="Explain panel" />
    </header>
  );
}

function goTo(hit: FindHit): void {
  if (hit.kind === 'client') {
    selectAndFocus(hit.index);
    mapControls.current?.frameSelection();
  } else if (hit.kind !== 'server' && useUi.getState().view === 'map') mapControls.current?.flyTo({ kind: hit.kind, index: hit.index });
  else if (hit.kind === 'server') useUi.setState({ view: 'table', tableFilter: `server:${hit.label}` });
  else useUi.setState({ view: 'table', tableFilter: `${hit.kind}:"${hit.label}"` });
}

/** One switch for both worlds: it folds the column on wide screens and brings the sheet on narrow ones. */
function PanelSwitch({ panel, icon, name }: { readonly panel: 'build' | 'explain'; readonly icon: IconName; readonly name: string }) {
  const key = panel === 'build' ? 'buildOpen' : 'explainOpen';
  const open = useUi((state) => state[key]);
  const sheet = useUi((state) => state.sheet === panel);
  const press = (): void => {
    if (matchMedia('(max-width: 899px)').matches) useUi.setState({ sheet: sheet ? null : panel });
    else setRemembered({ [key]: !open });
  };
  return <IconButton icon={icon} name={name} aria-pressed={open} onClick={press} />;
}

const THEME_ICONS: Record<Theme, IconName> = { system: 'system', light: 'sun', dark: 'moon' };
const THEME_WORDS: Record<Theme, string> = { system: 'as the system', light: 'light', dark: 'dark' };
function ThemeButton() {
  const theme = useUi((state) => state.theme);
  return <IconButton className={styles.wide ?? ''} icon={THEME_ICONS[theme]} name={`Theme: ${THEME_WORDS[theme]}`} onClick={cycleTheme} />;
}

/** The menu itself comes with the first press: menus are a large part of the script, and few need them at once. */
function ExportButton() {
  const [asked, setAsked] = useState(false);
  const className = styles.wide ?? '';
  const button = <IconButton className={className} icon="download" name="Export" aria-haspopup="menu" onClick={() => setAsked(true)} />;
  if (!asked) return button;
  return (
    <Suspense fallback={button}>
      <ExportMenu className={className} />
    </Suspense>
  );
}
