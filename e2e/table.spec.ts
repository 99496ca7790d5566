/** The table: the same data as the map, sorted, filtered, by keyboard; and the event log. */
import { expect, test } from '@playwright/test';
import { ChainscopePage } from './page';

test('shows every client of the report, sorts and filters', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await chainscope.tab('Table').click();
  const grid = page.getByRole('grid', { name: 'Clients' });
  await expect(grid).toHaveAttribute('aria-rowcount', '61');
  await expect(page.getByRole('row').nth(1)).toContainText('10.0.5.1');
  await page.getByRole('button', { name: /^Address/ }).click();
  await expect(page.getByRole('columnheader', { name: /Address/ })).toHaveAttribute('aria-sort', 'descending');
  await expect(page.getByRole('row').nth(1)).toContainText('10.8.0.8');
  await page.getByLabel('Filter clients').fill('site:VPN status:Leader');
  await expect(grid).toHaveAttribute('aria-rowcount', '9');
  await page.getByLabel('Filter clients').fill('no such client');
  await expect(grid).toContainText('No client has all of these words');
});

test('agrees with the report about who leads', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  const leaders = await page.evaluate(async () => ((await window.chainscope.report()) as { chains: { leaderClients: number } }).chains.leaderClients);
  await chainscope.tab('Table').click();
  await page.getByRole('button', { name: 'Leaders', exact: true }).click();
  await expect(page.getByRole('grid', { name: 'Clients' })).toHaveAttribute('aria-rowcount', String(leaders + 1));
});

test('lists what the legend counts', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  for (const name of [/backward leaders/, /forward leaders/]) {
    const entry = page.getByRole('list', { name: 'Legend' }).getByRole('button', { name });
    const counted = Number((await entry.textContent())?.match(/\d+/)?.[0]);
    await entry.click();
    await expect(page.getByRole('grid', { name: 'Clients' })).toHaveAttribute('aria-rowcount', String(counted + 1));
    await chainscope.tab('Map').click();
  }
});

test('is walked by keyboard: rows, card, menu', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await chainscope.tab('Table').click();
  const grid = page.getByRole('grid', { name: 'Clients' });
  await grid.focus();
  await grid.press('ArrowDown');
  await grid.press('ArrowDown');
  await grid.press('Enter');
  await expect(page.getByRole('article', { name: 'Client 10.0.5.3' })).toBeVisible();
  await grid.press('Shift+F10');
  await expect(page.getByRole('menu', { name: 'Client 10.0.5.3' })).toBeVisible();
  await page.keyboard.press('Escape');
  await grid.press('End');
  await grid.press('Enter');
  await expect(page.getByRole('article', { name: 'Client 10.8.0.8' })).toBeVisible();
});

test('holds 100,000 clients: only what is in view exists', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await page.evaluate(() => window.chainscope.load('hundred-thousand'));
  await chainscope.idle();
  await chainscope.tab('Table').click();
  const grid = page.getByRole('grid', { name: 'Clients' });
  await expect(grid).toHaveAttribute('aria-rowcount', '100001');
  await grid.focus();
  await grid.press('End');
  await expect(page.locator('[role="row"][aria-rowindex="100001"]')).toContainText(/\d/);
  expect(await page.getByRole('row').count()).toBeLessThan(120);
});

test('the event log filters by kind and words, and a press goes to the instant of an event', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await chainscope.tab('Event log').click();
  await page.getByLabel('Kind of event').selectOption('role.gained');
  const line = page.getByRole('group', { name: 'Events, newest first' }).getByRole('listitem').first();
  await expect(line).toContainText('leader');
  const before = (await chainscope.state()).time;
  await line.getByRole('button').first().click();
  await chainscope.idle();
  expect((await chainscope.state()).time).toBeLessThan(before);
  await page.getByLabel('Filter events by words').fill('no such words');
  await expect(page.getByText('No event fits this filter.')).toBeVisible();
});
