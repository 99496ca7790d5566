/** `npm run bench:tasks`: tasks over 50 ms on the page's main thread while 100,000 clients play at 10×, panned and zoomed. Builds the page first. */
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';
import { CHROMIUM_ARGS, findChromium } from '../scripts/find-chromium.mjs';

const RUNS = 3;
const PORT = 4409;

await build({ logLevel: 'error' });
const server = await preview({ preview: { port: PORT, strictPort: true, host: '127.0.0.1' } });
const browser = await chromium.launch({ executablePath: findChromium() ?? '', chromiumSandbox: false, args: [...CHROMIUM_ARGS] });
console.log('100,000 clients playing at 10×, zoomed in and out and panned for 5 s; tasks over 50 ms on the main thread:');
for (let run = 1; run <= RUNS; run++) console.log(`run ${run}: ${(await measure()).join(' ms, ') || 'none'}`);
await browser.close();
server.httpServer.close();

async function measure(): Promise<number[]> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`http://127.0.0.1:${PORT}/`);
  await page.waitForSelector('html[data-ready]');
  await page.evaluate(async () => {
    const { chainscope } = window;
    await chainscope.load('hundred-thousand');
    await chainscope.seek(150);
    await chainscope.idle();
    await chainscope.setSpeed(10);
    await chainscope.play();
  });
  await page.waitForTimeout(1000);
  await page.evaluate(() => {
    const found: number[] = [];
    new PerformanceObserver((list) => found.push(...list.getEntries().map((entry) => Math.round(entry.duration)))).observe({ entryTypes: ['longtask'] });
    Object.assign(window, { longTasks: found });
  });
  await page.mouse.move(600, 400);
  for (let i = 0; i < 30; i++) {
    await page.mouse.wheel(0, i < 15 ? -120 : 100);
    await page.waitForTimeout(100);
  }
  await page.mouse.down();
  for (let i = 0; i < 40; i++) {
    await page.mouse.move(600 + i * 5, 400 + i * 2);
    await page.waitForTimeout(40);
  }
  await page.mouse.up();
  const tasks = await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks);
  await page.close();
  return tasks;
}
