/** Browser tests need a Chromium. Finds it, or installs it by apt where that is possible, or says what to do. */
import { spawnSync } from 'node:child_process';
import { findChromium } from './find-chromium.mjs';

function has(command) {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined;
}

function apt(...args) {
  return spawnSync('apt-get', args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0;
}

function main() {
  const found = findChromium();
  if (found) return console.log(`Chromium: ${found}`);
  if (process.env.CHROMIUM_PATH) return fail(`CHROMIUM_PATH is ${process.env.CHROMIUM_PATH}, but there is no program there.`);
  const root = typeof process.getuid === 'function' && process.getuid() === 0;
  if (root && has('apt-get')) {
    console.log('Chromium is missing: installing it with apt-get (about 500 MB on disk) …');
    if (apt('update') && apt('install', '-y', '--no-install-recommends', 'chromium') && findChromium()) return console.log(`Chromium: ${findChromium()}`);
    return fail('apt-get could not install chromium.');
  }
  return fail('No Chromium or Chrome was found.');
}

function fail(what) {
  console.error(
    `${what}\nThe browser tests need one. Install it (Debian and Ubuntu: sudo apt-get install chromium), or set CHROMIUM_PATH to its program file.`,
  );
  process.exitCode = 1;
}

main();
