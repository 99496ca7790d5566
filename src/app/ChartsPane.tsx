/** The charts, with the version that their exports name. */
import { PROGRAM_VERSION } from '../engine/program-version';
import { ChartsView } from '../views/charts/ChartsView';

export function ChartsPane() {
  return <ChartsView program={`chainscope ${PROGRAM_VERSION}`} />;
}
