/** Follow: time and camera stay on one question or one message; hops by key, button and Shift; the way out; what is said. */
import { expect, test, type Page } from '@playwright/test';
import { readLink } from '../src/store/permalink';
import { ChainscopePage } from './page';

const ASKED = 102;

async function openAtQuestion(chainscope: ChainscopePage): Promise<void> {
  await chainscope.openPaused();
  await chainscope.seek(ASKED);
  await chainscope.page.getByRole('button', { name: 'Close the introduction' }).click();
}

test('follows the question, goes from hop to hop and back, says each, and ends', async ({ page }) => {
  const chainscope = new ChainscopePage(page);
  await openAtQuestion(chainscope);
  await page.getByRole('button', { name: 'Follow the question' }).click();
  const pill = page.getByRole('group', { name: 'Follow' });
  await expect(pill).toBeVisible();
  await expect(page.getByTestId('narrator')).toHaveText(/^Following: /);
  await chainscope.expectAccessible();
  const times = [(await chainscope.state()).time];
  for (let hop = 0; hop < 3; hop++) {
    await chainscope.key('Shift+ArrowRight');
    await expect.poll(async () => (await chainscope.state()).time).toBeGreaterThan(times.at(-1) ?? 0);
    times.push((await chainscope.state()).time);
  }
  await expect(page.getByRole('region', { name: 'Transport' })).toContainText(/\((Q|LINK|REG)-\d+\)/);
  await pill.getByRole('button', { name: 'Previous hop' }).click();
  await expect.poll(async () => (await chainscope.state()).time).toBe(times.at(-2));
  await pill.getByRole('button', { name: 'Next hop' }).click();
  await expect.poll(async () => (await chainscope.state()).time).toBe(times.at(-1));
  await page.getByRole('button', { name: 'Step back', exact: true }).click({ modifiers: ['Shift'] });
  await expect.poll(async () => (await chainscope.state()).time).toBe(times.at(-2));
  await pill.getByRole('button', { name: 'Stop following' }).click();
  await expect(pill).toBeHidden();
  expect((await chainscope.state()).following).toBeNull();
});

test('a hop with nothing followed follows the latest question; Escape ends it', async ({ page }) => {
  const chainscope = new ChainscopePage(page);
  await openAtQuestion(chainscope);
  await chainscope.key('Shift+ArrowRight');
  await expect(page.getByRole('group', { name: 'Follow' })).toBeVisible();
  await chainscope.key('Escape');
  await expect(page.getByRole('group', { name: 'Follow' })).toBeHidden();
});

test('a hop goes from the map and from the diagram as well, where arrows walk', async ({ page }) => {
  const chainscope = new ChainscopePage(page);
  await openAtQuestion(chainscope);
  for (const [view, name] of [
    ['Map', 'Network map'],
    ['Time–chain', 'Time–chain diagram'],
  ] as const) {
    await page.getByRole('tab', { name: view }).click();
    await page.getByLabel(name, { exact: true }).focus();
    const { time } = await chainscope.state();
    await page.keyboard.press('Shift+ArrowRight');
    await expect(page.getByRole('group', { name: 'Follow' })).toBeVisible();
    await expect.poll(async () => (await chainscope.state()).time).toBeGreaterThan(time);
  }
});

test('where nothing was asked, a hop says so and nothing moves', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await page.evaluate(() => window.chainscope.load('firewall-in-subnet'));
  await chainscope.seek(20);
  await chainscope.key('Shift+ArrowRight');
  await expect(page.getByRole('region', { name: 'Transport' })).toContainText('nothing has been asked yet');
  expect((await chainscope.state()).time).toBe(20);
});

test('follows a single message from its row in the log', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await chainscope.seek(ASKED + 0.1);
  await chainscope.tab('Event log').click();
  await page.getByLabel('Kind of event').selectOption('question.received');
  await page.getByRole('button', { name: 'Follow this message' }).last().click();
  await expect(page.getByRole('group', { name: 'Follow' })).toBeVisible();
  const { following } = await chainscope.state();
  expect(following?.eventId).toBeGreaterThan(0);
});

test('the camera comes along: zoomed in, it goes where the followed message is', async ({ page }) => {
  const chainscope = new ChainscopePage(page);
  await openAtQuestion(chainscope);
  for (let i = 0; i < 5; i++) await chainscope.key('+');
  await expect.poll(() => cameraOf(page)).not.toBeNull();
  await chainscope.idle();
  const before = await cameraOf(page);
  await chainscope.key('Shift+ArrowRight');
  await expect(page.getByRole('group', { name: 'Follow' })).toBeVisible();
  for (let i = 0; i < 4; i++) await chainscope.key('Shift+ArrowRight');
  await expect.poll(() => cameraOf(page)).not.toEqual(before);
});

/** As the address bar has it, which follows the camera. */
async function cameraOf(page: Page): Promise<readonly number[] | null> {
  const link = await readLink(new URL(page.url()).hash);
  return link.ok ? link.content.camera : null;
}
