/** Transient state of the page: what is shown, selected and open. Nothing here changes a run. */
import { create } from 'zustand';
import type { ClientCard } from '../engine/contract';
import type { QuestionView } from '../sim/question-types';
import type { EventKind, RuleId } from '../sim/log';
import type { ImportFormat } from '../scenario/import/types';
import type { Problem, Target } from '../scenario/types';
import { isBoolean, isOneOf, recall, remember } from './preferences';
import type { ViewName } from './view-names';

export type { ViewName };
export type Theme = 'system' | 'light' | 'dark';
export type DialogName = 'open' | 'help' | 'palette' | 'block' | 'share' | 'about' | 'ask' | 'action' | 'estimate';
export type Sheet = 'build' | 'explain' | null;

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly action: { readonly label: string; readonly run: () => void } | null;
}
export interface Alert {
  readonly title: string;
  readonly problems: readonly Problem[];
}
export interface BlockDraft {
  readonly from: string;
  readonly to: string;
  readonly bothWays: boolean;
}
/** What the dialogs Ask and Run begin with. */
export interface AskDraft {
  readonly sensors: readonly string[];
  readonly target: Target;
}
/** Questions and actions keep their ids whatever is done before them; their numbers they do not. */
export type QuestionName = Pick<QuestionView, 'kind' | 'id'>;
export type RightTab = 'explain' | 'answers';
export interface ClientMenu {
  readonly x: number;
  readonly y: number;
  readonly slot: number;
}
/** A list of subnets that waits in the preview. */
export interface ImportInput {
  readonly name: string;
  readonly data: string | Uint8Array;
  readonly format: ImportFormat | null;
}
/** A product file that waits in the preview: which list it becomes, and its entries. */
export interface ListInput {
  readonly name: string;
  readonly data: string | Uint8Array;
  readonly list: 'separated' | 'isolated' | null;
}

/** A number of a question, or of one client's part in it, whose origin is asked for. */
export interface WhyNumber {
  readonly question: number;
  readonly client: number | null;
}
/** What the event log is limited to; empty words, no kinds and null = not at all. */
export interface LogChoice {
  readonly kinds: readonly EventKind[];
  readonly rule: RuleId | null;
  readonly text: string;
  readonly question: number | null;
  readonly onlySelected: boolean;
}
export const ALL_EVENTS: LogChoice = { kinds: [], rule: null, text: '', question: null, onlySelected: false };

export interface UiState {
  view: ViewName;
  theme: Theme;
  singleKeys: boolean;
  buildOpen: boolean;
  explainOpen: boolean;
  sheet: Sheet;
  selection: number | null;
  card: ClientCard | null;
  /** Event whose causes the Explain panel lists; null = what the engine explains by itself. */
  whyEventId: number | null;
  /** The same for a number: the rows of the log that it comes from. At most one of the two is set. */
  whyNumber: WhyNumber | null;
  logChoice: LogChoice;
  dialog: DialogName | null;
  importing: ImportInput | null;
  subnetList: ListInput | null;
  blockDraft: BlockDraft;
  askDraft: AskDraft;
  /** What the right panel shows. */
  rightTab: RightTab;
  /** The question or action whose answers are listed; null = the latest. */
  answersOf: QuestionName | null;
  menu: ClientMenu | null;
  toasts: readonly Toast[];
  alert: Alert | null;
  /** What is being loaded, while that takes time. */
  busy: string | null;
  tableFilter: string;
  /** A question that replaces the open work; null = none. */
  question: { readonly text: string; readonly yes: string; readonly no: string; readonly answer: (yes: boolean) => void } | null;
}

export const useUi = create<UiState>(() => ({
  view: 'map',
  theme: recall<Theme>('theme', 'system', isOneOf('system', 'light', 'dark')),
  singleKeys: recall('singleKeys', true, isBoolean),
  buildOpen: recall('buildOpen', true, isBoolean),
  explainOpen: recall('explainOpen', true, isBoolean),
  sheet: null,
  selection: null,
  card: null,
  whyEventId: null,
  whyNumber: null,
  logChoice: ALL_EVENTS,
  dialog: null,
  importing: null,
  subnetList: null,
  blockDraft: { from: '', to: '', bothWays: true },
  askDraft: { sensors: [], target: 'all' },
  rightTab: 'explain',
  answersOf: null,
  menu: null,
  toasts: [],
  alert: null,
  busy: null,
  tableFilter: '',
  question: null,
}));

/** The settings that outlive the page. */
export function setRemembered(change: Partial<Pick<UiState, 'theme' | 'singleKeys' | 'buildOpen' | 'explainOpen'>>): void {
  useUi.setState(change);
  for (const [key, value] of Object.entries(change)) remember(key, value);
}

let toastCount = 0;
const MAX_TOASTS = 3;
export function toast(text: string, action: Toast['action'] = null): void {
  const next: Toast = { id: ++toastCount, text, action };
  useUi.setState((state) => ({ toasts: [...state.toasts, next].slice(-MAX_TOASTS) }));
}
export function dropToast(id: number): void {
  useUi.setState((state) => ({ toasts: state.toasts.filter((item) => item.id !== id) }));
}

/** Offers to take something back end when anything else is done: they speak of the latest act only. */
export function withdrawOffers(): void {
  useUi.setState((state) => ({ toasts: state.toasts.filter((item) => item.action === null) }));
}

/** Asks something that must be answered before work is replaced. */
export function askFirst(text: string, yes: string, no: string): Promise<boolean> {
  return new Promise((resolve) => {
    useUi.setState({
      question: {
        text,
        yes,
        no,
        answer: (answer) => {
          useUi.setState({ question: null });
          resolve(answer);
        },
      },
    });
  });
}
