/** Access: no violation of any impact in the states of the page, dark and light; small screens; forced colours. */
import { expect, test } from '@playwright/test';
import { ChainscopePage } from './page';

for (const scheme of ['light', 'dark'] as const) {
  test.describe(`in ${scheme} colours`, () => {
    test.use({ colorScheme: scheme });

    test('axe finds nothing on the opening page', async ({ page }) => {
      const chainscope = await new ChainscopePage(page).openPaused();
      await chainscope.expectAccessible();
    });
    test('axe finds nothing with a card open', async ({ page }) => {
      const chainscope = await new ChainscopePage(page).openPaused();
      await chainscope.findClient('10.1.0.1');
      await chainscope.expectAccessible();
    });
    test('axe finds nothing in the table and the event log', async ({ page }) => {
      const chainscope = await new ChainscopePage(page).openPaused();
      await chainscope.tab('Table').click();
      await expect(page.getByRole('row').nth(3)).toContainText('10.');
      await chainscope.expectAccessible();
      await chainscope.tab('Event log').click();
      await page.getByRole('button', { name: /^Why:/ }).first().waitFor();
      await chainscope.expectAccessible();
    });
    test('axe finds nothing in the import preview', async ({ page }) => {
      const chainscope = await new ChainscopePage(page).openPaused();
      await chainscope.drop('plan.csv', 'cidr,site,clients\n10.0.0.0/24,Berlin,40\n10.0.1.0/24,Köln,12\nbad,x,1\n');
      await page.getByRole('dialog', { name: /Import plan/ }).waitFor();
      await chainscope.expectAccessible();
    });
    test('axe finds nothing in the dialogs', async ({ page }) => {
      const chainscope = await new ChainscopePage(page).openPaused();
      for (const key of ['?', 'b', 'Control+o', 'Control+k']) {
        await chainscope.key(key);
        await page.getByRole('dialog').waitFor();
        await chainscope.idle();
        await chainscope.expectAccessible();
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'hidden' });
      }
    });
  });
}

for (const width of [320, 480, 900]) {
  test(`at ${width} px nothing is cut off sideways and the transport is in view`, async ({ page }) => {
    await page.setViewportSize({ width, height: 720 });
    const chainscope = await new ChainscopePage(page).openPaused();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await expect(chainscope.play).toBeInViewport();
    await expect(chainscope.timeline).toBeInViewport();
    await expect(chainscope.map).toBeInViewport();
    await page.getByRole('button', { name: 'Explain panel' }).click();
    if (width < 900) {
      await expect(chainscope.explain).toBeVisible();
      await page.getByRole('button', { name: 'Close Explain' }).click();
      await expect(chainscope.explain).toBeHidden();
    }
  });
}

test('targets are at least 24 pixels', async ({ page }) => {
  await new ChainscopePage(page).openPaused();
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('button, summary, input, select, [role="tab"]')]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .map((element) => ({ name: element.getAttribute('aria-label') ?? element.textContent, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.height < 23.5 || box.width < 23.5))
      .map(({ name, box }) => `${name} ${box.width}×${box.height}`),
  );
  expect(small.filter((entry) => !/Single-letter|Skip unreachable/.test(entry))).toEqual([]);
});

test('the live region speaks at most every two seconds, and of what happened', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await page.evaluate(() => {
    const said: { at: number; text: string }[] = [];
    Object.assign(window, { said });
    const region = document.querySelector('[data-testid="narrator"]');
    if (region !== null)
      new MutationObserver(() => said.push({ at: performance.now(), text: region.textContent ?? '' })).observe(region, {
        childList: true,
        characterData: true,
        subtree: true,
      });
  });
  await page.evaluate(() => window.chainscope.setSpeed(1));
  await page.evaluate(() => window.chainscope.intervene({ do: 'stop', clients: ['10.1.0.5'], orderly: false }));
  await page.evaluate(() => window.chainscope.setSpeed(60));
  await page.evaluate(() => window.chainscope.play());
  const said = () => page.evaluate(() => (window as unknown as { said: { at: number; text: string }[] }).said);
  await expect.poll(async () => (await said()).length).toBeGreaterThan(0);
  await expect.poll(async () => (await chainscope.state()).time).toBeGreaterThan(300);
  const all = await said();
  for (const [index, entry] of all.entries()) if (index > 0) expect(entry.at - (all[index - 1]?.at ?? 0)).toBeGreaterThanOrEqual(1_950);
});
