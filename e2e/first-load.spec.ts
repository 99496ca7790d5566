/** What the first load costs, as the network sees it: all JavaScript until the page rests, gzipped. */
import { gzipSync } from 'node:zlib';
import { expect, test, type Response } from '@playwright/test';
import { ChainscopePage } from './page';

const LIMIT_BYTES = 250_000;

test('the first load needs at most 250 kB of gzipped JavaScript, and none of it from elsewhere', async ({ page, baseURL }) => {
  const scripts: Response[] = [];
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(baseURL ?? '') && !/^(data|blob):/.test(request.url())) elsewhere.push(request.url());
  });
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) scripts.push(response);
  });
  await new ChainscopePage(page).open();
  const sizes = await Promise.all(scripts.map(async (script) => gzipSync(await script.body(), { level: 9 }).length));
  expect(elsewhere).toEqual([]);
  expect(sizes.length).toBeGreaterThan(1);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(LIMIT_BYTES);
});
