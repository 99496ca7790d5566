/** The charts: on the timeline's clock, with one cursor for all, by pointer, by keyboard, as a table and as a file; and the run with aligned timers. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { ChainscopePage } from './page';

const plot = (page: Page, name: string): Locator => page.getByRole('slider', { name, exact: true });
const chart = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });

/** The opening scenario 38 s after its question was asked, at rest, in the charts. */
async function openCharts(page: Page, scenario = 'figure-2', seconds = 140): Promise<ChainscopePage> {
  const chainscope = await new ChainscopePage(page).openPaused();
  await page.evaluate((id) => window.chainscope.load(id), scenario);
  await page.evaluate(() => window.chainscope.pause());
  await chainscope.seek(seconds);
  await chainscope.key('5');
  await expect(chainscope.tab('Charts')).toHaveAttribute('aria-selected', 'true');
  await plot(page, 'WAN rate').waitFor();
  await chainscope.idle();
  return chainscope;
}

/** Seconds at which the cursor stands. */
const cursorOf = async (page: Page): Promise<number> => Number(await plot(page, 'WAN rate').getAttribute('aria-valuenow'));

test('has five charts, each with a sentence of this very run', async ({ page }) => {
  await openCharts(page);
  await expect(chart(page, 'WAN rate')).toContainText(/0:00–2:20: .+ over the WAN in all, against .+ without peering.* Peak .+ at 0:0\d \(over 1 s\)/);
  await expect(chart(page, 'LAN rate')).toContainText('over the LAN in all');
  await expect(chart(page, 'Leader connections')).toContainText(
    'At 2:20 18 of 60 clients online lead, all 60 without peering; 26 connections to servers, 120 without peering.',
  );
  await expect(chart(page, 'Registrations')).toContainText(/60 initial and \d+ normal registrations, .+ per second on average/);
  await expect(chart(page, 'Registrations')).toContainText('N/60 = 1/s');
  await expect(chart(page, 'Answers')).toContainText('By 2:20 servers have heard 60 of 60 answers estimated. Most in one bucket: 60 at 1:42 (1 s).');
});

test('as a file adds up to the books, to the byte, and says that it is a model (NET-6)', async ({ page }) => {
  const chainscope = await openCharts(page);
  const downloading = page.waitForEvent('download');
  await chainscope.button('CSV').click();
  const file = await downloading;
  expect(file.suggestedFilename()).toBe('chainscope-charts-figure-2-an-enterprise.csv');
  const [note, head, ...rows] = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n');
  expect(note).toContain('Model, not measurement');
  expect(note).toContain('seed: 7');
  const columns = head!.split(',');
  const sum = (title: string): number => rows.reduce((total, row) => total + Number(row.split(',')[columns.indexOf(title)]), 0);
  const { traffic, registrations } = (await page.evaluate(() => window.chainscope.report())) as {
    traffic: {
      byClass: Record<string, { lan: number; wan: number }>;
      withoutPeering: { wan: { bytes: number }; lan: { bytes: number } };
    };
    registrations: { initial: number; normal: number };
  };
  const names = { registration: 'registration', control: 'peer control', question: 'questions', answer: 'answers', action: 'actions' };
  for (const [cls, label] of Object.entries(names)) {
    expect(sum(`${label} WAN (bytes)`)).toBe(traffic.byClass[cls]?.wan);
    expect(sum(`${label} LAN (bytes)`)).toBe(traffic.byClass[cls]?.lan);
  }
  expect(sum('without peering WAN (bytes)')).toBe(traffic.withoutPeering.wan.bytes);
  expect(sum('without peering LAN (bytes)')).toBe(traffic.withoutPeering.lan.bytes);
  expect([sum('initial registrations'), sum('normal registrations'), sum('answers heard')]).toEqual([registrations.initial, registrations.normal, 60]);
});

test('is walked by keyboard: the cursor says what was where, Enter goes there, what lies ahead stays known', async ({ page }) => {
  const chainscope = await openCharts(page);
  const answers = plot(page, 'Answers');
  const ahead = await chart(page, 'Answers').locator('p').first().textContent();
  await answers.focus();
  await expect(answers).toHaveAttribute('aria-valuenow', '140');
  await answers.press('Home');
  await expect(answers).toHaveAttribute('aria-valuetext', /^0:00–0:01: heard 0, estimated 0/);
  for (let i = 0; i < 10; i++) await answers.press('PageUp');
  await answers.press('ArrowRight');
  await answers.press('ArrowRight');
  await expect(answers).toHaveAttribute('aria-valuetext', /^1:42–1:43: heard 60, estimated 60; /);
  await expect(plot(page, 'WAN rate')).toHaveAttribute('aria-valuetext', /^1:42–1:43: registration .+, questions [1-9].+, without peering /);
  await answers.press('Enter');
  await chainscope.idle();
  expect((await chainscope.state()).time).toBe(102);
  await expect(chart(page, 'Answers').locator('p').first()).toHaveText(ahead ?? '');
  // Whatever is done changes what lies ahead: it is forgotten.
  await page.evaluate(() => window.chainscope.intervene({ do: 'stop', clients: ['10.1.0.5'], orderly: false }));
  await expect(chart(page, 'Answers')).toContainText('By 1:42 servers have heard 0 of 60 answers estimated.');
});

