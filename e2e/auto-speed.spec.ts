/** Auto speed: slow where something travels, fast where nothing does, one ratio always said; the dial and the arrows end it. */
import { expect, test } from '@playwright/test';
import { ChainscopePage } from './page';

const ASKED = 102;

test('is on where a question is asked, slow while it travels, and says the ratio', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await chainscope.seek(ASKED);
  const auto = page.getByRole('button', { name: 'Auto', exact: true });
  await expect(auto).toHaveAttribute('aria-pressed', 'true');
  await chainscope.play.click();
  // Hops take milliseconds: far slower than life, or nobody sees them.
  await expect.poll(async () => (await chainscope.state()).speed).toBeLessThan(0.1);
  await expect(page.getByRole('region', { name: 'Transport' })).toContainText(/1 s here = [\d.]+ ms there/);
  await expect(chainscope.speed).toHaveAttribute('aria-valuetext', /^Auto, [\d.]+×: 1 s here = [\d.]+ ms there$/);
});

test('is fast over idle time once everybody has answered', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await chainscope.seek(ASKED + 10);
  await chainscope.play.click();
  await expect.poll(async () => (await chainscope.state()).speed).toBeGreaterThan(10);
  expect((await chainscope.state()).auto).toBe(true);
});

test('ends with the dial and with the arrows, which begin at the speed in force, and comes back by T', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  const auto = page.getByRole('button', { name: 'Auto', exact: true });
  await chainscope.speed.fill('1.75');
  await chainscope.idle();
  await expect(auto).toHaveAttribute('aria-pressed', 'false');
  expect(await chainscope.state()).toMatchObject({ auto: false, speed: 60 });
  await chainscope.key('t');
  await expect(auto).toHaveAttribute('aria-pressed', 'true');
  const { speed } = await chainscope.state();
  await chainscope.key('ArrowUp');
  await expect(auto).toHaveAttribute('aria-pressed', 'false');
  await expect.poll(async () => (await chainscope.state()).speed).toBeCloseTo(speed * 2, 6);
  await auto.click();
  await expect(auto).toHaveAttribute('aria-pressed', 'true');
  await auto.click();
  await expect(auto).toHaveAttribute('aria-pressed', 'false');
});

test('is off again, at the speed of life, in a scenario where nothing is asked', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  expect((await chainscope.state()).auto).toBe(true);
  await page.evaluate(() => window.chainscope.load('firewall-in-subnet'));
  await chainscope.idle();
  expect(await chainscope.state()).toMatchObject({ auto: false, speed: 1 });
  await page.evaluate(() => window.chainscope.load('figure-2'));
  await chainscope.idle();
  expect((await chainscope.state()).auto).toBe(true);
});
