/** What every exported table begins with: that it is a model, of which version, of which run, and when. */
import { PROGRAM_VERSION } from '../engine/program-version';
import { useDocument } from './document-store';
import { now } from './session';

/** Cells of one line; the first makes it a comment for whoever reads such. */
export function modelNote(): readonly string[] {
  const { loaded, acts } = useDocument.getState();
  return [
    '#',
    'Model, not measurement',
    `Chainscope ${PROGRAM_VERSION}`,
    `scenario: ${loaded?.scenario.name ?? ''}`,
    `seed: ${loaded?.scenario.seed ?? 1}`,
    `simulated time: ${now() / 1e6} s`,
    `acts by hand: ${acts.length}`,
    'assumptions: docs/model.md',
  ];
}
