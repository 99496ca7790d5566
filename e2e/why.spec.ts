/** Why, of anything: an event, a message, a role, a number; line by line to a timer, a fault or the user, each with its rule and grade. */
import { expect, test } from '@playwright/test';
import { ChainscopePage } from './page';

const ASKED = 102;

test('W on a row of the log lists its causes with rule and grade, back to who began it; a line goes to its instant', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await chainscope.seek(ASKED + 1);
  await chainscope.tab('Event log').click();
  await page.getByLabel('Kind of event').selectOption('answers.collected');
  const row = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: /^Why:/ }) });
  await row.first().getByRole('button').first().focus();
  await page.keyboard.press('w');
  const causes = chainscope.explain.getByRole('list', { name: 'Causes' });
  await expect(chainscope.explain.getByRole('heading', { name: 'Why?' })).toBeFocused();
  const lines = causes.getByRole('listitem').filter({ has: page.getByRole('button', { name: /^Go to/ }) });
  await expect.poll(() => lines.count()).toBeGreaterThanOrEqual(3);
  for (const line of await lines.all()) await expect(line).toContainText(/[A-Z]+-\d+.*(documented|patent|assumption)/);
  await expect(causes.getByRole('listitem').last()).toContainText(/timeline|timer|you/i);
  const asked = lines.last().getByRole('button', { name: /^Go to/ });
  await expect(asked).toHaveAccessibleName(/^Go to 1:42\.000: /);
  await asked.click();
  await expect.poll(async () => (await chainscope.state()).time).toBeCloseTo(ASKED, 3);
});

test('a long chain of hops is shown without its middle, which opens on demand', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await chainscope.seek(ASKED + 1);
  await chainscope.tab('Event log').click();
  await page.getByLabel('Kind of event').selectOption('answers.collected');
  await page.getByRole('button', { name: /^Why:/ }).first().click();
  const causes = chainscope.explain.getByRole('list', { name: 'Causes' });
  const before = await causes.getByRole('button', { name: /^Go to/ }).count();
  await causes
    .getByRole('button', { name: /^Show \d+ more causes?$/ })
    .first()
    .click();
  await expect.poll(() => causes.getByRole('button', { name: /^Go to/ }).count()).toBeGreaterThan(before);
});

test('W with nothing selected explains the latest question by the events that its figures come from', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await chainscope.seek(ASKED + 1);
  await chainscope.key('w');
  const causes = chainscope.explain.getByRole('list', { name: 'Causes' });
  await expect(causes).toBeVisible();
  await expect(chainscope.explain).toContainText('What this number comes from');
  await page.getByRole('button', { name: 'Back to now' }).click();
  await expect(chainscope.explain).not.toContainText('What this number comes from');
});

test('W on a leader explains its role (LINK-2)', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await chainscope.findClient('10.1.0.1');
  await chainscope.key('w');
  await expect(chainscope.explain.getByRole('list', { name: 'Causes' })).toContainText(/LINK-\d+/);
});

test('what somebody did is named as the cause', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await chainscope.seek(150);
  await page.evaluate(() => window.chainscope.intervene({ do: 'stop', clients: ['10.1.0.5'], orderly: false }));
  await chainscope.seek(200);
  await chainscope.tab('Event log').click();
  await page.getByLabel('Kind of event').selectOption('link.lost');
  await page.getByRole('button', { name: /^Why:/ }).first().click();
  await expect(chainscope.explain.getByRole('list', { name: 'Causes' }).getByRole('listitem').last()).toContainText(/you/i);
});

test('the log is filtered by group and by question, and a figure leads to the events it comes from', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await chainscope.seek(ASKED + 1);
  await chainscope.tab('Event log').click();
  const rows = page.getByRole('button', { name: /^Why:/ });
  await page.getByLabel('Kind of event').selectOption('all of answers');
  await expect(rows.first()).toBeVisible();
  await page.getByLabel('Question or action').selectOption('q1');
  await expect(rows.first()).toBeVisible();
  await page.getByLabel('Kind of event').selectOption('all of links');
  await expect(page.getByText('No event fits this filter.')).toBeVisible();
  await page.getByRole('button', { name: 'Every event' }).click();
  await expect(rows.first()).toBeVisible();
  await chainscope.explain.getByTitle('List the events that this number comes from').first().click();
  await expect(page.getByLabel('Kind of event')).toHaveValue('several');
});
