/** The ledger: the strip that is always on screen, and the Traffic view behind it. Figures are compared with the report of the same run. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import type { Report, TrafficClass } from '../src/sim/types';
import { bytes, grouped } from '../src/store/units';
import { ChainscopePage } from './page';

/** Figure 2 after its question; remote clients among them. */
const AFTER = 130;

class LedgerPage extends ChainscopePage {
  get strip(): Locator {
    return this.page.getByRole('region', { name: 'Ledger' });
  }
  get tip(): Locator {
    return this.page.getByRole('tooltip');
  }
  get classes(): Locator {
    return this.page.getByRole('table', { name: 'Traffic by class' });
  }
  row(name: 'LAN' | 'WAN' | 'WAN without peering'): Locator {
    return this.strip.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name, exact: true }) });
  }
  total(name: 'LAN' | 'WAN' | 'WAN without peering'): Locator {
    return this.row(name).getByRole('gridcell').first();
  }
  grid(of: string): Locator {
    return this.page.getByRole('grid', { name: `Traffic: ${of}` });
  }
  report(): Promise<Report> {
    return this.page.evaluate(() => window.chainscope.report()) as Promise<Report>;
  }
  async load(scenario: unknown, seconds: number): Promise<void> {
    await this.page.evaluate((source) => window.chainscope.load(source as never), scenario);
    await this.page.evaluate(() => window.chainscope.pause());
    await this.seek(seconds);
  }
  /** What the strip's bar of a row is long, in pixels. */
  async barWidth(name: Parameters<LedgerPage['row']>[0]): Promise<number> {
    return this.row(name).evaluate((row) =>
      [...row.querySelectorAll<HTMLElement>('[aria-hidden] i[data-part]:not([data-part="remote"], [data-part="peers"])')].reduce(
        (sum, segment) => sum + segment.getBoundingClientRect().width,
        0,
      ),
    );
  }
}

async function open(page: Page, seconds = AFTER): Promise<LedgerPage> {
  const ledger = new LedgerPage(page);
  await ledger.openPaused();
  await ledger.seek(seconds);
  return ledger;
}

const withoutTotals = ({ traffic }: Report): { readonly wan: number; readonly lan: number } => ({
  wan: traffic.withoutPeering.wan.bytes,
  lan: traffic.withoutPeering.lan.bytes,
});

