/**
 * `npm run bench:diagram`: how long tasks on the page's main thread are while the time–chain diagram of 1,000 clients and 10 simulated minutes
 * (three questions, every registration) is panned and zoomed, at rest and while playing. Builds the page first.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import type { Scenario } from '../src/scenario/types';
import { CHROMIUM_ARGS, findChromium } from '../scripts/find-chromium.mjs';

const RUNS = Number(process.env['RUNS'] ?? 3);
const PORT = 4410;
const MINUTES = 10;

const SCENARIO: Scenario = {
  format: 'chainscope-scenario',
  version: 1,
  name: 'A thousand clients, three questions',
  seed: 7,
  duration: '20m',
  sites: [
    { id: 'hq', name: 'Headquarters', kind: 'headquarters' },
    { id: 'branch', name: 'Branch', kind: 'branch' },
  ],
  subnets: Array.from({ length: 10 }, (_, i) => ({ cidr: `10.${i}.1.0/24`, site: i < 5 ? 'hq' : 'branch', clients: 100 })),
  settings: { startWindow: '30s' },
  timeline: ['3m', '6m', '8m'].map((at, i) => ({ at, do: 'ask' as const, id: `q${i + 1}`, sensors: ['Operating System'] })),
};

// A folder of its own: others may build meanwhile.
const outDir = mkdtempSync(join(tmpdir(), 'chainscope-bench-'));
await build({ logLevel: 'error', build: { outDir, emptyOutDir: true } });
const server = await preview({ build: { outDir }, preview: { port: PORT, strictPort: true, host: '127.0.0.1' } });
const browser = await chromium.launch({ executablePath: findChromium() ?? '', chromiumSandbox: false, args: [...CHROMIUM_ARGS] });
console.log(`1,000 clients × ${MINUTES} min in the time–chain diagram, panned and zoomed: tasks of the main thread`);
for (const playing of [false, true]) {
  for (let run = 1; run <= RUNS; run++) console.log(`${playing ? 'playing at 10×' : 'at rest'}, run ${run}: ${await measure(playing)}`);
}
await browser.close();
server.httpServer.close();
rmSync(outDir, { recursive: true });

async function measure(playing: boolean): Promise<string> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`http://127.0.0.1:${PORT}/`);
  await page.waitForSelector('html[data-ready]');
  await page.evaluate(async (scenario) => {
    const { chainscope } = window;
    await chainscope.load(scenario);
    await chainscope.pause();
    await chainscope.seek(600);
    await chainscope.idle();
    await chainscope.setSpeed(10);
  }, SCENARIO);
  await page.getByRole('tab', { name: 'Time–chain' }).click();
  await page.evaluate(() => window.chainscope.idle());
  await page.getByRole('button', { name: 'Whole run' }).click();
  await page.evaluate(() => window.chainscope.idle());
  if (playing) await page.evaluate(() => window.chainscope.play());
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline', 'devtools.timeline'] });
  await gestures(page);
  const tasks = mainThreadTasks(JSON.parse((await browser.stopTracing()).toString('utf8')) as Trace);
  await page.close();
  return said(tasks);
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Wall time, and time on the processor, in µs. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}
interface Trace {
  readonly traceEvents: readonly TraceEvent[];
}
interface Task {
  readonly wall: number;
  readonly cpu: number;
}

/** Tasks of the page's main thread. On a busy machine a task waits for the processor: what the page can help is its time on it. */
function mainThreadTasks({ traceEvents }: Trace): Task[] {
  const mains = new Set(
    traceEvents.filter((event) => event.name === 'thread_name' && event.args?.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`),
  );
  return traceEvents
    .filter((event) => event.name.endsWith('RunTask') && event.ph === 'X' && mains.has(`${event.pid} ${event.tid}`))
    .map((event) => ({ wall: (event.dur ?? 0) / 1000, cpu: (event.tdur ?? 0) / 1000 }));
}

function said(tasks: readonly Task[]): string {
  const most = (of: (task: Task) => number): string => Math.max(0, ...tasks.map(of)).toFixed(1);
  const over = (of: (task: Task) => number): number => tasks.filter((task) => of(task) > 50).length;
  const busy = tasks.reduce((sum, task) => sum + task.cpu, 0);
  return `longest task ${most((task) => task.cpu)} ms of processor time (${over((task) => task.cpu)} over 50 ms), ${most((task) => task.wall)} ms by the clock (${over((task) => task.wall)}); ${Math.round(busy)} ms in ${tasks.length} tasks`;
}

/** In and out of time, in and out of rows, along both, and the pointer over everything. */
async function gestures(page: Page): Promise<void> {
  const box = await page.getByLabel('Time–chain diagram', { exact: true }).boundingBox();
  if (box === null) throw new Error('There is no diagram.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  for (let i = 0; i < 40; i++) {
    await page.mouse.wheel(0, i < 20 ? -240 : 220);
    await page.waitForTimeout(60);
  }
  await page.keyboard.down('Shift');
  for (let i = 0; i < 24; i++) {
    await page.mouse.wheel(0, i < 12 ? -200 : 180);
    await page.waitForTimeout(60);
  }
  await page.keyboard.up('Shift');
  await page.mouse.down();
  for (let i = 0; i < 40; i++) {
    await page.mouse.move(x + 4 * i * Math.sin(i / 6), y + 2 * i * Math.cos(i / 5));
    await page.waitForTimeout(30);
  }
  await page.mouse.up();
  for (let i = 0; i < 60; i++) {
    await page.mouse.move(box.x + 130 + ((i * 37) % (box.width - 160)), box.y + 40 + ((i * 53) % (box.height - 60)));
    await page.waitForTimeout(16);
  }
}
