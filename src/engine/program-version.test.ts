import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PROGRAM_VERSION } from './program-version';

test('the version that reports name is that of the package', () => {
  expect(JSON.parse(readFileSync('package.json', 'utf8'))).toMatchObject({ version: PROGRAM_VERSION });
});
