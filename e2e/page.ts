/** What every journey does: open the page, wait until nothing is pending, take hold of things by role and name. */
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { ChainscopeApi, PageState } from '../src/app/api';

declare global {
  interface Window {
    chainscope: ChainscopeApi;
  }
}

export class ChainscopePage {
  readonly page: Page;
  readonly play: Locator;
  readonly pause: Locator;
  readonly timeline: Locator;
  readonly speed: Locator;
  readonly map: Locator;
  readonly find: Locator;
  readonly explain: Locator;
  readonly build: Locator;
  readonly alert: Locator;

  constructor(page: Page) {
    this.page = page;
    this.play = page.getByRole('button', { name: 'Play', exact: true });
    this.pause = page.getByRole('button', { name: 'Pause', exact: true });
    this.timeline = page.getByRole('slider', { name: 'Timeline' });
    this.speed = page.getByRole('slider', { name: 'Speed' });
    this.map = page.getByLabel('Network map');
    this.find = page.getByRole('searchbox', { name: 'Find' });
    this.explain = page.getByRole('region', { name: 'Explain' });
    this.build = page.getByRole('region', { name: 'Build' });
    this.alert = page.getByRole('alert');
  }

  /** The opening page, ready and at rest. */
  async open(fragment = ''): Promise<this> {
    await this.page.goto(`/${fragment}`);
    await this.ready();
    return this;
  }
  async ready(): Promise<void> {
    await this.page.locator('html[data-ready]').waitFor();
    await this.idle();
  }
  /** Opens and pauses, so that what is compared stands still. */
  async openPaused(): Promise<this> {
    await this.open();
    await this.page.evaluate(() => window.chainscope.pause());
    await this.idle();
    return this;
  }
  idle(): Promise<void> {
    return this.page.evaluate(() => window.chainscope.idle());
  }
  state(): Promise<PageState> {
    return this.page.evaluate(() => window.chainscope.state());
  }
  hash(): Promise<string> {
    return this.page.evaluate(() => window.chainscope.hash());
  }
  async seek(seconds: number): Promise<void> {
    await this.page.evaluate((to) => window.chainscope.seek(to), seconds);
    await this.idle();
  }
  /** A key pressed while nothing has the focus. */
  async key(key: string): Promise<void> {
    await this.page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
    await this.page.keyboard.press(key);
  }
  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }
  tab(name: string): Locator {
    return this.page.getByRole('tab', { name, exact: true });
  }
  /** The card of a client, found by its address. */
  async findClient(address: string): Promise<Locator> {
    await this.find.fill(address);
    await this.page.getByRole('option').first().waitFor();
    await this.find.press('Enter');
    const card = this.page.getByRole('article', { name: `Client ${address}` });
    await card.waitFor();
    await this.idle();
    return card;
  }
  /** Drops files on the page, as the file manager would. */
  async drop(name: string, content: string | Buffer, type = 'text/plain'): Promise<void> {
    const data = (typeof content === 'string' ? Buffer.from(content) : content).toString('base64');
    await this.page.evaluate(
      ([fileName, base64, mime]) => {
        const bytes = Uint8Array.from(atob(base64 ?? ''), (character) => character.charCodeAt(0));
        const transfer = new DataTransfer();
        transfer.items.add(new File([bytes], fileName ?? '', { type: mime ?? '' }));
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
      },
      [name, data, type],
    );
  }
  /** No violation of any impact. */
  async expectAccessible(): Promise<void> {
    const { violations } = await new AxeBuilder({ page: this.page }).analyze();
    expect(
      violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary ?? ''}`).join(' | ')}`),
    ).toEqual([]);
  }
}
