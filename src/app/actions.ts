/** Everything that can be done on the page, once: the palette, the keys and the help dialog all read this list. */
import { play, pause, isPlaying, restart, setSpeed } from '../store/session';
import { hopBackward, hopForward, stepBackward, stepForward, stopFollowing } from '../store/steps';
import { stopAsking } from '../store/why';
import { select } from '../store/selection';
import { useDocument } from '../store/document-store';
import { useStatus } from '../store/status-store';
import type { ViewName } from '../store/ui-store';
import { setRemembered, toast, useUi } from '../store/ui-store';
import { openAction, openAsk, showAnswers } from '../store/asking';
import { addressOf, attempt, redoLast, restartClient, togglePlug, undoLast, unplug } from '../store/verbs';
import { FIND_ID } from '../views/find/Find';
import { clampSpeed } from '../views/transport/speed-dial';
import { exportAnswers, exportMissing, exportReport, exportScenario, exportTable } from './export';
import { goToEnd, goToMilestone } from './milestones';
import { copyLink } from './share';
import { chartControls } from '../store/charts';
import { diagramControls } from '../store/diagram-controls';
import { mapControls } from '../store/map-controls';
import { why } from './why';

export interface Action {
  readonly id: string;
  readonly label: string;
  readonly group: 'Time' | 'View' | 'Act' | 'Document' | 'Page';
  /** tinykeys patterns. */
  readonly bind: readonly string[];
  /** As people read it; keys apart by a blank. */
  readonly keys: string;
  /** Rests while typing and can be turned off. */
  readonly single: boolean;
  /** Works on the selected client. */
  readonly needsClient?: boolean;
  readonly run: () => void;
}

const move = (work: () => Promise<unknown>) => (): void => void attempt('The run did not move', work);
const playOrPause = move(() => (isPlaying() ? pause() : play()));
/** Of the picture that is shown. */
const camera = () => {
  const { view } = useUi.getState();
  return (view === 'time-chain' ? diagramControls : view === 'charts' ? chartControls : mapControls).current;
};
const show = (view: ViewName) => (): void => useUi.setState({ view });
/** By keys too the speed is one's own again: Auto ends. */
const faster = (factor: number) => move(() => setSpeed(clampSpeed((useStatus.getState().status?.speed ?? 1) * factor)));

async function toggleAuto(): Promise<void> {
  const { status } = useStatus.getState();
  if (status !== null) await setSpeed(status.auto ? status.speed : 'auto');
}

function withClient(work: (slot: number) => Promise<unknown>): () => void {
  return () => {
    const { selection } = useUi.getState();
    if (selection === null) toast('Select a client first: click it on the map, or find it with /.');
    else void attempt('It could not be done', () => work(selection));
  };
}

function openBlock(): void {
  const { card } = useUi.getState();
  const peer = card?.links.find((link) => link.role === 'forward peer');
  useUi.setState({ dialog: 'block', blockDraft: { from: card?.state.address ?? '', to: peer?.address ?? '', bothWays: true } });
}

/** One step out: dialog closes by itself; then the menu, the alert, the card. */
function stepOut(): void {
  const state = useUi.getState();
  if (state.menu !== null) useUi.setState({ menu: null });
  else if (state.sheet !== null) useUi.setState({ sheet: null });
  else if (state.alert !== null) useUi.setState({ alert: null });
  else if (state.whyEventId !== null || state.whyNumber !== null) stopAsking();
  else if (useStatus.getState().status?.following) void attempt('It is still followed', stopFollowing);
  else if (state.selection !== null) select(null);
}

function findBox(): void {
  const box = document.getElementById(FIND_ID);
  if (box instanceof HTMLInputElement) {
    box.focus();
    box.select();
  }
}

export function cycleTheme(): void {
  const order = ['system', 'light', 'dark'] as const;
  const next = order[(order.indexOf(useUi.getState().theme) + 1) % order.length] ?? 'system';
  setRemembered({ theme: next });
}

