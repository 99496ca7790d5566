/** Asking and answers: by key, dialog and menu; who is missing and why; targets; undo; actions; export; access. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { ChainscopePage } from './page';

/** Before the question that the scenario itself asks. */
const BEFORE = 90;

class Questions extends ChainscopePage {
  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }
  get sensors(): Locator {
    return this.dialog.getByRole('combobox', { name: 'Sensors' });
  }
  answersOf(id: string): Locator {
    return this.page.getByRole('article', { name: `Question ${id}` });
  }
  async openAt(seconds: number): Promise<this> {
    await this.openPaused();
    await this.seek(seconds);
    return this;
  }
  /** Asks by key what the dialog offers at first. */
  async ask(): Promise<void> {
    await this.key('q');
    await this.dialog.getByRole('button', { name: 'Ask', exact: true }).click();
    await this.idle();
  }
  act(item: unknown): Promise<void> {
    return this.page.evaluate((act) => window.chainscope.intervene(act as never), item);
  }
}

const open = (page: Page, seconds = BEFORE): Promise<Questions> => new Questions(page).openAt(seconds);

test('asks by Q and Enter, and the answers come in until all are heard (Q-1, Q-7)', async ({ page }) => {
  const chainscope = await open(page);
  await chainscope.key('q');
  await expect(chainscope.sensors).toBeFocused();
  await expect(chainscope.dialog).toContainText('Matches 60 computers, 60 online.');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await chainscope.state()).acts).toBe(1);
  const answers = chainscope.answersOf('q2');
  await expect(answers).toContainText('0 of 60 tested');
  await expect(answers).toContainText('No answer has reached the server yet.');
  await chainscope.seek(BEFORE + 0.1);
  await expect(answers).toContainText(/[1-5]\d of 60 tested/);
  await expect(answers.getByRole('list', { name: 'What is missing' })).toContainText(/on the way|wait|sensor/);
  await chainscope.seek(BEFORE + 1);
  await expect(answers).toContainText('60 of 60 tested, 60 match');
  await expect(answers).toContainText('Everybody who is estimated has been heard.');
  await expect(answers).toContainText('complete');
  const table = answers.getByRole('table', { name: 'Answers' });
  await expect(table.getByRole('row').nth(1)).toContainText('Windows 11');
  const counts = await table.getByRole('row').evaluateAll((rows) => rows.slice(1).map((row) => Number(row.children[2]?.textContent)));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(60);
  expect(counts).toEqual([...counts].sort((a, b) => b - a));
});

test('the panel has the figures of the report: progress, times, messages, answers', async ({ page }) => {
  const chainscope = await open(page);
  await chainscope.ask();
  await chainscope.seek(BEFORE + 1);
  const report = await page.evaluate(
    () =>
      window.chainscope.report() as Promise<{
        questions: { id: string; messages: { lan: number; wan: number }; answers: { value: string; count: number }[] }[];
      }>,
  );
  const asked = report.questions.find((question) => question.id === 'q2')!;
  const answers = chainscope.answersOf('q2');
  await expect(answers.getByRole('button', { name: `${asked.messages.lan} messages over the LAN` })).toBeVisible();
  await expect(answers.getByRole('button', { name: `${asked.messages.wan} messages over the WAN` })).toBeVisible();
  await expect(answers.getByRole('group', { name: 'Messages' })).toContainText('without peering96');
  for (const { value, count } of asked.answers)
    await expect(answers.getByRole('row', { name: new RegExp(`^${value.replaceAll(/[.()]/g, '\\$&')}: who ${count}\\b`) })).toBeVisible();
});

test('an unknown sensor is told with the nearest one, and nothing is asked', async ({ page }) => {
  const chainscope = await open(page);
  await chainscope.key('q');
  await chainscope.sensors.fill('Free Disc Space');
  await page.keyboard.press('Enter');
  await expect(chainscope.dialog.getByRole('alert')).toContainText('There is no sensor “Free Disc Space”; the nearest is “Free Disk Space”.');
  await chainscope.dialog.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(chainscope.dialog).toBeVisible();
  await chainscope.sensors.fill('free');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(chainscope.dialog.getByRole('list', { name: 'Chosen sensors' }).getByRole('listitem')).toHaveText(['Operating System', 'Free Disk Space']);
  await page.keyboard.press('Escape');
  await expect(chainscope.dialog).toBeHidden();
  expect((await chainscope.state()).acts).toBe(0);
});

