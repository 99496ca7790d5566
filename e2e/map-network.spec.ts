/** The lines to the servers on the map: what their width shows, and what can be done with sites, lines and servers by pointer and keyboard. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { ChainscopePage } from './page';

/** Two branches behind 64 kbit/s and 10 Mbit/s; all computers start at once, so that registrations pile up (NET-2). */
const SLOW_BRANCH = JSON.stringify({
  format: 'chainscope-scenario',
  version: 1,
  name: 'Slow branch',
  servers: [{ id: 'ts', kind: 'server', site: 'dc' }],
  sites: [
    { id: 'dc', name: 'Data center', kind: 'datacenter' },
    { id: 'slow', name: 'Slow branch', wan: { up: '64kbps', down: '64kbps' } },
    { id: 'b', name: 'Branch B' },
  ],
  subnets: [
    { cidr: '10.0.0.0/24', site: 'dc', clients: 8 },
    { cidr: '10.1.0.0/24', site: 'slow', clients: 60 },
    { cidr: '10.2.0.0/24', site: 'b', clients: 20 },
  ],
  settings: { startWindow: '0s', knownFleet: false },
});

async function openSlowBranch(page: Page): Promise<ChainscopePage> {
  const chainscope = await new ChainscopePage(page).openPaused();
  await page.evaluate((text) => window.chainscope.load(text), SLOW_BRANCH);
  await page.evaluate(() => window.chainscope.pause());
  await chainscope.seek(5);
  return chainscope;
}

const here = (page: Page): Locator => page.getByRole('option', { selected: true });

/** By Page down, from server to server and site to site. */
async function walkTo({ page, map }: ChainscopePage, words: RegExp): Promise<void> {
  await map.focus();
  await expect(async () => {
    await page.keyboard.press('PageDown');
    expect(await here(page).textContent()).toMatch(words);
  }).toPass();
}

/** Moves the pointer along a horizontal line over the map until it is over something of a kind. */
async function pointAt({ page, map }: ChainscopePage, kind: string, y: number): Promise<{ readonly x: number; readonly y: number }> {
  const box = await map.boundingBox();
  if (box === null) throw new Error('the map is not there');
  for (let x = 4; x < box.width; x += 3) {
    await page.mouse.move(box.x + x, box.y + y);
    if ((await map.getAttribute('data-over')) === kind) return { x: box.x + x, y: box.y + y };
  }
  throw new Error(`no ${kind} at ${y} px`);
}

test('the width of WAN lines shows connections or rates, by choice, with its unit, and is remembered', async ({ page }) => {
  const chainscope = await openSlowBranch(page);
  const scales = page.getByRole('list', { name: 'Scales' });
  const choice = page.getByRole('group', { name: 'WAN width' });
  await expect(choice.getByLabel('Connections')).toBeChecked();
  await expect(scales).toContainText(/10 px = [\d,]+ connections/);
  await choice.getByLabel('Connections').focus();
  await page.keyboard.press('ArrowRight');
  await expect(choice.getByLabel('Rate')).toBeChecked();
  await expect(scales).toContainText(/10 px = [\d.]+ [kMG]?bit\/s/);
  await page.reload();
  await chainscope.ready();
  await expect(choice.getByLabel('Rate')).toBeChecked();
});

test('a full link has its queue on one scale, and says how far it is behind (NET-2)', async ({ page }) => {
  const chainscope = await openSlowBranch(page);
  await expect(page.getByRole('list', { name: 'Scales' })).toContainText('of waiting');
  await walkTo(chainscope, /^Slow branch/);
  await expect(here(page)).toContainText('64 kbit/s (100 %)');
  await expect(here(page)).toContainText(/[\d.]+ s behind/);
  await walkTo(chainscope, /^Branch B/);
  await expect(here(page)).not.toContainText('behind');
});

test('by keyboard a site’s WAN link is cut and restored from its menu (NET-1)', async ({ page }) => {
  const chainscope = await openSlowBranch(page);
  await walkTo(chainscope, /^Branch B/);
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Cut the WAN link' }).press('Enter');
  await expect.poll(async () => (await chainscope.state()).acts).toBe(1);
  await chainscope.seek(10);
  await walkTo(chainscope, /^Branch B/);
  await expect(here(page)).toContainText('cut, nothing goes through');
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Restore the WAN link' }).press('Enter');
  await expect.poll(async () => (await chainscope.state()).acts).toBe(2);
  await chainscope.seek(15);
  await walkTo(chainscope, /^Branch B/);
  await expect(here(page)).not.toContainText('cut');
});

test('a click on a line or a site’s name opens its menu with its figures', async ({ page }) => {
  const chainscope = await openSlowBranch(page);
  const band = 140;
  await pointAt(chainscope, 'trunk', band);
  await page.mouse.down();
  await page.mouse.up();
  const menu = page.getByRole('menu');
  await expect(menu).toContainText(/connections?/);
  await page.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);
  await walkTo(chainscope, /^Slow branch/);
  const title = await titleRow(chainscope);
  await pointAt(chainscope, 'title', title);
  await page.mouse.down();
  await page.mouse.up();
  await expect(menu.getByRole('menuitem', { name: /^Ask .* a question/ })).toBeVisible();
  await expect(menu.getByRole('menuitem', { name: 'Cut the WAN link' })).toBeVisible();
  await page.keyboard.press('Escape');
});

/** The first row of px, from above, in which a site's name is. */
async function titleRow({ page, map }: ChainscopePage): Promise<number> {
  const box = await map.boundingBox();
  if (box === null) throw new Error('the map is not there');
  for (let y = 60; y < box.height; y += 6) {
    await page.mouse.move(box.x + box.width / 2, box.y + y);
    if ((await map.getAttribute('data-over')) === 'title') return y + 6;
  }
  throw new Error('no site in the middle of the map');
}

test('a server is stopped and started from its menu on the map (REG-10)', async ({ page }) => {
  const chainscope = await openSlowBranch(page);
  await pointAt(chainscope, 'server', 50);
  await page.mouse.down({ button: 'right' });
  await page.mouse.up({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Stop server' }).click();
  await expect.poll(async () => (await chainscope.state()).acts).toBe(1);
  await chainscope.seek(10);
  await walkTo(chainscope, /^Tanium Server/);
  await expect(here(page)).toContainText('stopped');
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Start server' }).press('Enter');
  await expect.poll(async () => (await chainscope.state()).acts).toBe(2);
});

test('nothing about the strip over the map is inaccessible, in both themes', async ({ page }) => {
  const chainscope = await openSlowBranch(page);
  await chainscope.expectAccessible();
  await page.emulateMedia({ colorScheme: 'dark' });
  await chainscope.idle();
  await chainscope.expectAccessible();
});
