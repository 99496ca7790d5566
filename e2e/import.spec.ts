/** Bringing one's own network: from a dropped export to an explained leader; rejected rows; files that are none. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { ChainscopePage } from './page';

const NETBOX = `Prefix,Status,Children,VRF,Tenant,Site,VLAN,Role,Description
10.112.0.0/15,Container,67,,"Dunder-Mifflin, Inc.",,,,
10.112.128.0/28,Active,0,,"Dunder-Mifflin, Inc.",DM-Akron,,Management,
10.112.129.0/24,Active,0,,"Dunder-Mifflin, Inc.",DM-Akron,Data (100),Access - Data,
10.112.130.0/24,Active,0,,"Dunder-Mifflin, Inc.",DM-Akron,Voice (200),Access - Voice,
10.112.133.0/24,Active,0,,"Dunder-Mifflin, Inc.",DM-Albany,Data (100),Access - Data,
not-a-prefix,Active,0,,"Dunder-Mifflin, Inc.",DM-Albany,,,
10.112.133.0/25,Active,0,Lab,"Dunder-Mifflin, Inc.",DM-Albany,,,
`;

test('from a NetBox export to why this client is a leader', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).open();
  await chainscope.drop('netbox-prefixes.csv', NETBOX, 'text/csv');
  const preview = page.getByRole('dialog', { name: /Import netbox-prefixes/ });
  await expect(preview).toContainText('NetBox');
  await expect(preview.getByRole('table', { name: 'Rejected rows' })).toContainText('not-a-prefix');
  await preview.getByRole('button', { name: /^Load [\d,]+ clients$/ }).click();
  await expect(preview).toBeHidden();
  await chainscope.idle();
  expect((await chainscope.state()).builtIn).toBeNull();
  await chainscope.seek(200);
  await chainscope.tab('Table').click();
  await page.getByRole('button', { name: 'Leaders', exact: true }).click();
  await page.getByRole('row').nth(1).click();
  await chainscope.idle();
  const card = page.getByRole('article');
  await card
    .getByRole('button', { name: /Why is it a (forward|backward) leader\?/ })
    .first()
    .click();
  const causes = chainscope.explain.getByRole('list', { name: 'Causes' });
  await expect(causes).toContainText('LINK-2');
  await expect(causes.getByRole('listitem').first()).toContainText('documented');
  const { time } = await chainscope.state();
  await causes
    .getByRole('button', { name: /^Go to/ })
    .last()
    .click();
  await chainscope.idle();
  expect((await chainscope.state()).time).toBeLessThan(time);
});

test('previews every row, lets columns be given other roles, and cancelling changes nothing', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  const open = page.getByRole('dialog', { name: 'Open' });
  await open.getByLabel('Paste subnets').fill('10.0.0.0/24;40;Berlin\n10.0.1.0/24;30;Berlin\n10.0.0.128/25;5;Berlin\nrubbish;1;x\n');
  await open.getByRole('button', { name: 'Preview' }).click();
  const preview = page.getByRole('dialog', { name: /Import pasted text/ });
  await expect(preview.getByRole('table', { name: 'Rejected rows' })).toContainText('rubbish');
  await preview.getByRole('combobox').nth(2).selectOption('site');
  await preview.getByRole('combobox').nth(1).selectOption('clients');
  await expect(preview.getByRole('button', { name: /^Load [\d,]+ clients$/ })).toBeEnabled();
  await preview.getByRole('button', { name: 'Cancel' }).click();
  expect((await chainscope.state()).builtIn).toBe('figure-2');
});

test('opens a scenario file, asks before work is replaced, and respects the answer', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  const own = JSON.stringify({
    format: 'chainscope-scenario',
    version: 1,
    name: 'Mine',
    sites: [{ id: 'a' }],
    subnets: [{ cidr: '10.9.0.0/24', site: 'a', clients: 5 }],
  });
  await chainscope.drop('mine.json', own);
  await expect.poll(async () => (await chainscope.state()).scenario).toBe('Mine');
  await chainscope.drop('other.json', own.replace('Mine', 'Other'));
  await page.getByRole('button', { name: 'Keep my work' }).click();
  expect((await chainscope.state()).scenario).toBe('Mine');
  await chainscope.drop('other.json', own.replace('Mine', 'Other'));
  await page.getByRole('dialog', { name: 'Replace the open work?' }).getByRole('button', { name: 'Open' }).click();
  await expect.poll(async () => (await chainscope.state()).scenario).toBe('Other');
});

test('takes a product subnet file as a list of the open scenario, previewed as a difference', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await chainscope.drop('IsolatedSubnets.txt', '; remote workers\n10.1.0.0/24 ; all of it\n');
  const dialog = page.getByRole('dialog', { name: /IsolatedSubnets\.txt: 1 subnet$/ });
  await expect(dialog.getByRole('table')).toContainText('Leader connections');
  await dialog.getByRole('button', { name: 'Apply to the open scenario' }).click();
  await expect.poll(async () => (await chainscope.state()).acts).toBe(1);
});

const BAD: readonly (readonly [name: string, file: string, content: string | Buffer, says: RegExp])[] = [
  ['a picture', 'plan.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]), /PNG/],
  ['a workbook', 'plan.csv', Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0]), /ZIP|Excel/],
  ['nothing', 'empty.json', '', /empty/i],
  ['a web page', 'export.csv', '<!doctype html><html><body>Log in</body></html>', /HTML/],
  ['a truncated scenario', 'cut.json', '{ "format": "chainscope-scenario", "version": 1, "sites": [', /line|end/i],
  ['an unknown key', 'key.json', '{ "format": "chainscope-scenario", "version": 1, "sites": [{ "id": "a" }], "subnets": [], "peerings": {} }', /peering/],
  [
    'overlapping subnets',
    'overlap.json',
    '{ "format": "chainscope-scenario", "version": 1, "sites": [{ "id": "a" }], "subnets": [{ "cidr": "10.0.0.0/24", "site": "a" }, { "cidr": "10.0.0.0/25", "site": "a" }] }',
    /\/subnets\/1/,
  ],
  ['a newer version', 'new.json', '{ "format": "chainscope-scenario", "version": 2, "sites": [], "subnets": [] }', /newer/],
  [
    'far too many clients',
    'huge.json',
    '{ "format": "chainscope-scenario", "version": 1, "sites": [{ "id": "a" }], "subnets": [{ "cidr": "10.0.0.0/8", "site": "a", "clients": 1000000000 }] }',
    /\/subnets/,
  ],
  ['prose', 'readme.txt', 'This is only a text.\nIt has no addresses.\n', /address|scenario/],
];
for (const [what, file, content, says] of BAD) {
  test(`answers ${what} with an alert that says so, and leaves what is open untouched`, async ({ page }) => {
    const chainscope = await new ChainscopePage(page).openPaused();
    const before = await chainscope.hash();
    await chainscope.drop(file, content);
    await expect(chainscope.alert.filter({ hasText: says })).toBeVisible();
    expect(await chainscope.hash()).toBe(before);
    expect((await chainscope.state()).builtIn).toBe('figure-2');
  });
}

test('a damaged link gives an alert, and the page opens all the same', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).open('#v1.AAAA_damaged');
  await expect(chainscope.alert).toContainText('damaged');
  expect((await chainscope.state()).builtIn).toBe('figure-2');
});

test('a link brings back scenario, acts, instant, view and selection', async ({ page, context }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await chainscope.findClient('10.1.0.5');
  await chainscope.key('x');
  await expect.poll(async () => (await chainscope.state()).acts).toBe(1);
  await chainscope.seek(140);
  await chainscope.tab('Table').click();
  await chainscope.idle();
  const hash = await chainscope.hash();
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByText(/Link copied|The link holds/).first()).toBeVisible();
  const other = await context.browser()?.newContext({ viewport: { width: 1280, height: 800 } });
  const second = await other?.newPage();
  if (second === undefined) throw new Error('no second page');
  const opened = new ChainscopePage(second);
  await second.goto(page.url());
  await opened.ready();
  expect(await opened.state()).toMatchObject({ acts: 1, time: 140, view: 'table', playing: false });
  expect(await opened.hash()).toBe(hash);
  await expect(second.getByRole('article', { name: 'Client 10.1.0.5' })).toBeVisible();
  await other?.close();
});

test('exports the table as CSV with every client, and the scenario so that it opens again', async ({ page }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  const save = async (entry: RegExp): Promise<string> => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page
        .getByRole('button', { name: 'Export' })
        .click()
        .then(() => page.getByRole('menuitem', { name: entry }).click()),
    ]);
    return readFileSync(await download.path(), 'utf8');
  };
  const [note, head, ...rows] = (await save(/Table/)).trimEnd().split('\r\n');
  expect(note).toMatch(/^#,"Model, not measurement",Chainscope \d/);
  expect(head).toMatch(/^Address,/);
  expect(rows).toHaveLength(60);
  const scenario = await save(/Scenario/);
  await chainscope.drop('again.json', scenario);
  await expect.poll(async () => (await chainscope.state()).builtIn).toBeNull();
  expect((await chainscope.state()).clients).toBe(60);
});

test('a link never replaces unsaved work without asking', async ({ page, context }) => {
  const chainscope = await new ChainscopePage(page).openPaused();
  await page.evaluate(() => window.chainscope.load('figure-1'));
  await chainscope.seek(50);
  await expect(page).toHaveURL(/#v1\./);
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByText(/Link copied|The link holds/).first()).toBeVisible();
  const link = page.url();
  const fresh = await context.browser()?.newContext({ viewport: { width: 1280, height: 800 } });
  const other = await fresh?.newPage();
  if (other === undefined) throw new Error('no second page');
  const second = await new ChainscopePage(other).openPaused();
  await other.evaluate(() => window.chainscope.intervene({ do: 'stop', clients: ['10.1.0.5'], orderly: false }));
  await second.idle();
  await expect.poll(() => other.url()).toMatch(/#v1\./);
  await other.evaluate((href) => {
    location.hash = new URL(href).hash;
  }, link);
  await other.getByRole('button', { name: 'Keep my work' }).click();
  expect(await second.state()).toMatchObject({ builtIn: 'figure-2', acts: 1 });
  await other.evaluate((href) => {
    location.hash = new URL(href).hash;
  }, `${link}`);
  await other.getByRole('button', { name: 'Open the link' }).click();
  await expect.poll(async () => (await second.state()).builtIn).toBe('figure-1');
  expect(await second.state()).toMatchObject({ time: 50, playing: false });
  await fresh?.close();
});