test('several sensors give rows, chosen and removed by keyboard (Q-6)', async ({ page }) => {
  const chainscope = await open(page);
  await chainscope.key('q');
  await expect(chainscope.sensors).toBeFocused();
  await page.keyboard.press('Backspace');
  await expect(chainscope.dialog.getByRole('listitem')).toHaveCount(0);
  await expect(chainscope.dialog.getByRole('button', { name: 'Ask', exact: true })).toBeDisabled();
  for (const words of ['is virtual,', 'TIME  zone,']) await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  await chainscope.idle();
  await chainscope.seek(BEFORE + 1);
  const answers = chainscope.answersOf('q2');
  await expect(answers.getByRole('heading').first()).toContainText('Get Is Virtual and Time Zone from all computers');
  await expect(answers.getByRole('row').nth(1)).toContainText(' | UTC');
});

test('a target that matches nobody is a result, said plainly (Q-7)', async ({ page }) => {
  const chainscope = await open(page);
  await chainscope.key('q');
  await chainscope.dialog.getByLabel('From').selectOption({ label: 'A share of all' });
  await chainscope.dialog.getByLabel('Share').fill('ten');
  await expect(chainscope.dialog.getByRole('status', { name: 'Whom it means' })).toContainText('Write a share from 0 % to 100 %');
  await expect(chainscope.dialog.getByRole('button', { name: 'Ask', exact: true })).toBeDisabled();
  await chainscope.dialog.getByLabel('Share').fill('0 %');
  await expect(chainscope.dialog).toContainText('No computer matches now.');
  await chainscope.dialog.getByRole('button', { name: 'Ask', exact: true }).click();
  await chainscope.idle();
  await chainscope.seek(BEFORE + 1);
  const answers = chainscope.answersOf('q2');
  await expect(answers).toContainText('60 of 60 tested, 0 match');
  await expect(answers).toContainText('No computer matches.');
  await expect(answers.getByRole('list', { name: 'Besides' })).toContainText('60 do not match the target');
});

