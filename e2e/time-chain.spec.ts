/** The time–chain diagram: messages over time, by pointer, by keyboard and as a table; one selection, one time, one brush with all views. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { ChainscopePage } from './page';

const diagramOf = (page: Page): Locator => page.getByLabel('Time–chain diagram', { exact: true });

/** The opening scenario a second after its question was asked, at rest, in the diagram. */
async function openDiagram(page: Page): Promise<ChainscopePage> {
  const chainscope = await new ChainscopePage(page).openPaused();
  await page.evaluate(() => window.chainscope.load('figure-2'));
  await page.evaluate(() => window.chainscope.pause());
  await chainscope.seek(103);
  await chainscope.key('2');
  await expect(chainscope.tab('Time–chain')).toHaveAttribute('aria-selected', 'true');
  await diagramOf(page).waitFor();
  await chainscope.idle();
  return chainscope;
}

/** Every row of the virtual table, by scrolling through it. */
async function allRows(grid: Locator): Promise<string[][]> {
  const found = new Map<number, string[]>();
  const total = Number(await grid.getAttribute('aria-rowcount')) - 1;
  await grid.focus();
  for (let row = 0; row < total; row += 8) {
    for (const { index, cells } of await grid
      .locator('[role="row"][data-index]')
      .evaluateAll((rows) =>
        rows.map((one) => ({ index: Number((one as HTMLElement).dataset['index']), cells: [...one.children].map((cell) => cell.textContent ?? '') })),
      ))
      found.set(index, cells);
    for (let i = 0; i < 8; i++) await grid.press('ArrowDown');
  }
  expect(found.size).toBe(total);
  return [...found.values()];
}

test('as a table it has every message of the question: to each client once, and every answer to the server', async ({ page }) => {
  const chainscope = await openDiagram(page);
  await chainscope.button('As table').click();
  const grid = page.getByRole('grid', { name: 'Messages in time' });
  await expect(grid).toContainText('DC-SRV-02');
  const rows = await allRows(grid);
  const receivers = rows.filter(([, , , , what]) => what?.startsWith('question')).map(([, , to]) => to);
  expect(receivers).toHaveLength(60);
  expect(new Set(receivers).size).toBe(60);
  const heard = rows.filter(([, , to, , what]) => what === 'answers' && to === 'server').map((cells) => Number(cells[5]));
  expect(heard.reduce((sum, count) => sum + count, 0)).toBe(60);
  await grid.press('End');
  await grid.press('Enter');
  await expect(page.getByRole('article', { name: /^Client / })).toBeVisible();
});

test('is walked by keyboard: message, client, causes', async ({ page }) => {
  const chainscope = await openDiagram(page);
  const diagram = diagramOf(page);
  await diagram.focus();
  await diagram.press('ArrowRight');
  const option = page.getByRole('option', { selected: true }).filter({ hasText: 'question' });
  await expect(option).toHaveText(/^server → DC-SRV-01: question \(.+\); sent 1:42\.000000, arrived 1:42\.000503, one way 503 µs/);
  await diagram.press('ArrowDown');
  await expect(option).toHaveText(/^DC-SRV-01 → DC-SRV-02: question .*hop 5\.5 ms/);
  await diagram.press('Enter');
  await chainscope.idle();
  await expect(page.getByRole('article', { name: /^Client 10\.0\.5\.2/ })).toBeVisible();
  await expect(chainscope.explain).toContainText('DC-SRV-02 gets the question from DC-SRV-01');
  const time = (await chainscope.state()).time;
  await diagram.press('ArrowRight');
  expect((await chainscope.state()).time).toBe(time);
});

test('a press on the time axis goes there, and what was played before stays known', async ({ page }) => {
  const chainscope = await openDiagram(page);
  await chainscope.button('As table').click();
  const grid = page.getByRole('grid', { name: 'Messages in time' });
  await expect(grid).toContainText('DC-SRV-02');
  const rows = await grid.getAttribute('aria-rowcount');
  await chainscope.button('As table').click();
  const box = (await diagramOf(page).boundingBox())!;
  await page.mouse.click(box.x + box.width * 0.5, box.y + 8);
  await chainscope.idle();
  const { time } = await chainscope.state();
  expect(time).toBeGreaterThan(102);
  expect(time).toBeLessThan(102.2);
  await chainscope.button('As table').click();
  await expect(grid).toHaveAttribute('aria-rowcount', rows ?? '');
});