test.describe('the strip', () => {
  test('shows LAN, WAN and the WAN without peering of the report, on one linear scale from zero (NET-6, NET-7)', async ({ page }) => {
    const ledger = await open(page);
    const report = await ledger.report();
    const { lan, wan, byClass } = report.traffic;
    const without = withoutTotals(report).wan;
    await expect(ledger.total('LAN')).toHaveText(bytes(lan.bytes));
    await expect(ledger.total('WAN')).toHaveText(bytes(wan.bytes));
    await expect(ledger.total('WAN without peering')).toHaveText(bytes(without));
    await expect(ledger.row('WAN')).toContainText(`questions ${bytes(byClass.question.wan)}`);
    const perByte = (await ledger.barWidth('WAN')) / wan.bytes;
    expect(perByte).toBeGreaterThan(0);
    expect((await ledger.barWidth('LAN')) / lan.bytes / perByte).toBeCloseTo(1, 2);
    expect((await ledger.barWidth('WAN without peering')) / without / perByte).toBeCloseTo(1, 2);
  });

  test('lists the parts of a total that is pointed at: sent = received + lost + in flight, messages, x against y', async ({ page }) => {
    const ledger = await open(page);
    const { traffic, ...rest } = await ledger.report();
    await ledger.total('WAN').hover();
    await expect(ledger.tip).toContainText(`sent${grouped(traffic.wan.bytes)} B`);
    await expect(ledger.tip).toContainText(`${grouped(traffic.wan.messages)} messages`);
    await expect(ledger.tip).toContainText(`${bytes(traffic.wan.bytes)} against ${bytes(withoutTotals({ ...rest, traffic }).wan)} without peering`);
    const figures = await ledger.tip.locator('dl').first().locator('dd').allTextContents();
    const [sent, received, lost, inFlight] = figures.map((text) => Number(text.replace(/\D/g, '')));
    expect(received! + lost! + inFlight!).toBe(sent);
    await page.keyboard.press('Escape');
    await expect(ledger.tip).toBeHidden();
  });

  test('is walked by keyboard: the focus tells the parts, Escape closes them only, Enter opens Traffic limited to place and class', async ({ page }) => {
    const ledger = await open(page);
    await ledger.findClient('10.1.0.1');
    await ledger.total('WAN').focus();
    await expect(ledger.total('WAN')).toHaveAccessibleDescription(/against/);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(ledger.tip).toContainText('WAN: questions');
    await page.keyboard.press('Escape');
    await expect(ledger.tip).toBeHidden();
    await expect(page.getByRole('article', { name: 'Client 10.1.0.1' })).toBeVisible();
    const before = (await ledger.state()).time;
    await page.keyboard.press('ArrowUp');
    await expect(ledger.tip).toContainText('LAN: questions');
    await page.keyboard.press('Enter');
    await expect(ledger.tab('Traffic')).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('button', { name: 'LAN', exact: true })).toHaveAttribute('aria-pressed', 'true');
    await expect(page.getByRole('combobox', { name: 'Class' })).toHaveValue('question');
    await expect(ledger.classes.getByRole('row')).toHaveCount(3);
    // Arrows walked the strip and not the run.
    expect((await ledger.state()).time).toBe(before);
  });

  test('marks what VPN clients have of the WAN, and a press shows the sites', async ({ page }) => {
    const ledger = await open(page);
    const { bySite, peerLinks } = (await ledger.report()).traffic;
    expect(peerLinks.wan).toBe(0);
    const vpn = bySite['vpn'] ?? { wanUp: 0, wanDown: 0 };
    const mark = ledger.row('WAN').getByRole('gridcell', { name: /^remote/ });
    await expect(mark).toHaveText(`remote ${bytes(vpn.wanUp + vpn.wanDown)}`);
    await mark.click();
    await expect(ledger.grid('Sites').getByRole('row').filter({ hasText: 'VPN' })).toContainText(bytes(vpn.wanUp));
  });

  test('marks links between peers where a chain crosses a WAN (NET-3)', async ({ page }) => {
    const ledger = await open(page);
    await expect(ledger.row('WAN').getByRole('gridcell', { name: /^peer links/ })).toBeHidden();
    await ledger.load('chain-across-wan', 200);
    const { peerLinks } = (await ledger.report()).traffic;
    expect(peerLinks.wan).toBeGreaterThan(0);
    await expect(ledger.row('WAN').getByRole('gridcell', { name: /^peer links/ })).toHaveText(`peer links ${bytes(peerLinks.wan)}`);
  });

  test('magnifies a WAN bar that would be a hair, and tells the factor; the scale stays linear', async ({ page }) => {
    const ledger = await open(page);
    await ledger.load(
      {
        format: 'chainscope-scenario',
        version: 1,
        name: 'Mostly LAN',
        sites: [
          { id: 'dc', kind: 'datacenter' },
          { id: 'vpn', kind: 'vpn' },
        ],
        servers: [{ id: 'ts', kind: 'server', site: 'dc' }],
        subnets: [
          { cidr: '10.0.0.0/22', site: 'dc', clients: 600 },
          { cidr: '10.8.0.0/24', site: 'vpn', clients: 2 },
        ],
      },
      120,
    );
    const { lan, wan } = (await ledger.report()).traffic;
    const inset = ledger.row('WAN').getByText(/^×[\d,]+$/);
    await expect(inset).toBeVisible();
    const factor = Number((await inset.textContent())?.replace(/\D/g, ''));
    expect(factor).toBeGreaterThan(10);
    const perByte = (await ledger.barWidth('LAN')) / lan.bytes;
    expect((await ledger.barWidth('WAN')) / wan.bytes / perByte / factor).toBeCloseTo(1, 1);
    await expect(ledger.row('LAN').getByText(/^×/)).toBeHidden();
  });

  test('is one line below 900 px: a press lists the parts in a sheet, from there to Traffic', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    const ledger = await open(page);
    const line = ledger.strip.getByRole('button', { name: /LAN .* WAN .* without peering/ });
    await expect(line).toHaveAttribute('aria-expanded', 'false');
    await line.click();
    const sheet = page.getByRole('group', { name: 'Ledger, its parts' });
    await expect(sheet).toBeFocused();
    await expect(sheet).toContainText(`sent${grouped((await ledger.report()).traffic.wan.bytes)} B`);
    await ledger.expectAccessible();
    await page.keyboard.press('Escape');
    await expect(sheet).toBeHidden();
    await expect(line).toBeFocused();
    await page.keyboard.press('Enter');
    await sheet.getByRole('button', { name: 'Show in Traffic: LAN' }).click();
    await expect(sheet).toBeHidden();
    await expect(ledger.classes).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await expect(ledger.tab('Traffic')).toBeInViewport();
  });
});

