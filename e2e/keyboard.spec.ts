/** By keyboard alone: no mouse event in this file. */
import { expect, test } from '@playwright/test';
import { ChainscopePage } from './page';

test('from find to unplug to why, without a mouse', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await page.keyboard.press('/');
  await expect(chainscope.find).toBeFocused();
  // Enter means what is typed, also before its hits are there.
  await page.keyboard.type('10.1.0.5');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('article', { name: 'Client 10.1.0.5' })).toBeVisible();
  await page.keyboard.press('x');
  await expect.poll(async () => (await chainscope.state()).acts).toBe(1);
  await page.keyboard.press('ArrowRight');
  await chainscope.idle();
  await page.keyboard.press('w');
  await expect(chainscope.explain.getByRole('list', { name: 'Causes' })).toBeInViewport();
  await expect(chainscope.explain.getByRole('heading', { name: 'Why?' })).toBeFocused();
  await page.keyboard.press('4');
  await expect(chainscope.tab('Table')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('1');
  await expect(chainscope.tab('Map')).toHaveAttribute('aria-selected', 'true');
});

test('the palette has every action by name', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Commands' })).toBeFocused();
  await page.keyboard.type('event log');
  await page.keyboard.press('Enter');
  await expect(chainscope.tab('Event log')).toHaveAttribute('aria-selected', 'true');
});

test('single-letter keys rest while typing and can be turned off', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await chainscope.find.focus();
  await page.keyboard.type('k4x');
  expect(await chainscope.state()).toMatchObject({ playing: false, view: 'map', acts: 0 });
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  const keys = page.getByRole('checkbox', { name: 'Single-letter keys' });
  await keys.focus();
  await page.keyboard.press('Space');
  await expect(keys).not.toBeChecked();
  await page.keyboard.press('Escape');
  await page.keyboard.press('4');
  await chainscope.idle();
  expect((await chainscope.state()).view).toBe('map');
});

test('Tab goes through everything and comes out again: no trap', async ({ page }) => {
  await new ChainscopePage(page).openPaused();
  const seen = new Set<string>();
  let last = '';
  for (let i = 0; i < 120; i++) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const element = document.activeElement;
      return element === null || element === document.body ? 'out' : `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent ?? ''}`;
    });
    if (name === 'out' && seen.size > 0) break;
    last = name;
    seen.add(name);
  }
  expect([...seen].some((name) => name.includes('Network map'))).toBe(true);
  expect([...seen].some((name) => name.includes('Timeline'))).toBe(true);
  expect(last).not.toBe('');
});
