/** The page: bars, panels, canvas, and what lies over them. What is not needed at once comes later. */
import { lazy, Suspense } from 'react';
import { whenReady } from '../store/ready';
import { useUi } from '../store/ui-store';
import { cx } from '../ui/cx';
import { AlertBar } from '../views/dialogs/AlertBar';
import { QuestionDialog } from '../views/dialogs/QuestionDialog';
import { Toasts } from '../views/dialogs/Toasts';
import { Explain } from '../views/explain/Explain';
import { Ledger } from '../views/ledger/Ledger';
import { Transport } from '../views/transport/Transport';
import { Canvas } from './Canvas';
import { useNarration } from './narrator';
import { ExplainPanel } from './ExplainPanel';
import { Panel } from './Panel';
import styles from './shell.module.css';
import { TopBar } from './TopBar';
import { ACTIONS } from './actions';
import { openFile, openProof, openScenario, openText } from './open-file';
import { openBuiltIn } from './open-page';

/** The first picture comes before the panels beside it. */
const Build = lazy(() => whenReady.then(() => import('../views/build/Build')).then((module) => ({ default: module.Build })));
const ClientCard = lazy(() => import('../views/inspector/ClientCard').then((module) => ({ default: module.ClientCard })));
const ClientMenu = lazy(() => import('../views/dialogs/ClientMenu').then((module) => ({ default: module.ClientMenu })));
const BlockDialog = lazy(() => import('../views/dialogs/BlockDialog').then((module) => ({ default: module.BlockDialog })));
const HelpDialog = lazy(() => import('../views/dialogs/HelpDialog').then((module) => ({ default: module.HelpDialog })));
const ShareDialog = lazy(() => import('../views/dialogs/ShareDialog').then((module) => ({ default: module.ShareDialog })));
const OpenDialog = lazy(() => import('../views/import/OpenDialog').then((module) => ({ default: module.OpenDialog })));
const ImportDialog = lazy(() => import('../views/import/ImportDialog').then((module) => ({ default: module.ImportDialog })));
const SubnetListDialog = lazy(() => import('../views/import/SubnetListDialog').then((module) => ({ default: module.SubnetListDialog })));
const AskDialog = lazy(() => import('../views/questions/AskDialog').then((module) => ({ default: module.AskDialog })));
const ActionDialog = lazy(() => import('../views/questions/ActionDialog').then((module) => ({ default: module.ActionDialog })));
const EstimateDialog = lazy(() => import('../views/estimate/EstimateDialog').then((module) => ({ default: module.EstimateDialog })));
const Palette = lazy(() => import('./Palette').then((module) => ({ default: module.Palette })));

export function App() {
  const buildOpen = useUi((state) => state.buildOpen);
  const explainOpen = useUi((state) => state.explainOpen);
  const sheet = useUi((state) => state.sheet);
  const selected = useUi((state) => state.selection !== null);
  return (
    <div className={cx(styles.shell, !buildOpen && styles.noBuild, !explainOpen && styles.noExplain)}>
      <TopBar />
      <Panel name="Build" side="left" open={buildOpen} sheet={sheet === 'build'}>
        <Suspense>
          <Build />
        </Suspense>
      </Panel>
      <Canvas />
      <ExplainPanel open={explainOpen} sheet={sheet === 'explain'}>
        {selected && (
          <Suspense>
            <ClientCard />
          </Suspense>
        )}
        <Explain />
      </ExplainPanel>
      <div className={styles.ledger}>
        <Ledger />
      </div>
      <div className={styles.transport}>
        <Transport />
      </div>
      <Overlays />
      <Narrator />
    </div>
  );
}

function Overlays() {
  const dialog = useUi((state) => state.dialog);
  const menuIsOpen = useUi((state) => state.menu !== null);
  const importing = useUi((state) => state.importing);
  const subnetList = useUi((state) => state.subnetList);
  return (
    <>
      <Suspense>
        {menuIsOpen && <ClientMenu />}
        {dialog === 'block' && <BlockDialog />}
        {dialog === 'ask' && <AskDialog />}
        {dialog === 'action' && <ActionDialog />}
        {dialog === 'share' && <ShareDialog />}
        {dialog === 'help' && <HelpDialog lines={ACTIONS.filter((action) => action.keys !== '')} />}
        {dialog === 'open' && (
          <OpenDialog onBuiltIn={(id) => void openBuiltIn(id)} onFile={(file) => void openFile(file)} onText={(text) => void openText(text)} />
        )}
        {dialog === 'estimate' && <EstimateDialog onOpen={openProof} />}
        {dialog === 'palette' && <Palette />}
        {importing !== null && <ImportDialog key={importing.name} input={importing} onLoad={(scenario) => void openScenario(scenario)} />}
        {subnetList !== null && <SubnetListDialog key={subnetList.name} input={subnetList} />}
      </Suspense>
      <QuestionDialog />
      <AlertBar />
      <Toasts />
      <div className={styles.drop} aria-hidden="true">
        Drop to open: a scenario, a list of subnets (CSV, AD, NetBox), or a product file
      </div>
    </>
  );
}

function Narrator() {
  return (
    <p className="sr-only" aria-live="polite" data-testid="narrator">
      {useNarration()}
    </p>
  );
}
