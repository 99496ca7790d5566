/** The check of `npm run check:model`, on the built-in scenarios that run in seconds. */
import { describe, expect, it } from 'vitest';
import { checkModel, MOST } from '../cli/model-check';
import { compileScenario } from '../scenario/compile';
import { BUILT_INS } from '../scenario/library/index';
import { countClients } from '../scenario/predict';
import { checkpointsOf } from './checkpoints';
import { FIGURE_IDS } from './expectation';
import { expectedOf } from './expected';

const MOST_CLIENTS = 10_000;
/** Chance is then about two thirds of a per cent of the registrations of two minutes. */
const CLIENT_RUNS = 3_000;

const entries = BUILT_INS.map(({ id, scenario }) => ({ id, scenario: scenario() })).filter(({ scenario }) => countClients(scenario) <= MOST_CLIENTS);

describe('formula and simulation', () => {
  it.each(entries)('agree in $id, to the byte where nothing is drawn', ({ scenario }) => {
    const world = compileScenario(scenario);
    for (const end of checkpointsOf(world)) {
      const { rows, none } = checkModel(world, end, CLIENT_RUNS);
      expect(rows.length + none.length).toBe(FIGURE_IDS.length);
      for (const { why } of none) expect(why).not.toBe('');
      expect(rows.filter((row) => row.verdict === 'fails')).toEqual([]);
      for (const row of rows) if (!row.exact) expect(Math.abs(row.gap)).toBeLessThanOrEqual(MOST);
    }
  });

  it('are compared in earnest: each figure has a formula in some scenario', () => {
    const worlds = entries.map(({ scenario }) => compileScenario(scenario));
    const seen = new Set(worlds.flatMap((world) => expectedOf(world, world.duration).flatMap((one) => ('value' in one ? [one.id] : []))));
    expect([...FIGURE_IDS].filter((id) => !seen.has(id))).toEqual([]);
  });
});
