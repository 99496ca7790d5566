/** The ten-second answer as the page keeps it: what was typed, remembered between visits, and the run that proves it, played by an engine of its own beside the open document. */
import { create } from 'zustand';
import type { ProofFigureId } from '../closed-form/proof';
import type { Counts } from '../engine/contract';
import { createRemoteEngine, startEngineWorker } from '../engine/remote-engine';
import type { Scenario } from '../scenario/types';
import { recall, remember } from './preferences';
import { problemsOf } from './problems-of';
import { setUnfinished } from './unfinished';

/** As typed. */
export interface EstimateTexts {
  readonly clients: string;
  readonly sites: string;
  readonly vpnShare: string;
  readonly file: string;
  readonly link: string;
}
export const FIRST_TEXTS: EstimateTexts = { clients: '8,000', sites: '40', vpnShare: '25 %', file: '500 MB', link: '50 Mbit/s' };
/** More than anybody types; what others put into storage is no text of ours. */
const MOST_CHARACTERS = 60;
const FIELDS = Object.keys(FIRST_TEXTS) as readonly (keyof EstimateTexts)[];

export type Counted = Readonly<Record<ProofFigureId, number>>;
export type Proof =
  | { readonly state: 'none' }
  /** `key` names the inputs that are proved; `progress` 0 to 1. */
  | { readonly state: 'running'; readonly key: string; readonly progress: number }
  | { readonly state: 'done'; readonly key: string; readonly scenario: Scenario; readonly counted: Counted }
  | { readonly state: 'failed'; readonly key: string; readonly message: string };

export interface EstimateState {
  readonly texts: EstimateTexts;
  readonly proof: Proof;
}

export const useEstimate = create<EstimateState>(() => ({ texts: recall('estimate', FIRST_TEXTS, areTexts), proof: { state: 'none' } }));

function areTexts(value: unknown): value is EstimateTexts {
  if (typeof value !== 'object' || value === null) return false;
  return FIELDS.every((field) => {
    const text: unknown = Reflect.get(value, field);
    return typeof text === 'string' && text.length <= MOST_CHARACTERS;
  });
}

export function setText(field: keyof EstimateTexts, text: string): void {
  const texts = { ...useEstimate.getState().texts, [field]: text.slice(0, MOST_CHARACTERS) };
  useEstimate.setState({ texts });
  remember('estimate', texts);
}

/** Ends the run under way, if any. */
let stop: (() => void) | null = null;

export function stopProof(): void {
  stop?.();
  if (useEstimate.getState().proof.state === 'running') useEstimate.setState({ proof: { state: 'none' } });
}

/** Plays a scenario to `endMicros` in a worker of its own: the open document, its playhead and its speed are not touched. */
export async function prove(key: string, scenario: Scenario, endMicros: number): Promise<void> {
  stopProof();
  const engine = createRemoteEngine(startEngineWorker());
  const own = {};
  const isCurrent = (): boolean => stop === end;
  const end = (): void => {
    setUnfinished(own, false);
    engine.close();
    if (isCurrent()) stop = null;
  };
  stop = end;
  setUnfinished(own, true);
  useEstimate.setState({ proof: { state: 'running', key, progress: 0 } });
  engine.onStatus(({ seek }) => {
    if (isCurrent() && seek) useEstimate.setState({ proof: { state: 'running', key, progress: seek.progress } });
  });
  try {
    await engine.load({ scenario });
    await engine.seek(endMicros);
    const counts = engine.status?.counts;
    if (counts !== undefined && isCurrent()) useEstimate.setState({ proof: { state: 'done', key, scenario, counted: countedIn(counts) } });
  } catch (error) {
    const message = problemsOf(error)[0]?.message ?? 'The run could not be played.';
    if (isCurrent()) useEstimate.setState({ proof: { state: 'failed', key, message } });
  } finally {
    end();
  }
}

export function countedIn(counts: Counts): Counted {
  const { byClass, without } = counts.ledger;
  return {
    leaderClients: counts.leaderClients,
    leaderConnections: counts.leaderConnections,
    initialRegistrations: counts.initialRegistrations,
    normalRegistrations: counts.normalRegistrations,
    registrationWan: byClass.registration.wan,
    registrationWanWithout: without.registration.wan,
    questionWan: byClass.question.wan,
    questionLan: byClass.question.lan,
    questionWanWithout: without.question.wan,
    answerWan: byClass.answer.wan,
    answerLan: byClass.answer.lan,
    answerWanWithout: without.answer.wan,
  };
}
