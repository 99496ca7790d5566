/** The right panel: Explain, and Answers beside it. Whoever selects a client or asks why sees Explain; the answers stay as they were left. */
import { Tabs } from 'radix-ui';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useStatus } from '../store/status-store';
import type { RightTab } from '../store/ui-store';
import { useUi } from '../store/ui-store';
import { IconButton } from '../ui/Button';
import { cx } from '../ui/cx';
import styles from './shell.module.css';

const AnswersPanel = lazy(() => import('../views/questions/AnswersPanel').then((module) => ({ default: module.AnswersPanel })));

/** As many as the page is told of. */
const MOST = 50;

interface ExplainPanelProps {
  readonly open: boolean;
  readonly sheet: boolean;
  readonly children: ReactNode;
}

export function ExplainPanel({ open, sheet, children }: ExplainPanelProps) {
  const tab = useUi((state) => state.rightTab);
  const asked = useStatus((state) => state.status?.questions.length ?? 0);
  useExplainWhenAsked();
  return (
    <Tabs.Root value={tab} onValueChange={(next) => useUi.setState({ rightTab: next as RightTab })} asChild>
      <section className={cx(styles.panel, styles.right, !open && styles.closed, sheet && styles.sheet)} aria-label="Explain">
        <header className={styles.panelHead}>
          <h2 className="sr-only">Explain</h2>
          <Tabs.List className={cx(styles.tabList, styles.panelTabs)} aria-label="Explain or answers">
            <Tabs.Trigger value="explain" className={styles.tab}>
              Explain
            </Tabs.Trigger>
            <Tabs.Trigger value="answers" className={styles.tab} aria-label="Answers">
              Answers{asked > 0 && <span className={styles.badge}>{asked < MOST ? asked : `${MOST}+`}</span>}
            </Tabs.Trigger>
          </Tabs.List>
          <IconButton icon="close" size={14} name="Close Explain" className={styles.sheetClose ?? ''} onClick={() => useUi.setState({ sheet: null })} />
        </header>
        <Tabs.Content value="explain" className={styles.panelBody} tabIndex={-1}>
          {children}
        </Tabs.Content>
        <AnswersTab shown={tab === 'answers'} />
      </section>
    </Tabs.Root>
  );
}

/** Comes with the first look, and stays then: what was opened and how far it was scrolled is there again. */
function AnswersTab({ shown }: { readonly shown: boolean }) {
  const [visited, setVisited] = useState(shown);
  if (shown && !visited) setVisited(true);
  return (
    <Tabs.Content value="answers" className={styles.panelBody} tabIndex={-1} forceMount>
      {visited && (
        <Suspense>
          <AnswersPanel shown={shown} />
        </Suspense>
      )}
    </Tabs.Content>
  );
}

function useExplainWhenAsked(): void {
  useEffect(
    () =>
      useUi.subscribe((state, before) => {
        const selected = state.selection !== null && state.selection !== before.selection;
        const asked = (state.whyEventId ?? state.whyNumber) !== null && (state.whyEventId !== before.whyEventId || state.whyNumber !== before.whyNumber);
        if ((selected || asked) && state.rightTab !== 'explain') useUi.setState({ rightTab: 'explain' });
      }),
    [],
  );
}