test('while the run plays, the charts follow it', async ({ page }) => {
  await openCharts(page);
  const normal = async (): Promise<number> =>
    Number(/initial and ([\d,]+) normal/.exec((await chart(page, 'Registrations').textContent()) ?? '')?.[1]?.replace(',', '') ?? 0);
  const before = await normal();
  await page.evaluate(() => window.chainscope.setSpeed(60));
  await page.evaluate(() => window.chainscope.play());
  await expect.poll(normal).toBeGreaterThan(before + 100);
  await page.evaluate(() => window.chainscope.pause());
  await expect
    .poll(async () => {
      const { registrations } = (await page.evaluate(() => window.chainscope.report())) as { registrations: { normal: number } };
      return (await normal()) - registrations.normal;
    })
    .toBe(0);
});

test('one cursor for all: hovering one chart reads all of them, a press goes there', async ({ page }) => {
  const chainscope = await openCharts(page);
  const box = (await plot(page, 'WAN rate').boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + 30);
  await expect(page.getByRole('toolbar', { name: 'Charts tools' })).toContainText('Cursor 1:30–1:31');
  for (const name of ['WAN rate', 'LAN rate', 'Leader connections', 'Registrations', 'Answers']) {
    await expect(plot(page, name)).toHaveAttribute('aria-valuetext', /^1:30–1:31: /);
  }
  await page.mouse.click(box.x + box.width / 2, box.y + 30);
  await chainscope.idle();
  expect((await chainscope.state()).time).toBeCloseTo(90, 0);
  await page.mouse.move(5, 400);
  await expect(page.getByRole('toolbar', { name: 'Charts tools' })).toContainText('Playhead 1:30–1:31');
});

test('dragging zooms to a stretch, Shift and arrows do the same, 0 shows all again', async ({ page }) => {
  const chainscope = await openCharts(page);
  const wan = plot(page, 'WAN rate');
  const box = (await wan.boundingBox())!;
  await page.mouse.move(box.x + box.width * (90 / 180), box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * (120 / 180), box.y + 40, { steps: 4 });
  await page.mouse.up();
  await expect(wan).toHaveAttribute('aria-valuemin', /^(89|90)$/);
  await expect(wan).toHaveAttribute('aria-valuemax', /^(120|121)$/);
  expect((await chainscope.state()).time).toBe(140);
  await expect(chart(page, 'Answers')).toContainText('60 of them in this stretch');
  await chainscope.button('Reset zoom').click();
  await expect(wan).toHaveAttribute('aria-valuemax', '180');
  await wan.focus();
  await wan.press('End');
  for (let i = 0; i < 4; i++) await wan.press('Shift+PageDown');
  await wan.press('Enter');
  await expect(wan).toHaveAttribute('aria-valuemin', '100');
  await expect(wan).toHaveAttribute('aria-valuemax', '140');
  await wan.press('0');
  await expect(wan).toHaveAttribute('aria-valuemax', '180');
  await page.getByRole('button', { name: 'Timeline', exact: true }).click();
  await expect(wan).toHaveAttribute('aria-valuemax', '600');
});

test('aligned timers are the same run with a herd, and back by Undo (REG-3)', async ({ page }) => {
  const chainscope = await openCharts(page);
  const registrations = chart(page, 'Registrations');
  await expect(registrations).toContainText(/so that they do not all reach the server at the same moment/);
  await registrations.getByRole('button', { name: 'Aligned timers' }).click();
  await expect(registrations.getByRole('button', { name: 'Aligned timers' })).toHaveAttribute('aria-pressed', 'true');
  await expect(registrations.getByRole('button', { name: 'Aligned timers' })).toBeFocused();
  await chainscope.idle();
  expect(await chainscope.state()).toMatchObject({ time: 140, playing: false, builtIn: null, view: 'charts', clients: 60 });
  await expect(registrations).toContainText('60 initial and 120 normal registrations');
  await expect(registrations).toContainText(/Peak 60\/s at [01]:00 \(over 1 s\)/);
  await chainscope.button('Undo').first().click();
  await expect(registrations.getByRole('button', { name: 'Random timers' })).toHaveAttribute('aria-pressed', 'true');
  await chainscope.idle();
  expect(await chainscope.state()).toMatchObject({ time: 140, builtIn: 'figure-2', view: 'charts' });
  await expect(registrations).toContainText(/Peak 20\/s/);
  await page.keyboard.press('Control+Shift+z');
  await expect(registrations.getByRole('button', { name: 'Aligned timers' })).toHaveAttribute('aria-pressed', 'true');
  await registrations.getByRole('button', { name: 'Random timers' }).click();
  await expect.poll(async () => (await chainscope.state()).builtIn).toBe('figure-2');
});