test('a press on a row selects its client, in all views', async ({ page }) => {
  const chainscope = await openDiagram(page);
  await chainscope.button('Whole run').click();
  await chainscope.idle();
  const box = (await diagramOf(page).boundingBox())!;
  await page.mouse.click(box.x + 60, box.y + 60);
  await expect(page.getByRole('article', { name: /^Client 10\.0\.5\./ })).toBeVisible();
  await chainscope.tab('Table').click();
  await expect(page.getByRole('row', { selected: true })).toContainText('10.0.5.');
});

test('a brush limits the event log and the map, until it is cleared', async ({ page }) => {
  const chainscope = await openDiagram(page);
  const box = (await diagramOf(page).boundingBox())!;
  await page.keyboard.down('Shift');
  await page.mouse.move(box.x + 150, box.y + 30);
  await page.mouse.down();
  await page.mouse.move(box.x + 400, box.y + 100, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect(chainscope.button('Clear brush')).toBeVisible();
  await chainscope.tab('Event log').click();
  const note = page.getByRole('group', { name: 'Brush' });
  await expect(note).toContainText(/Brushed: 1:4\d\.\d+–1:42\.\d+, \d+ clients/);
  const lines = page.getByRole('group', { name: 'Events, newest first' }).getByRole('listitem');
  await expect(lines.first()).toContainText('1:42.');
  await chainscope.idle();
  const brushed = await lines.count();
  await chainscope.tab('Map').click();
  await expect(note).toContainText('the map stands outside');
  await note.getByRole('button', { name: /^Go to 1:42/ }).click();
  await chainscope.idle();
  await expect(note).not.toContainText('outside');
  await note.getByRole('button', { name: 'Clear brush' }).click();
  await expect(note).toHaveCount(0);
  await chainscope.tab('Event log').click();
  await expect.poll(() => lines.count()).toBeGreaterThanOrEqual(brushed);
});

test('the keyboard brushes what is in view, and Escape clears it', async ({ page }) => {
  const chainscope = await openDiagram(page);
  const diagram = diagramOf(page);
  await diagram.focus();
  await diagram.press('b');
  await expect(chainscope.button('Clear brush')).toBeVisible();
  await diagram.press('Escape');
  await expect(chainscope.button('Brush this view')).toBeVisible();
});

test('where nothing was asked it says so, and asks', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await page.evaluate(() => window.chainscope.load('ten-thousand'));
  await page.evaluate(() => window.chainscope.pause());
  await chainscope.seek(100);
  await chainscope.tab('Time–chain').click();
  await chainscope.idle();
  const hint = page.getByRole('complementary', { name: 'Nothing asked yet' });
  await hint.getByRole('button', { name: 'Ask a question' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.evaluate(() => window.chainscope.intervene({ do: 'ask', id: 'q9', sensors: ['Operating System'] }));
  await chainscope.idle();
  await expect(hint).toHaveCount(0);
  // A large estate is counted by subnet; one of them opened has its messages.
  await expect(page.getByRole('toolbar', { name: 'Time–chain tools' })).toContainText('Counts by subnet');
  await chainscope.seek(110);
  const box = (await diagramOf(page).boundingBox())!;
  await page.mouse.click(box.x + 40, box.y + 60);
  await chainscope.idle();
  await expect(page.getByRole('toolbar', { name: 'Time–chain tools' })).not.toContainText('Counts by subnet');
  await chainscope.button('As table').click();
  await expect(page.getByRole('grid', { name: 'Messages in time' })).toContainText('answers');
});

test('is in the link: who opens it sees the diagram at the same instant', async ({ page }) => {
  const chainscope = await openDiagram(page);
  await expect.poll(() => page.evaluate(() => location.hash)).toMatch(/^#v1\./);
  await page.waitForFunction(() => window.chainscope !== undefined);
  await page.reload();
  await chainscope.ready();
  await expect(chainscope.tab('Time–chain')).toHaveAttribute('aria-selected', 'true');
  await expect(diagramOf(page)).toBeVisible();
  expect((await chainscope.state()).time).toBe(103);
});

test('has no accessibility violation, as picture and as table', async ({ page }) => {
  const chainscope = await openDiagram(page);
  await chainscope.expectAccessible();
  await chainscope.button('As table').click();
  await chainscope.expectAccessible();
});
