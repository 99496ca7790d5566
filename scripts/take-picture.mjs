/** Takes the README's picture of the page that `npm start` serves: node scripts/take-picture.mjs [URL]. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { findChromium } from './find-chromium.mjs';
import { shrinkPng } from './shrink-png.mjs';

const address = process.argv[2] ?? 'http://127.0.0.1:4173/';
const target = 'docs/img/opening-dark.png';
/** A question travels: some clients have it, answers come back, the VPN clients have been heard. */
const INSTANT = 102.085;

mkdirSync('docs/img', { recursive: true });
const browser = await chromium.launch({ executablePath: findChromium(), chromiumSandbox: false, args: ['--no-sandbox', '--force-color-profile=srgb'] });
const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark' });
await page.goto(address);
await page.waitForSelector('html[data-ready]');
await page.evaluate(async (seconds) => {
  const { chainscope } = window;
  await chainscope.pause();
  await chainscope.seek(seconds);
  await chainscope.idle();
}, INSTANT);
// What is said of it comes a moment later.
await page.getByText('A question travels').waitFor();
await page.getByText('heard by the server').waitFor();
const picture = shrinkPng(await page.screenshot());
writeFileSync(target, picture);
await browser.close();
console.log(`${target}: ${address} at ${INSTANT} s, ${Math.round(picture.length / 1000)} kB`);
