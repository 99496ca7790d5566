/** What the first picture costs, as the network sees it: all JavaScript asked for until it stands, gzipped. */
import { gzipSync } from 'node:zlib';
import { expect, test, type Request } from '@playwright/test';

const LIMIT_BYTES = 250_000;

test('the first picture needs at most 250 kB of gzipped JavaScript, and none of it from elsewhere', async ({ page, baseURL }) => {
  const scripts: Request[] = [];
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('.js')) scripts.push(request);
    if (!request.url().startsWith(baseURL ?? '') && !/^(data|blob):/.test(request.url())) elsewhere.push(request.url());
  });
  // The page's own clock says when the picture stood: what is asked for after that comes later.
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (document.documentElement.dataset['ready'] === undefined) return;
      observer.disconnect();
      document.documentElement.dataset['readyAt'] = String(Date.now());
    }).observe(document, { attributes: true, attributeFilter: ['data-ready'], subtree: true });
  });
  await page.goto('/');
  await page.waitForSelector('html[data-ready-at]');
  await page.evaluate(() => window.chainscope.idle());
  const readyAt = Number(await page.locator('html').getAttribute('data-ready-at'));
  const first = scripts.filter((script) => script.timing().startTime <= readyAt);
  const sizes = await Promise.all(first.map(async (script) => gzipSync(await (await script.response())!.body(), { level: 9 }).length));
  expect(elsewhere).toEqual([]);
  // the page, and the worker with the simulation
  expect(first.some((script) => script.url().includes('engine.worker'))).toBe(true);
  expect(first.length).toBeLessThan(scripts.length);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(LIMIT_BYTES);
});