export const ACTIONS: readonly Action[] = [
  { id: 'play', label: 'Play or pause', group: 'Time', bind: ['Space', 'k'], keys: 'Space K', single: true, run: playOrPause },
  { id: 'step', label: 'Step forward', group: 'Time', bind: ['ArrowRight'], keys: '→', single: true, run: move(stepForward) },
  { id: 'stepBack', label: 'Step back', group: 'Time', bind: ['ArrowLeft'], keys: '←', single: true, run: move(stepBackward) },
  {
    id: 'hop',
    label: 'Next hop of what is followed',
    group: 'Time',
    bind: ['Shift+ArrowRight'],
    keys: 'Shift →',
    single: true,
    run: move(hopForward),
  },
  {
    id: 'hopBack',
    label: 'Previous hop of what is followed',
    group: 'Time',
    bind: ['Shift+ArrowLeft'],
    keys: 'Shift ←',
    single: true,
    run: move(hopBackward),
  },
  {
    id: 'nextMilestone',
    label: 'Next milestone',
    group: 'Time',
    bind: ['$mod+ArrowRight'],
    keys: 'Ctrl →',
    single: false,
    run: move(() => goToMilestone('next')),
  },
  {
    id: 'lastMilestone',
    label: 'Previous milestone',
    group: 'Time',
    bind: ['$mod+ArrowLeft'],
    keys: 'Ctrl ←',
    single: false,
    run: move(() => goToMilestone('previous')),
  },
  { id: 'faster', label: 'Twice as fast', group: 'Time', bind: ['ArrowUp'], keys: '↑', single: true, run: faster(2) },
  { id: 'slower', label: 'Half as fast', group: 'Time', bind: ['ArrowDown'], keys: '↓', single: true, run: faster(0.5) },
  {
    id: 'auto',
    label: 'Auto speed on or off: slow where something travels, fast where nothing does',
    group: 'Time',
    bind: ['t'],
    keys: 'T',
    single: true,
    run: move(toggleAuto),
  },
  { id: 'restart', label: 'Restart the run', group: 'Time', bind: ['r', 'Home'], keys: 'R Home', single: true, run: move(restart) },
  { id: 'end', label: 'Go to the latest instant', group: 'Time', bind: ['End'], keys: 'End', single: true, run: move(goToEnd) },
  { id: 'map', label: 'Show the map', group: 'View', bind: ['1'], keys: '1', single: true, run: show('map') },
  { id: 'timeChain', label: 'Show the time–chain diagram', group: 'View', bind: ['2'], keys: '2', single: true, run: show('time-chain') },
  { id: 'table', label: 'Show the table', group: 'View', bind: ['4'], keys: '4', single: true, run: show('table') },
  { id: 'charts', label: 'Show the charts', group: 'View', bind: ['5'], keys: '5', single: true, run: show('charts') },
  { id: 'traffic', label: 'Show the traffic: who sent and received what', group: 'View', bind: ['6'], keys: '6', single: true, run: show('traffic') },
  { id: 'log', label: 'Show the event log', group: 'View', bind: ['7'], keys: '7', single: true, run: show('log') },
  { id: 'find', label: 'Find', group: 'View', bind: ['/'], keys: '/', single: true, run: findBox },
  { id: 'frame', label: 'Frame the selection', group: 'View', bind: ['f'], keys: 'F', single: true, run: () => camera()?.frameSelection() },
  {
    id: 'frameAll',
    label: 'Frame everything',
    group: 'View',
    bind: ['Shift+F', '0'],
    keys: 'Shift F 0',
    single: true,
    run: () => camera()?.frameAll(),
  },
  { id: 'zoomIn', label: 'Zoom in', group: 'View', bind: ['+', '='], keys: '+', single: true, run: () => camera()?.zoomBy(1.5) },
  { id: 'zoomOut', label: 'Zoom out', group: 'View', bind: ['-'], keys: '−', single: true, run: () => camera()?.zoomBy(1 / 1.5) },
  {
    id: 'why',
    label: 'Why? Of what is in focus, under the pointer, selected or followed',
    group: 'View',
    bind: ['w'],
    keys: 'W',
    single: true,
    run: () => void attempt('The reason was not found', why),
  },
  { id: 'answers', label: 'Show the answers', group: 'View', bind: [], keys: '', single: false, run: () => showAnswers(null, 'open the sheet') },
  { id: 'ask', label: 'Ask a question…', group: 'Act', bind: ['q'], keys: 'Q', single: true, run: () => openAsk() },
  {
    id: 'askClient',
    label: 'Ask the selected computer…',
    group: 'Act',
    bind: [],
    keys: '',
    single: false,
    needsClient: true,
    run: withClient(async (slot) => openAsk({ addresses: [await addressOf(slot)] })),
  },
  { id: 'deploy', label: 'Run an action…', group: 'Act', bind: ['d'], keys: 'D', single: true, run: () => openAction() },
  {
    id: 'plug',
    label: 'Unplug or plug in the selected client',
    group: 'Act',
    bind: ['x'],
    keys: 'X',
    single: true,
    needsClient: true,
    run: withClient(togglePlug),
  },
  {
    id: 'orderly',
    label: 'Shut the selected client down in order',
    group: 'Act',
    bind: [],
    keys: '',
    single: false,
    needsClient: true,
    run: withClient((slot) => unplug(slot, 'orderly')),
  },
  {
    id: 'restartClient',
    label: 'Restart the selected computer',
    group: 'Act',
    bind: [],
    keys: '',
    single: false,
    needsClient: true,
    run: withClient(restartClient),
  },
  { id: 'block', label: 'Block connections…', group: 'Act', bind: ['b'], keys: 'B', single: true, run: openBlock },
  { id: 'undo', label: 'Undo', group: 'Act', bind: ['$mod+z'], keys: 'Ctrl Z', single: false, run: () => void undoLast() },
  { id: 'redo', label: 'Redo', group: 'Act', bind: ['$mod+Shift+z', '$mod+y'], keys: 'Ctrl Shift Z', single: false, run: () => void redoLast() },
  {
    id: 'open',
    label: 'Open or model a network…',
    group: 'Document',
    bind: ['$mod+o'],
    keys: 'Ctrl O',
    single: false,
    run: () => useUi.setState({ dialog: 'open' }),
  },
  {
    id: 'estimate',
    label: 'Ten-second answer…',
    group: 'Document',
    bind: [],
    keys: '',
    single: false,
    run: () => useUi.setState({ dialog: 'estimate' }),
  },
  { id: 'share', label: 'Copy a link to this moment', group: 'Document', bind: ['s'], keys: 'S', single: true, run: () => void copyLink() },
  { id: 'exportScenario', label: 'Export the scenario (JSON)', group: 'Document', bind: [], keys: '', single: false, run: () => void exportScenario() },
  { id: 'exportReport', label: 'Export the report (JSON)', group: 'Document', bind: [], keys: '', single: false, run: () => void exportReport() },
  { id: 'exportTable', label: 'Export the table of clients (CSV)', group: 'Document', bind: [], keys: '', single: false, run: () => void exportTable() },
  {
    id: 'exportAnswers',
    label: 'Export the answers in view (CSV)',
    group: 'Document',
    bind: [],
    keys: '',
    single: false,
    run: () => void exportAnswers(),
  },
  {
    id: 'exportMissing',
    label: 'Export who is missing in the answers in view (CSV)',
    group: 'Document',
    bind: [],
    keys: '',
    single: false,
    run: () => void exportMissing(),
  },
  { id: 'palette', label: 'Command palette', group: 'Page', bind: ['$mod+k'], keys: 'Ctrl K', single: false, run: () => useUi.setState({ dialog: 'palette' }) },
  { id: 'theme', label: 'Change the colour scheme', group: 'Page', bind: [], keys: '', single: false, run: cycleTheme },
  { id: 'help', label: 'Help and keys', group: 'Page', bind: ['?', 'Shift+?'], keys: '?', single: true, run: () => useUi.setState({ dialog: 'help' }) },
  { id: 'out', label: 'One step out', group: 'Page', bind: ['Escape'], keys: 'Esc', single: false, run: stepOut },
];

export function actionEnabled(action: Action): boolean {
  return useDocument.getState().loaded !== null && (action.needsClient !== true || useUi.getState().selection !== null);
}
