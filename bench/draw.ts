/**
 * `npm run bench:draw`: CPU time of one frame of the map, and of the same scene drawn with pixi.js, in one headless Chromium.
 * Options: --sizes 1000,10000 --painters map,pixi --waves no,yes --frames 120 --port 4407 --pictures FOLDER (the last frame of each)
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium, type Browser, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import { findChromium } from '../scripts/find-chromium.mjs';
import type {} from './draw/offer';
import { figure, printTable } from './measure';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Software rendering on purpose: the machines of this product's users are often virtual desktops, and so are those of CI. */
const ARGS = (
  '--no-sandbox --disable-gpu --disable-gpu-compositing --use-gl=angle --use-angle=swiftshader --enable-unsafe-swiftshader --ignore-gpu-blocklist ' +
  '--disable-background-networking --disable-component-update --disable-sync --no-first-run'
).split(' ');

/** Painter → folder of its page. */
const FOLDERS: Readonly<Record<string, string>> = { map: 'draw', pixi: 'pixi' };

interface Drawn {
  readonly painter: string;
  readonly clients: number;
  /** A question in the picture, with 5,000 messages under way. */
  readonly wave: boolean;
  readonly frames: number;
  /** Milliseconds of JavaScript, and of all processes of the browser (drawing happens there too). */
  readonly jsMs: number;
  readonly cpuMs: number;
}

function installPixi(): void {
  if (existsSync(join(here, 'pixi/node_modules/pixi.js'))) return;
  console.log('Installing pixi.js for this benchmark …');
  const done = spawnSync('npm', ['ci'], { cwd: join(here, 'pixi'), stdio: 'inherit', shell: process.platform === 'win32' });
  if (done.status !== 0) throw new Error('npm ci failed in bench/pixi');
}

/** CPU seconds of all processes of the browser so far. */
async function cpuSeconds(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.reduce((sum, one) => sum + one.cpuTime, 0);
}

async function drawn(browser: Browser, page: Page, painter: string, clients: number, wave: boolean, frames: number): Promise<Drawn> {
  await page.evaluate(([count, withWave]) => window.bench.prepare(count, withWave), [clients, wave] as const);
  await page.evaluate(() => window.bench.frames(30));
  const before = await cpuSeconds(browser);
  const jsMs = await page.evaluate((count) => window.bench.frames(count), frames);
  const cpuMs = ((await cpuSeconds(browser)) - before) * 1000;
  return { painter, clients, wave, frames, jsMs: jsMs / frames, cpuMs: cpuMs / frames };
}

function table(results: readonly Drawn[]): void {
  const rows = results.map((result) => {
    const yardstick = results.find((one) => one.painter === 'pixi' && one.clients === result.clients && one.wave === result.wave);
    const ratio = result.painter !== 'pixi' && yardstick ? `${figure(yardstick.cpuMs / result.cpuMs)} × less` : '–';
    return [
      result.painter === 'map' ? 'map of Chainscope' : 'pixi.js 8',
      figure(result.clients),
      result.wave ? '5,000 messages' : '–',
      figure(result.jsMs),
      figure(result.cpuMs),
      ratio,
    ];
  });
  console.log('\none frame, 1280 × 720, 1 % of the clients changing, panning and zooming\n');
  printTable(['', 'clients', 'wave', 'JavaScript ms (wall)', 'CPU ms, all processes', 'against pixi.js'], rows);
}

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000,100000' },
    painters: { type: 'string', default: 'map,pixi' },
    waves: { type: 'string', default: 'no,yes' },
    frames: { type: 'string', default: '120' },
    port: { type: 'string', default: '4407' },
    pictures: { type: 'string' },
  },
});
const painters = values.painters.split(',');
if (painters.some((painter) => !Object.hasOwn(FOLDERS, painter))) throw new Error(`--painters takes ${Object.keys(FOLDERS).join(', ')}`);
if (painters.includes('pixi')) installPixi();
const outDir = mkdtempSync(join(tmpdir(), 'chainscope-draw-'));
const input = painters.map((painter) => join(here, FOLDERS[painter] ?? '', 'index.html'));
await build({
  configFile: false,
  root: here,
  base: './',
  logLevel: 'error',
  build: { outDir, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 5000, rolldownOptions: { input } },
  worker: { format: 'es' },
});
const server = await preview({
  configFile: false,
  root: here,
  build: { outDir },
  preview: { host: '127.0.0.1', port: Number(values.port), strictPort: true },
  logLevel: 'warn',
});
const executablePath = findChromium();
if (executablePath === null) throw new Error('no Chromium was found (CHROMIUM_PATH)');
const browser = await chromium.launch({ executablePath, chromiumSandbox: false, args: ARGS });
try {
  const results: Drawn[] = [];
  for (const clients of values.sizes.split(',').map(Number)) {
    for (const wave of values.waves.split(',').map((word) => word === 'yes')) {
      for (const painter of painters) {
        const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
        page.on('pageerror', (error) => console.error(error.message));
        await page.goto(`http://127.0.0.1:${values.port}/${FOLDERS[painter]}/`);
        await page.waitForFunction(() => 'bench' in window);
        results.push(await drawn(browser, page, painter, clients, wave, Number(values.frames)));
        if (values.pictures !== undefined) await page.screenshot({ path: join(values.pictures, `${painter}-${clients}${wave ? '-wave' : ''}.png`) });
        await page.close();
      }
    }
  }
  table(results);
} finally {
  await browser.close();
  await server.close();
  rmSync(outDir, { recursive: true, force: true });
}