test('asks a site from Build and one computer from its menu', async ({ page }) => {
  const chainscope = await open(page);
  await chainscope.build.getByRole('button', { name: 'Ask Branch B a question' }).click();
  await expect(chainscope.dialog.getByLabel('Site')).toHaveValue('branch-b');
  await expect(chainscope.dialog).toContainText('Matches 8 computers, 8 online.');
  await page.keyboard.press('Escape');
  await chainscope.tab('Table').click();
  await page.getByRole('row', { name: /^10\.1\.0\.5 / }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Ask this computer…' }).click();
  await expect(chainscope.dialog.getByLabel('Addresses')).toHaveValue('10.1.0.5');
  await expect(chainscope.dialog).toContainText('Matches 1 computer, 1 online.');
  await chainscope.dialog.getByLabel('Addresses').fill('10.1.0.5 10.99.0.1');
  await expect(chainscope.dialog.getByRole('status', { name: 'Whom it means' })).toContainText('10.99.0.1');
});

test('undo takes a question back, and redo asks it again', async ({ page }) => {
  const chainscope = await open(page);
  const before = await chainscope.hash();
  await chainscope.ask();
  await expect(chainscope.answersOf('q2')).toBeVisible();
  await expect(chainscope.build.getByRole('list', { name: 'Questions and actions of the run' })).toContainText('1:30 · all computers · added');
  await page.getByRole('status', { name: 'Notices' }).getByRole('button', { name: 'Undo' }).click();
  await chainscope.idle();
  await expect(chainscope.answersOf('q2')).toBeHidden();
  await chainscope.seek(BEFORE);
  expect(await chainscope.hash()).toBe(before);
  await chainscope.key('Control+Shift+z');
  await chainscope.seek(BEFORE + 1);
  await expect(chainscope.answersOf('q2')).toBeVisible();
});

test('who sits behind a block is missing with its reason, and a press opens its card (LINK-11)', async ({ page }) => {
  const chainscope = await open(page);
  await chainscope.act({ do: 'block', id: 'wall', rule: { from: '10.1.0.3', to: '10.1.0.4', bothWays: true } });
  await chainscope.act({ do: 'stop', clients: ['10.2.0.5'], orderly: false });
  await chainscope.seek(BEFORE + 0.2);
  await chainscope.ask();
  await chainscope.seek(BEFORE + 0.9);
  const answers = chainscope.answersOf('q2');
  const missing = answers.getByRole('list', { name: 'What is missing' });
  await expect(missing).toContainText('1 client is offline');
  await expect(missing).toContainText(/wait for a registration/);
  await missing.getByRole('button', { name: /^\d+ clients? .*registration/ }).click();
  const people = missing.getByRole('list', { name: /^Computers/ });
  await expect(people.getByRole('button').first()).toContainText(/10\.\d+\.\d+\.\d+/);
  const address = (await people.getByRole('button').first().locator('b').textContent()) ?? '';
  await people.getByRole('button').first().click();
  await expect(page.getByRole('article', { name: `Client ${address}` })).toContainText('Questions');
  expect((await chainscope.state()).selection).not.toBeNull();
  // The list is as it was left.
  await chainscope.tab('Answers').click();
  await expect(people).toBeVisible();
});

test('why of a number lists the rows that it comes from', async ({ page }) => {
  const chainscope = await open(page);
  await chainscope.ask();
  await chainscope.seek(BEFORE + 1);
  await chainscope
    .answersOf('q2')
    .getByRole('button', { name: /^First: / })
    .focus();
  await page.keyboard.press('w');
  await expect(chainscope.explain).toContainText('What this number comes from');
  await expect(chainscope.explain.getByRole('list', { name: 'Causes' })).toContainText('Q-');
});

test('says before what stands in the way: one server that stands still, and all of them', async ({ page }) => {
  const chainscope = await open(page);
  const warnings = chainscope.dialog.getByRole('status', { name: 'Warnings' });
  await chainscope.build.getByRole('button', { name: 'Stop server ts' }).click();
  await chainscope.idle();
  await chainscope.key('q');
  await expect(warnings).toContainText('Server ts stands still');
  await page.keyboard.press('Escape');
  await chainscope.build.getByRole('button', { name: 'Stop server zs1' }).click();
  await chainscope.idle();
  await chainscope.key('q');
  await expect(warnings).toContainText('No server runs');
});

test('runs an action by D, and its statuses come in (Q-8)', async ({ page }) => {
  const chainscope = await open(page);
  await chainscope.key('d');
  await expect(chainscope.dialog).toContainText('Files that a package brings along are not shown in this version.');
  await chainscope.dialog.getByLabel('Spread the starts over').fill('5 minutes');
  await expect(chainscope.dialog.getByRole('button', { name: 'Run', exact: true })).toBeDisabled();
  await chainscope.dialog.getByLabel('Spread the starts over').fill('20s');
  await chainscope.dialog.getByLabel('Name').fill('restart-spooler');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await chainscope.state()).acts).toBe(1);
  const action = page.getByRole('article', { name: 'Action restart-spooler' });
  await chainscope.seek(BEFORE + 8);
  await expect(action.getByRole('table', { name: 'Statuses' })).toContainText('Waiting');
  await expect(action.getByRole('table', { name: 'Statuses' })).toContainText('Running');
  await chainscope.seek(BEFORE + 60);
  await expect(action).toContainText('60 of 60 done');
  await expect(action.getByRole('row', { name: /Completed/ })).toContainText('60');
});

const STRANGE = ['=HYPERLINK("x")', '\u202Eevil\u0007', 'حاسوب محمول', '<img src=x onerror=alert(1)>', 'x'.repeat(256)];
const strangeScenario = {
  format: 'chainscope-scenario',
  version: 1,
  name: 'Strange answers',
  sites: [{ id: 'hq', kind: 'headquarters' }],
  subnets: [{ cidr: '10.1.0.0/24', site: 'hq', clients: STRANGE.length }],
  clients: STRANGE.map((answer, index) => ({ address: `10.1.0.${index + 1}`, answer })),
  timeline: [{ at: '1m', do: 'ask', id: 'q', sensors: ['Operating System'] }],
};