test('a chart that is folded stays folded on the next visit', async ({ page }) => {
  const chainscope = await openCharts(page);
  await chart(page, 'LAN rate').getByRole('button', { name: 'LAN rate' }).click();
  await expect(plot(page, 'LAN rate')).toHaveCount(0);
  await page.reload();
  await chainscope.ready();
  await chainscope.key('5');
  await expect(plot(page, 'WAN rate')).toBeVisible();
  await expect(plot(page, 'LAN rate')).toHaveCount(0);
  await chart(page, 'LAN rate').getByRole('button', { name: 'LAN rate' }).click();
  await expect(plot(page, 'LAN rate')).toBeVisible();
});

test('as a table has a row for each bucket, and goes to the beginning of one', async ({ page }) => {
  const chainscope = await openCharts(page);
  await chainscope.button('As table').click();
  const grid = page.getByRole('grid', { name: 'Figures over time' });
  await expect(grid).toHaveAttribute('aria-rowcount', '142');
  await grid.focus();
  await grid.press('End');
  await expect(grid.getByRole('row').last()).toContainText('2:20–2:21, so far');
  for (let i = 0; i < 38; i++) await grid.press('ArrowUp');
  const row = page.locator(`[id="${await grid.getAttribute('aria-activedescendant')}"]`);
  await expect(row).toContainText('1:42–1:43');
  await expect(row.getByRole('gridcell').last()).toHaveText('60');
  await grid.press('Enter');
  await chainscope.idle();
  expect((await chainscope.state()).time).toBe(102);
  await expect(grid).toHaveAttribute('aria-rowcount', '142');
});

test('what is rare or hatched can be left out of the height, and it says by how much', async ({ page }) => {
  await openCharts(page);
  const registrations = chart(page, 'Registrations');
  const magnify = registrations.getByRole('button', { name: /^Magnify/ });
  await magnify.click();
  await expect(magnify).toHaveAttribute('aria-pressed', 'true');
  await expect(registrations).toContainText(/× magnified/);
});

test('at the beginning of a run it says so, and where nothing was asked it asks', async ({ page }) => {
  const chainscope = await openCharts(page, 'ten-thousand', 0);
  const hint = page.getByRole('complementary', { name: 'The run has not started' });
  await expect(hint).toBeVisible();
  await chart(page, 'Answers').getByRole('button', { name: 'Ask a question' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await chainscope.seek(5);
  await expect(hint).toHaveCount(0);
  await expect(chart(page, 'Registrations')).toContainText(/0:00–0:05: [\d,]+ initial and 0 normal registrations/);
});

test('is in the link: who opens it sees the charts', async ({ page }) => {
  const chainscope = await openCharts(page);
  await expect.poll(() => page.evaluate(() => location.hash)).toMatch(/^#v1\./);
  await page.reload();
  await chainscope.ready();
  await expect(chainscope.tab('Charts')).toHaveAttribute('aria-selected', 'true');
  expect(await cursorOf(page)).toBe(140);
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(`in ${scheme} colours`, () => {
    test.use({ colorScheme: scheme });
    test('has no accessibility violation, as pictures and as table', async ({ page }) => {
      const chainscope = await openCharts(page);
      await chart(page, 'Registrations')
        .getByRole('button', { name: /^Magnify/ })
        .click();
      await chainscope.expectAccessible();
      await chainscope.button('As table').click();
      await page.getByRole('grid', { name: 'Figures over time' }).waitFor();
      await chainscope.expectAccessible();
    });
  });
}

for (const width of [320, 390]) {
  test(`at ${width} px every chart is as wide as the page, and nothing is cut off sideways`, async ({ page }) => {
    await page.setViewportSize({ width, height: 760 });
    const chainscope = await new ChainscopePage(page).openPaused();
    await chainscope.seek(140);
    await chainscope.key('5');
    const box = (await plot(page, 'WAN rate').boundingBox())!;
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(width);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await plot(page, 'Answers').scrollIntoViewIfNeeded();
    await expect(plot(page, 'Answers')).toBeInViewport();
  });
}
