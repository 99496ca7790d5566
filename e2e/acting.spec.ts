/** Acting on the network: every verb by button, key and menu, with its undo and its sentence. */
import { expect, test } from '@playwright/test';
import { ChainscopePage } from './page';

const CLIENT = '10.1.0.5';

test('unplugs by the button on the card, and undo gives back the very same run', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  const before = await chainscope.hash();
  const { time } = await chainscope.state();
  const card = await chainscope.findClient(CLIENT);
  await card.getByRole('button', { name: 'Unplug' }).click();
  await chainscope.idle();
  await page.evaluate(() => window.chainscope.step());
  await expect(card).toContainText('Offline');
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await chainscope.idle();
  expect(await chainscope.state()).toMatchObject({ acts: 0 });
  await chainscope.seek(time);
  expect(await chainscope.hash()).toBe(before);
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect.poll(async () => (await chainscope.state()).acts).toBe(1);
});

test('unplugs and plugs in by key, and undo by Ctrl+Z never changes time', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  const card = await chainscope.findClient(CLIENT);
  await chainscope.key('x');
  await expect.poll(async () => (await chainscope.state()).acts).toBe(1);
  await chainscope.seek(130);
  await expect(card).toContainText('Offline');
  await chainscope.key('x');
  await expect.poll(async () => (await chainscope.state()).acts).toBe(2);
  await chainscope.seek(180);
  await expect(card).toContainText('Online');
  await chainscope.key('Control+z');
  await expect.poll(async () => (await chainscope.state()).acts).toBe(1);
  await chainscope.idle();
  expect((await chainscope.state()).time).toBe(180);
  await expect(card).toContainText('Offline');
});

test('unplugs by the menu of a row in the table', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await chainscope.tab('Table').click();
  await page.getByRole('row', { name: new RegExp(`^${CLIENT} `) }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^Unplug/ }).click();
  await expect.poll(async () => (await chainscope.state()).acts).toBe(1);
  await chainscope.seek(130);
  await expect(page.getByRole('row', { name: new RegExp(`^${CLIENT} `) })).toContainText('Offline');
});

test('walls two neighbours apart, both become leaders, and the wall is removed again (LINK-2, LINK-10)', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  const card = await chainscope.findClient(CLIENT);
  await card.getByRole('button', { name: 'Block…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Block connections' });
  await expect(dialog.getByLabel('From', { exact: true })).toHaveValue(CLIENT);
  await expect(dialog.getByLabel('To', { exact: true })).toHaveValue('10.1.0.6');
  await dialog.getByRole('button', { name: 'Block', exact: true }).click();
  await expect(chainscope.build.getByRole('list', { name: 'Firewall rules' })).toContainText('10.1.0.5 ↔ 10.1.0.6');
  await chainscope.seek(170);
  await expect(card).toContainText('Forward leader');
  await card.getByRole('button', { name: 'Why is it a forward leader?' }).click();
  await expect(chainscope.explain.getByRole('list', { name: 'Causes' })).toContainText('LINK-10');
  await chainscope.build.getByRole('button', { name: 'Remove the rule 10.1.0.5 ↔ 10.1.0.6' }).click();
  await chainscope.idle();
  await chainscope.seek(290);
  await expect(card).not.toContainText('Forward leader');
});

test('roams a laptop to the VPN, where it leads alone (CHAIN-4)', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  const card = await chainscope.findClient(CLIENT);
  await card.getByRole('button', { name: 'Roam to…' }).click();
  await page.getByRole('menuitem', { name: /10\.8\.0\.0\/24/ }).click();
  await expect.poll(async () => (await chainscope.state()).acts).toBe(1);
  // the card follows to the new address
  await expect(page.getByRole('article', { name: 'Client 10.8.0.9' })).toBeVisible();
  await chainscope.seek(130);
  const moved = await chainscope.findClient('10.8.0.9');
  await expect(moved).toContainText('Forward leader');
  await expect(moved).toContainText('Backward leader');
});

test('previews a change of mask as a difference before it is made, and says when clients follow (CHAIN-8)', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await chainscope.build.locator('summary', { hasText: 'Peering' }).click();
  await chainscope.build.getByLabel('AddressMask').fill('22');
  await expect(chainscope.build.getByRole('button', { name: 'Apply' })).toBeDisabled();
  await chainscope.build.getByRole('button', { name: 'Preview' }).click();
  await expect(chainscope.build.getByRole('table')).toContainText('Leader connections');
  expect((await chainscope.state()).acts).toBe(0);
  await chainscope.build.getByRole('button', { name: 'Apply' }).click();
  await expect.poll(async () => (await chainscope.state()).acts).toBe(1);
});

test('refuses an impossible rule with the reason, and nothing changes', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await chainscope.key('b');
  const dialog = page.getByRole('dialog', { name: 'Block connections' });
  await dialog.getByLabel('From', { exact: true }).fill('10.1.0.999');
  await dialog.getByLabel('To', { exact: true }).fill('any');
  await dialog.getByRole('button', { name: 'Block', exact: true }).click();
  await expect(chainscope.alert).toContainText('10.1.0.999');
  expect((await chainscope.state()).acts).toBe(0);
});

test('cuts the WAN of a site and restores it: its clients lose their server and keep their peers (REG-10)', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await page.getByRole('button', { name: 'Cut the WAN of Branch B' }).click();
  await expect(page.getByRole('button', { name: 'Restore the WAN of Branch B' })).toBeVisible();
  await chainscope.seek(230);
  await expect(page.getByRole('list', { name: 'Legend' }).getByText(/8 without server/)).toBeVisible();
  await page.getByRole('button', { name: 'Restore the WAN of Branch B' }).click();
  await expect.poll(async () => (await chainscope.state()).acts).toBe(2);
  await chainscope.seek(400);
  await expect(page.getByRole('list', { name: 'Legend' }).getByText(/without server/)).toBeHidden();
});

test('on the map: arrows walk along a chain, Enter opens the card, the menu key offers the verbs', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await chainscope.map.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const card = page.getByRole('article');
  await expect(card).toBeVisible();
  const { selection } = await chainscope.state();
  expect(selection).not.toBeNull();
  await chainscope.map.focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: /^Unplug/ }).click();
  await expect.poll(async () => (await chainscope.state()).acts).toBe(1);
});