test('answers of any text are shown literally and exported as text', async ({ page }) => {
  const chainscope = await open(page);
  await page.evaluate((scenario) => window.chainscope.load(scenario as never), strangeScenario);
  await page.evaluate(() => window.chainscope.pause());
  await chainscope.seek(62);
  await chainscope.tab('Answers').click();
  const answers = chainscope.answersOf('q');
  for (const text of ['=HYPERLINK("x")', '⟨U+202E⟩evil␇', 'حاسوب محمول', '<img src=x onerror=alert(1)>'])
    await expect(answers.getByText(text, { exact: true })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await answers.getByRole('button', { name: 'Export answers' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /^Answers/ }).click();
  const csv = await readFile(await (await download).path(), 'utf8');
  expect(csv).toContain('"\'=HYPERLINK(""x"")",1,0.2000');
  expect(csv).toContain('\u202Eevil\u0007');
});

test('the table lists the questions with the same figures', async ({ page }) => {
  const chainscope = await open(page);
  await chainscope.ask();
  await chainscope.seek(BEFORE + 20);
  await chainscope.tab('Table').click();
  await page.getByRole('button', { name: 'Questions', exact: true }).click();
  const table = page.getByRole('table', { name: 'Questions and actions' });
  await expect(table.getByRole('row')).toHaveCount(3);
  await expect(table.getByRole('row').nth(1)).toContainText('q1');
  await table.getByRole('button', { name: /^Asked at/ }).click();
  await expect(table.getByRole('row').nth(1)).toContainText('q2');
  await expect(table.getByRole('row').nth(1)).toContainText('complete');
  await table.getByRole('button', { name: 'q1', exact: true }).click();
  await expect(chainscope.answersOf('q1')).toBeVisible();
  // The legend speaks of clients.
  await page
    .getByRole('list', { name: 'Legend' })
    .getByRole('button', { name: /backward leaders/ })
    .click();
  await expect(page.getByRole('grid', { name: 'Clients' })).toBeVisible();
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(`in ${scheme} colours`, () => {
    test.use({ colorScheme: scheme });

    test('axe finds nothing in the dialogs, the answers and the table of questions', async ({ page }) => {
      const chainscope = await open(page);
      await chainscope.act({ do: 'stop', clients: ['10.2.0.5'], orderly: false });
      await chainscope.key('d');
      await chainscope.dialog.getByText('Matches 60 computers').waitFor();
      await chainscope.expectAccessible();
      await page.keyboard.press('Escape');
      await chainscope.key('q');
      await chainscope.sensors.fill('i');
      await page.keyboard.press('ArrowDown');
      await chainscope.expectAccessible();
      await page.keyboard.press('Escape');
      await chainscope.sensors.fill('');
      await chainscope.dialog.getByRole('button', { name: 'Ask', exact: true }).click();
      await chainscope.idle();
      await chainscope.seek(BEFORE + 0.9);
      const answers = chainscope.answersOf('q2');
      await answers.getByRole('list', { name: 'What is missing' }).getByRole('button').first().click();
      await answers
        .getByRole('list', { name: /^Computers/ })
        .getByRole('button')
        .first()
        .waitFor();
      await answers.getByRole('button', { name: /^Windows 11: who/ }).click();
      await chainscope.idle();
      await chainscope.expectAccessible();
      await answers
        .getByRole('list', { name: /^Computers/ })
        .getByRole('button')
        .first()
        .click();
      await page.getByRole('list', { name: 'Questions and actions', exact: true }).waitFor();
      await chainscope.expectAccessible();
      await chainscope.tab('Table').click();
      await page.getByRole('button', { name: 'Questions', exact: true }).click();
      await page.getByRole('table', { name: 'Questions and actions' }).waitFor();
      await chainscope.expectAccessible();
    });
  });
}

test('on a small screen the answers are a sheet, and the transport stays in view', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  const chainscope = await open(page);
  await chainscope.ask();
  await chainscope.seek(BEFORE + 1);
  await page.getByRole('button', { name: 'Explain panel' }).click();
  await expect(chainscope.answersOf('q2')).toContainText('60 of 60 tested');
  await expect(chainscope.play).toBeInViewport();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.getByRole('button', { name: 'Close Explain' }).click();
  await expect(chainscope.answersOf('q2')).toBeHidden();
});
