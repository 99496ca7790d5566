/** Formula, simulation and gap, row by row. */
import { estimate, type EstimateInputs } from '../../closed-form/estimate';
import { FIGURES } from '../../closed-form/expectation';
import { proofFormulas, type ProofFigureId, type ProofRun } from '../../closed-form/proof';
import type { Counted } from '../../store/estimate';
import { bytes, grouped } from '../../store/units';

export interface ProofRow {
  readonly name: string;
  readonly formula: string;
  /** Null: not simulated in this version; then there is no gap either. */
  readonly simulation: string | null;
  readonly gap: string;
}

const ROWS: readonly ProofFigureId[] = [
  'leaderClients',
  'leaderConnections',
  'initialRegistrations',
  'normalRegistrations',
  'registrationWan',
  'registrationWanWithout',
  'questionWan',
  'questionLan',
  'questionWanWithout',
  'answerWan',
  'answerLan',
  'answerWanWithout',
];

export function proofRows(inputs: EstimateInputs, run: ProofRun, counted: Counted): ProofRow[] {
  const formulas = proofFormulas(inputs, run);
  const rows = ROWS.map((id): ProofRow => {
    // In bytes, to the last one: a rounded figure would hide the gap.
    const unit = FIGURES[id].includes('bytes') ? ' B' : '';
    const name = FIGURES[id].replace(' bytes', '');
    return {
      name: name.charAt(0).toUpperCase() + name.slice(1),
      formula: `${grouped(Math.round(formulas[id]))}${unit}`,
      simulation: `${grouped(counted[id])}${unit}`,
      gap: gapText(formulas[id], counted[id]),
    };
  });
  const { file } = estimate(inputs);
  return [...rows, { name: 'File, WAN', formula: `${bytes(file.value)} against ${bytes(file.without)}`, simulation: null, gap: '' }];
}

/** Of the formula; "0" only where both are equal. */
export function gapText(formula: number, simulation: number): string {
  if (Math.abs(simulation - formula) < 1e-6) return '0';
  if (formula === 0) return 'not 0';
  const percent = (100 * (simulation - formula)) / formula;
  const sign = percent < 0 ? '−' : '+';
  const size = Math.abs(percent);
  return size < 0.005 ? 'below 0.01 %' : `${sign}${size.toFixed(2)} %`;
}
