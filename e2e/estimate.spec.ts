/** The ten-second answer: five inputs to leaders, bytes and time; what they rest on; the run that proves them; and the way to its scenario. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { ChainscopePage } from './page';

test('five inputs give leaders, bytes and time against the same without peering, each with what it rests on', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await page.getByRole('button', { name: 'Ten-second answer' }).click();
  const dialog = page.getByRole('dialog', { name: 'Ten-second answer' });
  await dialog.getByLabel('Clients').fill('8k');
  await dialog.getByLabel('Sites').fill('40');
  await dialog.getByLabel('VPN share').fill('25 %');
  await dialog.getByLabel('File size').fill('500 MB');
  await dialog.getByLabel('Link speed').fill('10 Mbps');
  const answer = dialog.getByRole('region', { name: 'Answer' });
  await expect(answer.getByRole('article', { name: 'Leaders' })).toContainText('2,080 against 8,000 without peering');
  await expect(answer.getByRole('article', { name: 'Time for the file' })).toContainText('13 min 36 s against 16 h 40 min without peering');
  const leaders = answer.getByRole('article', { name: 'Leaders' });
  await leaders.getByText('How it is worked out').click();
  await expect(leaders).toContainText('2 × chains − chains of one + VPN clients');
  await expect(leaders).toContainText('LINK-2');
  await expect(leaders).toContainText('Left out');
  await chainscope.expectAccessible();
});

test('what cannot be read is told beside its field, and what was typed is there again after a reload', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  const dialog = page.getByRole('dialog', { name: 'Ten-second answer' });
  await page.getByRole('button', { name: 'Ten-second answer' }).click();
  await dialog.getByLabel('VPN share').fill('120 %');
  await expect(dialog.getByLabel('VPN share')).toHaveAccessibleDescription(/“120 %” is no share\. Allowed: 0 to 100 %/);
  await expect(dialog.getByRole('region', { name: 'Answer' })).toBeHidden();
  await chainscope.expectAccessible();
  await dialog.getByLabel('VPN share').fill('100 %');
  await expect(dialog.getByRole('status').first()).toContainText('Nothing is saved on files');
  await page.reload();
  await chainscope.ready();
  await page.getByRole('button', { name: 'Ten-second answer' }).click();
  await expect(dialog.getByLabel('VPN share')).toHaveValue('100 %');
  await expect(dialog.getByRole('status').first()).toContainText('Nothing is saved on files');
});

test('prove it plays the network beside the open scenario, and opens it only when asked and allowed to', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await page.evaluate(() => window.chainscope.intervene({ do: 'stop', clients: ['10.1.0.5'], orderly: false }));
  await chainscope.idle();
  const before = await chainscope.hash();
  // From the palette, by keyboard alone.
  await chainscope.key('Control+k');
  await expect(page.getByPlaceholder('What do you want to do?')).toBeFocused();
  await page.keyboard.type('ten-second');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Ten-second answer' });
  await expect(dialog.getByLabel('Clients')).toBeFocused();
  await dialog.getByLabel('Clients').fill('900');
  await dialog.getByLabel('Sites').fill('3');
  await dialog.getByRole('button', { name: 'Prove it' }).press('Enter');
  const table = dialog.getByRole('table');
  await expect(table.getByRole('row', { name: /^Leaders / })).toHaveText(/^Leaders2312310$/);
  await expect(table.getByRole('row', { name: /^Leader connections / })).toHaveText(/^Leader connections4564560$/);
  await expect(table.getByRole('row', { name: /^Question, WAN [\d,]+ B [\d,]+ B 0$/ })).toBeVisible();
  await expect(table.getByRole('row', { name: /^File, WAN/ })).toContainText('not simulated in this version');
  await chainscope.expectAccessible();
  expect(await chainscope.hash()).toBe(before);
  expect(await chainscope.state()).toMatchObject({ builtIn: 'figure-2', acts: 1 });
  await dialog.getByRole('button', { name: 'Open this scenario' }).click();
  await page.getByRole('button', { name: 'Keep my work' }).click();
  expect((await chainscope.state()).builtIn).toBe('figure-2');
  await dialog.getByRole('button', { name: 'Open this scenario' }).click();
  await page.getByRole('dialog', { name: 'Replace the open work?' }).getByRole('button', { name: 'Open' }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(async () => (await chainscope.state()).scenario).toBe('900 clients, 3 sites, 25 % VPN');
  await chainscope.seek(600);
  await page.getByRole('button', { name: 'Ten-second answer' }).click();
  await expect(table.getByRole('row', { name: /^Leaders / })).toBeVisible();
  await dialog.getByLabel('Sites').fill('4');
  await expect(dialog.getByText('This was run for other inputs')).toBeVisible();
  await expect(table).toBeHidden();
});

test('a fleet too large for the page is saved as a file that the command line runs', async ({ page }) => {
  await new ChainscopePage(page).openPaused();
  await page.getByRole('button', { name: 'Ten-second answer' }).click();
  const dialog = page.getByRole('dialog', { name: 'Ten-second answer' });
  await dialog.getByLabel('Clients').fill('300k');
  await expect(dialog.getByRole('button', { name: 'Prove it' })).toBeDisabled();
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Save its scenario' }).click()]);
  const scenario = JSON.parse(readFileSync(await download.path(), 'utf8')) as { subnets: { clients: number }[] };
  expect(scenario.subnets.reduce((sum, subnet) => sum + subnet.clients, 0)).toBe(300_000);
});

test('the summary in the clipboard says that it is a model, and what it assumes', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await new ChainscopePage(page).openPaused();
  await page.getByRole('button', { name: 'Ten-second answer' }).click();
  await page.getByRole('button', { name: 'Copy summary' }).click();
  const text = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(text).toContain('Model, not measurement');
  expect(await text()).toContain('(NET-7, assumption)');
});

for (const [width, height] of [
  [390, 844],
  [320, 640],
] as const) {
  test(`on ${width} × ${height} nothing runs off the side, dark, proved`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: 'dark' });
    const chainscope = await new ChainscopePage(page).openPaused();
    await page.getByRole('button', { name: 'Ten-second answer' }).click();
    const dialog = page.getByRole('dialog', { name: 'Ten-second answer' });
    await dialog.getByLabel('Clients').fill('300');
    await dialog.getByRole('button', { name: 'Prove it' }).click();
    await expect(dialog.getByRole('table')).toBeVisible();
    await chainscope.expectAccessible();
    expect(await dialog.locator('[data-modal-body]').evaluate((body) => body.scrollWidth - body.clientWidth)).toBe(0);
  });
}
