/**
 * First load: the gzipped JavaScript that index.html needs before the page stands, i.e. its scripts, what they import statically, and
 * the worker with what that imports. What is loaded later by import() is not counted. Fails above the limit.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const LIMIT = 250_000;
const dist = resolve(process.argv[2] ?? 'dist');

function scriptsOf(html) {
  const tags = html.match(/<(script|link)\b[^>]*>/g) ?? [];
  const wanted = tags.filter((tag) => tag.startsWith('<script') || /rel="modulepreload"/.test(tag));
  return wanted.map((tag) => /(?:src|href)="([^"]+\.js)"/.exec(tag)?.[1]).filter(Boolean);
}

/** Files that a script imports statically, and workers that it starts. */
function neededBy(file, code, workers) {
  const found = [];
  for (const [, path] of code.matchAll(/(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+\.js)["']/g)) found.push(resolve(dirname(file), path));
  for (const worker of workers) if (code.includes(worker.name)) found.push(worker.path);
  return found;
}

function allFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? allFiles(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}

const workers = allFiles(dist)
  .filter((path) => /worker[^/\\]*\.js$/.test(path))
  .map((path) => ({ path, name: path.split(/[/\\]/).pop() }));
const queue = scriptsOf(readFileSync(join(dist, 'index.html'), 'utf8')).map((path) => resolve(dist, path));
const sizes = new Map();
while (queue.length > 0) {
  const file = queue.pop();
  if (sizes.has(file)) continue;
  const code = readFileSync(file);
  sizes.set(file, gzipSync(code, { level: 9 }).length);
  queue.push(...neededBy(file, code.toString('utf8'), workers));
}

if (sizes.size === 0) {
  console.error('First load: no script was found in index.html; was the page built?');
  process.exit(1);
}
const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
for (const [file, size] of [...sizes].sort((a, b) => b[1] - a[1])) console.log(`${(size / 1000).toFixed(1).padStart(8)} kB  ${relative(dist, file)}`);
console.log(`${(total / 1000).toFixed(1).padStart(8)} kB  first load, JavaScript, gzipped (limit ${LIMIT / 1000} kB)`);
if (total > LIMIT) {
  console.error(`First load is ${((total - LIMIT) / 1000).toFixed(1)} kB over its limit.`);
  process.exit(1);
}