test.describe('Traffic', () => {
  test('opens by key 6 and by its address, and shows every class of the report with its sums (NET-6)', async ({ page }) => {
    const ledger = await open(page);
    await ledger.key('6');
    await expect(ledger.classes.getByRole('row')).toHaveCount(13);
    const { byClass, wan } = (await ledger.report()).traffic;
    const labels: Readonly<Record<TrafficClass, string>> = {
      registration: 'registration',
      control: 'peer control',
      question: 'questions',
      answer: 'answers',
      action: 'actions',
    };
    for (const [cls, label] of Object.entries(labels) as [TrafficClass, string][])
      for (const [place, name] of [
        ['wan', 'WAN'],
        ['lan', 'LAN'],
      ] as const) {
        const row = ledger.classes.getByRole('row').filter({ hasText: label }).filter({ hasText: name });
        await expect(row.getByRole('cell').nth(1)).toHaveAttribute('title', `${grouped(byClass[cls][place])} bytes`);
      }
    const total = ledger.classes.getByRole('row').filter({ hasText: 'sum of parts' }).filter({ hasText: 'WAN' });
    await expect(total.getByRole('cell').nth(1)).toHaveAttribute('title', `${grouped(wan.bytes)} bytes`);
    await expect(total.getByRole('img', { name: /WAN, all over time: .*bit\/s most from/ })).toBeVisible();
    await expect.poll(() => page.url()).toMatch(/#v1\./);
    const second = await page.context().newPage();
    await second.goto(page.url());
    const again = new LedgerPage(second);
    await again.ready();
    await expect(again.tab('Traffic')).toHaveAttribute('aria-selected', 'true');
  });

  test('lists clients, sorted and filtered; a row selects the client, and the map shows it', async ({ page }) => {
    const ledger = await open(page);
    await ledger.tab('Traffic').click();
    await page.getByRole('button', { name: 'Clients', exact: true }).click();
    const grid = ledger.grid('Clients');
    await expect(grid).toHaveAttribute('aria-rowcount', '61');
    await page.getByLabel('Filter traffic').fill('VPN');
    await expect(grid).toHaveAttribute('aria-rowcount', '9');
    await page.getByRole('button', { name: 'Client', exact: true }).click();
    await expect(page.getByRole('columnheader', { name: /^Client/ })).toHaveAttribute('aria-sort', 'ascending');
    await expect(grid.getByRole('row').nth(1)).toContainText('10.8.0.1');
    await grid.focus();
    await grid.press('ArrowDown');
    await grid.press('Enter');
    await expect(page.getByRole('article', { name: 'Client 10.8.0.2' })).toBeVisible();
    await page.getByRole('button', { name: 'Show on the map' }).click();
    await expect(ledger.tab('Map')).toHaveAttribute('aria-selected', 'true');
  });

  test('adds clients and servers up to what was sent in all', async ({ page }) => {
    const ledger = await open(page);
    const { wan, lan } = (await ledger.report()).traffic;
    await ledger.tab('Traffic').click();
    for (const of of ['Clients', 'Chains', 'Servers', 'Subnets', 'Sites']) {
      await page.getByRole('button', { name: of, exact: true }).click();
      const sums = page.getByRole('group', { name: 'Sums' });
      await expect(sums).toContainText(`= ${bytes(wan.bytes)} sent in all.`);
      await expect(sums).toContainText(`= ${bytes(lan.bytes)} sent in all.`);
    }
  });

  test('exports all rows as CSV that says what it is', async ({ page }) => {
    const ledger = await open(page);
    await ledger.tab('Traffic').click();
    await page.getByRole('button', { name: 'Clients', exact: true }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV' }).click();
    const [note, head, ...rows] = (await readFile(await (await download).path(), 'utf8')).trimEnd().split('\r\n');
    expect(note).toMatch(/^#,"Model, not measurement",Chainscope \d.*seed: \d+,simulated time: 130 s/);
    expect(head).toMatch(/^Client,WAN sent \(bytes\)/);
    expect(rows).toHaveLength(60);
  });

  test('says when nothing has crossed a WAN, and when a fleet is too large for books by client', async ({ page }) => {
    const ledger = await open(page);
    await ledger.load(
      {
        format: 'chainscope-scenario',
        version: 1,
        name: 'One site',
        sites: [{ id: 'dc', kind: 'datacenter' }],
        servers: [{ id: 'ts', kind: 'server', site: 'dc' }],
        subnets: [{ cidr: '10.0.0.0/24', site: 'dc', clients: 20 }],
      },
      120,
    );
    await ledger.tab('Traffic').click();
    await expect(page.getByText('Nothing has crossed a WAN yet.')).toBeVisible();
    await ledger.load('hundred-thousand', 5);
    await page.getByRole('button', { name: 'Chains', exact: true }).click();
    await expect(page.getByText(/keeps no books of single clients/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'CSV' })).toBeDisabled();
    await page.getByRole('button', { name: 'Subnets', exact: true }).click();
    await expect(page.getByText(/keeps no books of single clients/)).toBeHidden();
    await expect(page.locator('[role="row"][aria-rowindex="2"]')).toContainText('10.');
  });

  for (const scheme of ['light', 'dark'] as const)
    test(`axe finds nothing in its lists and with the parts open, in ${scheme} colours`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: scheme });
      const ledger = await open(page);
      await ledger.total('WAN').focus();
      await expect(ledger.tip).toBeVisible();
      await ledger.expectAccessible();
      await ledger.tab('Traffic').click();
      await expect(ledger.classes.getByRole('img').first()).toBeVisible();
      await ledger.expectAccessible();
      await page.getByRole('button', { name: 'WAN links', exact: true }).click();
      await expect(ledger.grid('WAN links').getByRole('row').nth(2)).toContainText('bps');
      await ledger.expectAccessible();
    });
});
