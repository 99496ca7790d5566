/** Format and version of a file: whose it is, whether this program can read it, and the steps from older versions to this one. */
import { FORMAT_NAME, FORMAT_VERSION } from './format';
import { gotOf, kindWords, plain, problem, problemAt, quote } from './problems';
import type { Problem } from './types';

/** Step from a version to the next. The result of the last step is validated like any file. Version 1 is the first, so there is none yet. */
export type Migrations = ReadonlyMap<number, (file: Readonly<Record<string, unknown>>) => Record<string, unknown>>;
const MIGRATIONS: Migrations = new Map();

export type Migrated =
  | { readonly ok: true; readonly value: Readonly<Record<string, unknown>>; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problem: Problem };

export function migrate(value: unknown, migrations: Migrations = MIGRATIONS, current: number = FORMAT_VERSION): Migrated {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refused(
      problem('scenario.notObject', '', `The file is JSON, but ${kindWords(value)}; a scenario is an object with "format", "version", "sites" and "subnets".`),
    );
  }
  const file = value as Readonly<Record<string, unknown>>;
  const wrong = wrongFormat(file['format']) ?? wrongVersion(file['version'], current);
  if (wrong !== null) return refused(wrong);
  const from = Number(file['version']);
  const [migrated, reached] = climb(file, from, migrations, current);
  if (reached < current) return refused(oldVersion(from, current));
  if (from === current) return { ok: true, value: file, warnings: [] };
  const note = problemAt(['version'], 'version.migrated', `the file has version ${from} and was brought to version ${current}.`, { got: from });
  return { ok: true, value: migrated, warnings: [note] };
}

function refused(wrong: Problem): Migrated {
  return { ok: false, problem: wrong };
}

function climb(file: Readonly<Record<string, unknown>>, from: number, migrations: Migrations, current: number): [Readonly<Record<string, unknown>>, number] {
  let value = file;
  let version = from;
  while (version < current) {
    const step = migrations.get(version);
    if (step === undefined) break;
    version++;
    value = { ...step(value), version };
  }
  return [value, version];
}

function wrongFormat(format: unknown): Problem | null {
  if (format === FORMAT_NAME) return null;
  const path = ['format'];
  if (format === undefined) return problemAt(path, 'format.missing', `the key is missing; a scenario says "format": "${FORMAT_NAME}".`);
  const got = gotOf(path, format);
  if (typeof format !== 'string') return problemAt(path, 'format.other', `expected "${FORMAT_NAME}", found ${kindWords(format)}.`, { got });
  if (format.startsWith('chainscope-'))
    return problemAt(path, 'format.other', `this is a ${plain(format.slice('chainscope-'.length))} of this program, not a scenario ("${FORMAT_NAME}").`, {
      got,
    });
  return problemAt(path, 'format.other', `found ${quote(format)}; a scenario says "${FORMAT_NAME}".`, { got });
}

function wrongVersion(version: unknown, current: number): Problem | null {
  const path = ['version'];
  const got = gotOf(path, version);
  if (version === undefined) return problemAt(path, 'version.missing', `the key is missing; this program reads version ${current}.`);
  if (typeof version !== 'number' || !Number.isInteger(version)) {
    const found = typeof version === 'number' && Number.isFinite(version) ? String(version) : kindWords(version);
    return problemAt(path, 'version.form', `expected a whole number without quotes, such as ${current}; found ${found}.`, { got });
  }
  if (version > current) {
    const sentence = `the file was made with a newer version of the program (file format ${version}); this one reads format ${current}.`;
    return problemAt(path, 'version.newer', sentence, { got, hint: 'Update the program.' });
  }
  return version < 1 ? oldVersion(version, current) : null;
}

function oldVersion(version: number, current: number): Problem {
  return problemAt(
    ['version'],
    'version.unknown',
    `there has never been a file format ${version}; this program reads format ${current}${current > 1 ? ' and those before it, from 1 on' : ''}.`,
    { got: version },
  );
}
