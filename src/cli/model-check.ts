/**
 * Formulas against simulation: runs a world and puts what it counted beside what formulas expect. Where chance plays a part the expectation is a
 * mean, so small fleets run many times with other seeds until chance alone could no longer explain a gap of half a per cent.
 */
import { FIGURES, FIGURE_IDS, type FigureId } from '../closed-form/expectation';
import { expectedOf } from '../closed-form/expected';
import { BACKWARD_LEADER, FORWARD_LEADER, ONLINE } from '../sim/state-bits';
import { createSimulation } from '../sim/simulation';
import type { Simulation } from '../sim/types';
import type { Micros, World } from '../sim/world';

export interface CheckRow {
  readonly figure: string;
  readonly formula: number;
  /** Mean over the runs. */
  readonly simulation: number;
  /** (simulation − formula) / formula; 0 where both are 0. */
  readonly gap: number;
  /** Nothing is drawn: every single run must have just this. */
  readonly exact: boolean;
  readonly runs: number;
  /** What chance alone makes of the mean, as a share of the formula: one standard error. */
  readonly chance: number;
  readonly verdict: Verdict;
}
export type Verdict = 'exact' | 'agrees' | 'aim missed' | 'fails';
export interface NoFormula {
  readonly figure: string;
  readonly why: string;
}
export interface ModelCheck {
  readonly rows: readonly CheckRow[];
  readonly none: readonly NoFormula[];
}

/** A gap over AIM is to be explained; one over MOST fails. */
export const AIM = 0.01;
export const MOST = 0.05;

export function checkModel(world: World, end: Micros, clientRuns: number): ModelCheck {
  const expected = expectedOf(world, end);
  const random = expected.some((one) => 'value' in one && !one.exact);
  const runs = random ? Math.max(1, Math.ceil(clientRuns / Math.max(1, world.clientCount))) : 1;
  const counted = Array.from({ length: runs }, (_, i) => countedIn({ ...world, seed: world.seed + i }, end));
  const rows: CheckRow[] = [];
  const none: NoFormula[] = [];
  for (const one of expected) {
    if ('why' in one) none.push({ figure: FIGURES[one.id], why: one.why });
    else rows.push(rowOf(one.id, one.value, one.exact, counted));
  }
  return { rows, none };
}

function rowOf(id: FigureId, formula: number, exact: boolean, counted: readonly Counted[]): CheckRow {
  const values = counted.map((run) => run[id]);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const gap = mean === formula ? 0 : (mean - formula) / formula;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1);
  const chance = formula === 0 ? 0 : Math.sqrt(variance / values.length) / formula;
  return { figure: FIGURES[id], formula, simulation: mean, gap, exact, runs: values.length, chance, verdict: verdictOf(gap, exact, values, formula) };
}

function verdictOf(gap: number, exact: boolean, values: readonly number[], formula: number): Verdict {
  if (exact) return values.every((value) => Math.abs(value - formula) < 1e-6) ? 'exact' : 'fails';
  if (!(Math.abs(gap) <= MOST)) return 'fails';
  return Math.abs(gap) <= AIM ? 'agrees' : 'aim missed';
}

export type Counted = Readonly<Record<FigureId, number>>;

/** What the simulation counts up to `end`. */
export function countedIn(world: World, end: Micros): Counted {
  const sim = createSimulation(world, { clientBooks: false });
  sim.advanceTo(end);
  const { initial, normal } = sim.registrationTotals();
  const { byClass, without } = sim.ledger();
  const counted: Counted = {
    initialRegistrations: initial,
    normalRegistrations: normal,
    registrationWan: byClass.registration.wan,
    registrationLan: byClass.registration.lan,
    registrationWanWithout: without.registration.wan,
    registrationLanWithout: without.registration.lan,
    ...leadersNow(sim),
    questionWan: byClass.question.wan,
    questionLan: byClass.question.lan,
    answerWan: byClass.answer.wan,
    answerLan: byClass.answer.lan,
    questionWanWithout: without.question.wan,
    questionLanWithout: without.question.lan,
    answerWanWithout: without.answer.wan,
    answerLanWithout: without.answer.lan,
  };
  const missing = FIGURE_IDS.find((id) => typeof counted[id] !== 'number');
  if (missing !== undefined) throw new Error(`the simulation does not count ${FIGURES[missing]}`);
  return counted;
}

function leadersNow(sim: Simulation): { readonly leaderConnections: number; readonly leaderClients: number } {
  let leaderConnections = 0;
  let leaderClients = 0;
  for (let slot = 0; slot < sim.slotCount; slot++) {
    const bits = sim.columns.state[slot] ?? 0;
    if ((bits & ONLINE) === 0) continue;
    const both = ((bits & FORWARD_LEADER) === 0 ? 0 : 1) + ((bits & BACKWARD_LEADER) === 0 ? 0 : 1);
    leaderConnections += both;
    leaderClients += both === 0 ? 0 : 1;
  }
  return { leaderConnections, leaderClients };
}
