#!/usr/bin/env node
/** The command line. It is TypeScript; tsx reads it as it is, so there is nothing to build and nothing to get stale. */
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

register({ tsconfig: fileURLToPath(new URL('../tsconfig.json', import.meta.url)) });
await import('../src/cli/main.ts');
