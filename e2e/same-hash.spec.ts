/** Invariant 18 in the browser: the worker of the page comes to the same state hashes as Node, for the same random small scenarios. */
import { expect, test } from '@playwright/test';
import { compileScenario } from '../src/scenario/compile';
import { createSimulation } from '../src/sim/simulation';
import { randomScenario } from '../src/testing/random-world';

const SCENARIOS = 100;

test(`the worker in Chromium ends ${SCENARIOS} random scenarios with the hashes of Node (invariant 18)`, async ({ page }) => {
  await page.goto('./');
  await expect(page.locator('html')).toHaveAttribute('data-ready', /.*/);
  const scenarios = Array.from({ length: SCENARIOS }, (_, index) => randomScenario(index + 1));
  const expected = scenarios.map((scenario) => {
    const world = compileScenario(scenario);
    const simulation = createSimulation(world);
    simulation.advanceTo(world.duration);
    return { hash: simulation.hash(), seconds: world.duration / 1e6 };
  });
  const found = await page.evaluate(
    async ([all, ends]) => {
      const hashes: string[] = [];
      for (const [index, scenario] of all.entries()) {
        await window.chainscope.load(scenario);
        await window.chainscope.seek(ends[index] ?? 0);
        await window.chainscope.idle();
        hashes.push(await window.chainscope.hash());
      }
      return hashes;
    },
    [scenarios, expected.map(({ seconds }) => seconds)] as const,
  );
  expect(found).toEqual(expected.map(({ hash }) => hash));
});
