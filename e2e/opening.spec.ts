/** The first half minute: what is there, that it moves, and that the invitation keeps its promise. */
import { expect, test } from '@playwright/test';
import { ChainscopePage } from './page';

interface OpeningReport {
  readonly chains: { readonly leaderClients: number };
  readonly clientStates: readonly { readonly site: string }[];
  readonly questions: readonly {
    readonly askedAt: number;
    readonly tested: number;
    readonly completeAt: number | null;
    readonly messages: { readonly wan: number };
  }[];
}
const reportOf = (chainscope: ChainscopePage): Promise<OpeningReport> => chainscope.page.evaluate(() => window.chainscope.report() as Promise<OpeningReport>);

test('opens into a live estate of 60 clients with a question on its way, and a sentence of its own numbers', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).open();
  await expect(chainscope.pause).toBeVisible();
  await expect.poll(async () => (await reportOf(chainscope)).questions.length).toBe(1);
  const { questions, chains } = await reportOf(chainscope);
  expect(questions[0]?.completeAt).toBeNull();
  const before = await chainscope.state();
  expect(before).toMatchObject({ builtIn: 'figure-2', clients: 60, playing: true, auto: true });
  await expect.poll(async () => (await chainscope.state()).time).toBeGreaterThan(before.time);
  expect(chains.leaderClients).toBeLessThan(60);
  await expect(page.getByLabel('Start here')).toContainText(`One question. 60 computers. ${chains.leaderClients} of them talk to the server for it.`);
});

test('brings one thing after another: the invitation, what it would be without peering, and doors that lead somewhere', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).open();
  const introduction = page.getByLabel('Start here');
  await expect(introduction.getByRole('button', { name: 'Unplug a computer' })).toBeVisible();
  const doors = introduction.getByRole('group', { name: 'Where to go from here' });
  await expect(doors).toBeHidden();
  const compared = page.getByLabel('Messages over the WAN for this question');
  await expect(compared).toBeVisible();
  await expect(doors.getByRole('button', { name: 'Play' })).toBeVisible();
  // Nobody shares a site with the server outside the data center: a question and an answer each (NET-3, NET-7).
  await expect.poll(async () => (await reportOf(chainscope)).questions[0]?.completeAt ?? null).not.toBeNull();
  const { questions, clientStates } = await reportOf(chainscope);
  const without = 2 * clientStates.filter((client) => client.site !== 'dc').length;
  await expect(compared).toContainText(`over the WAN${questions[0]?.messages.wan} messages`);
  await expect(compared).toContainText(`without peering${without} messages`);
  expect(questions[0]?.messages.wan).toBeLessThan(without);
  await chainscope.expectAccessible();
  // There is no tour yet, so there is no door to it.
  await expect(page.getByText('Take the tour')).toHaveCount(0);
  await doors.getByRole('button', { name: 'Model my network' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await doors.getByRole('button', { name: 'Play' }).click();
  await expect(introduction).toBeHidden();
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

test('goes on calmly once everybody has answered, and does not hurry to the end of the run', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).open();
  await expect.poll(async () => (await reportOf(chainscope)).questions[0]?.completeAt ?? null).not.toBeNull();
  await expect.poll(async () => (await chainscope.state()).speed).toBe(5);
  expect(await chainscope.state()).toMatchObject({ auto: false, playing: true });
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
