/** The first half minute: what is there, that it moves, and that the invitation keeps its promise. */
import { expect, test } from '@playwright/test';
import { ChainscopePage } from './page';

test('opens into a live estate of 60 clients whose chains stand, with a sentence of its own numbers', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).open();
  await expect(chainscope.pause).toBeVisible();
  const before = await chainscope.state();
  expect(before).toMatchObject({ builtIn: 'figure-2', clients: 60, playing: true });
  await expect.poll(async () => (await chainscope.state()).time).toBeGreaterThan(before.time);
  const { leaders, remote } = await page.evaluate(async () => {
    type Client = { readonly roles: readonly string[]; readonly site: string };
    const report = (await window.chainscope.report()) as { chains: { leaderClients: number }; clientStates: readonly Client[] };
    return {
      leaders: report.chains.leaderClients,
      remote: report.clientStates.filter((client) => client.roles.length > 0 && client.site === 'vpn').length,
    };
  });
  expect(remote).toBeGreaterThan(0);
  const sentence = page.getByLabel('Start here');
  await expect(sentence).toContainText(`60 computers. ${leaders} of them, ${remote} working remotely, keep a connection to the server for all.`);
  await expect(sentence).toContainText('Without peering, each of the 60 would need its own.');
});

test('keeps its names: regions, tabs, sliders and buttons of the interface', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  for (const name of ['Build', 'Explain', 'Ledger', 'Transport']) await expect(page.getByRole('region', { name, exact: true })).toBeVisible();
  for (const name of ['Map', 'Table']) await expect(chainscope.tab(name)).toBeVisible();
  for (const name of ['Play', 'Step forward', 'Step back', 'Restart', 'Share', 'Export', 'Open'])
    await expect(page.getByRole('button', { name, exact: true })).toBeVisible();
  await expect(chainscope.timeline).toBeVisible();
  await expect(chainscope.speed).toBeVisible();
  await expect(chainscope.find).toBeVisible();
  await expect(chainscope.map).toBeVisible();
});

test('unplugs a real computer on invitation and says, in sentences of the log, how the chain heals (LINK-8, LINK-4)', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).open();
  await page.getByRole('button', { name: 'Unplug a computer' }).click();
  const caption = page.getByLabel('Start here');
  await expect(caption).toContainText('The chain has healed around it', { timeout: 60_000 });
  await expect(caption).toContainText('LINK-8');
  expect((await chainscope.state()).acts).toBe(1);
});

test('asks nothing of any other origin', async ({ page, baseURL }) => {
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(baseURL ?? '') && !request.url().startsWith('blob:') && !request.url().startsWith('data:')) elsewhere.push(request.url());
  });
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  const chainscope = await new ChainscopePage(page).open();
  await chainscope.tab('Table').click();
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await chainscope.idle();
  expect(elsewhere).toEqual([]);
  expect(errors).toEqual([]);
});

test('lands people who come back where they left off, paused', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await page.evaluate(() => window.chainscope.intervene({ do: 'stop', clients: ['10.1.0.5'], orderly: false }));
  await chainscope.seek(130);
  const before = await chainscope.hash();
  // What is saved follows within a moment; whoever leaves before that has not left off there.
  await expect.poll(() => page.evaluate(savedWork)).toEqual({ acts: 1, time: 130_000_000 });
  await expect(page).toHaveURL(/#v1\./);
  await page.goto('about:blank');
  await page.goto('/');
  await chainscope.ready();
  expect(await chainscope.state()).toMatchObject({ playing: false, acts: 1, time: 130 });
  expect(await chainscope.hash()).toBe(before);
});

test('the address follows the camera alone, and its link shows the same view again', async ({ page, context }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await expect(page).toHaveURL(/#v1\./);
  const whole = page.url();
  await chainscope.key('+');
  await expect.poll(() => page.url()).not.toBe(whole);
  const near = page.url();
  const other = await new ChainscopePage((await context.browser()?.newPage()) ?? page).open(new URL(near).hash);
  await expect.poll(() => other.page.url()).toBe(near);
  await chainscope.key('0');
  await expect.poll(() => page.url()).not.toBe(near);
});

/** What this browser has kept of the open work; runs in the page. */
function savedWork(): Promise<{ readonly acts: number; readonly time: number } | null> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('keyval-store');
    opening.onerror = () => reject(new Error('The store did not open.'));
    opening.onsuccess = () => {
      const request = opening.result.transaction('keyval').objectStore('keyval').get('chainscope/last');
      request.onerror = () => reject(new Error('Nothing could be read.'));
      request.onsuccess = () => {
        opening.result.close();
        const saved = request.result as { readonly content: { readonly acts: readonly unknown[]; readonly time: number } } | undefined;
        resolve(saved === undefined ? null : { acts: saved.content.acts.length, time: saved.content.time });
      };
    };
  });
}
