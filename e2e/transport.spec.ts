/** Time: play, pause, step, back, scrub, restart, speed; by button, key and slider. */
import { expect, test } from '@playwright/test';
import { ChainscopePage } from './page';

test('plays and pauses by button and by Space', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await chainscope.play.click();
  await expect(chainscope.pause).toBeVisible();
  await chainscope.key('Space');
  await expect(chainscope.play).toBeVisible();
  const { time } = await chainscope.state();
  await chainscope.idle();
  expect((await chainscope.state()).time).toBe(time);
});

test('steps forward by one event and back to the very same state', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await chainscope.seek(10);
  const before = { time: (await chainscope.state()).time, hash: await chainscope.hash() };
  await page.getByRole('button', { name: 'Step forward' }).click();
  await chainscope.idle();
  const first = { time: (await chainscope.state()).time, hash: await chainscope.hash() };
  expect(first.time).toBeGreaterThan(before.time);
  await page.getByRole('button', { name: 'Step forward' }).click();
  await chainscope.idle();
  await page.getByRole('button', { name: 'Step back' }).click();
  await chainscope.idle();
  expect((await chainscope.state()).time).toBe(first.time);
  expect(await chainscope.hash()).toBe(first.hash);
});

test('scrubs anywhere, and straight play reaches the same state as scrubbing there', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await chainscope.seek(200);
  const straight = await chainscope.hash();
  await chainscope.timeline.fill('30000000');
  await chainscope.idle();
  expect((await chainscope.state()).time).toBe(30);
  await chainscope.timeline.fill('200000000');
  await chainscope.idle();
  expect((await chainscope.state()).time).toBe(200);
  expect(await chainscope.hash()).toBe(straight);
});

test('restarts at the beginning', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await page.getByRole('button', { name: 'Restart', exact: true }).click();
  await chainscope.idle();
  await page.evaluate(() => window.chainscope.pause());
  expect((await chainscope.state()).time).toBeLessThan(100);
});

test('says what a speed means, and snaps to round ones', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await chainscope.speed.fill('1.75');
  await chainscope.idle();
  expect((await chainscope.state()).speed).toBe(60);
  await expect(page.getByRole('region', { name: 'Transport' })).toContainText('1 s here = 1 min 0 s there');
  await chainscope.key('ArrowUp');
  await expect.poll(async () => (await chainscope.state()).speed).toBe(120);
});

test('goes from milestone to milestone', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await page.evaluate(() => window.chainscope.intervene({ do: 'stop', clients: ['10.1.0.5'], orderly: false }));
  const acted = (await chainscope.state()).time;
  await chainscope.seek(acted + 60);
  await chainscope.key('Control+ArrowLeft');
  await expect.poll(async () => (await chainscope.state()).time).toBeLessThan(acted + 60);
});

test('a step in a settled fleet goes to the next registration, says whose, and back to where it came from (REG-3)', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  const transport = page.getByRole('region', { name: 'Transport' });
  // Long after the question of the opening scene, which is complete within a second.
  await chainscope.seek(150);
  const from = (await chainscope.state()).time;
  await page.getByRole('button', { name: 'Step forward' }).click();
  await chainscope.idle();
  const first = (await chainscope.state()).time;
  expect(first - from).toBeLessThan(60);
  await expect(transport).toContainText(/registers with server \S+ \(REG-3\)/);
  const said = await transport.getByText('(REG-3)').textContent();
  await expect(page.getByTestId('narrator')).toHaveText(said ?? '');
  await page.getByRole('button', { name: 'Step forward' }).click();
  await chainscope.idle();
  await page.getByRole('button', { name: 'Step back' }).click();
  await chainscope.idle();
  expect((await chainscope.state()).time).toBe(first);
  await expect(transport).toContainText(said ?? '');
});

test('lists the milestones in words; a choice goes there, and so does a press on a mark', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  // Far enough from the question's milestones to be pressed for itself.
  await chainscope.seek(200);
  await page.evaluate(() => window.chainscope.intervene({ do: 'stop', clients: ['10.1.0.5'], orderly: false }));
  const acted = (await chainscope.state()).time;
  await chainscope.seek(acted + 120);
  await page.getByRole('button', { name: 'Milestones' }).click();
  await expect(page.getByRole('menuitem', { name: /Chains have formed/ })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: /^1:42 Ask Operating System/ })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: /Question q1 is complete/ })).toBeVisible();
  await page.getByRole('menuitem', { name: /Unplug 10\.1\.0\.5/ }).click();
  await expect.poll(async () => (await chainscope.state()).time).toBe(acted);
  await chainscope.seek(acted + 120);
  const box = await chainscope.timeline.boundingBox();
  const end = Number(await chainscope.timeline.getAttribute('max')) / 1e6;
  const x = 8 + ((box?.width ?? 0) - 16) * (acted / end) + 4;
  await chainscope.timeline.hover({ position: { x, y: 12 } });
  await expect(page.getByRole('region', { name: 'Transport' })).toContainText('Unplug 10.1.0.5');
  await chainscope.timeline.click({ position: { x, y: 12 } });
  await expect.poll(async () => (await chainscope.state()).time).toBe(acted);
});

test('Ctrl and arrows go to where a question is asked and where it is complete', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await chainscope.seek(110);
  await chainscope.key('Control+ArrowLeft');
  await expect.poll(async () => (await chainscope.state()).time).toBeLessThan(103);
  const complete = (await chainscope.state()).time;
  expect(complete).toBeGreaterThan(102);
  await chainscope.key('Control+ArrowLeft');
  await expect.poll(async () => (await chainscope.state()).time).toBe(102);
  await chainscope.key('Control+ArrowRight');
  await expect.poll(async () => (await chainscope.state()).time).toBe(complete);
});
