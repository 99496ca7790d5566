/** Build, dev server and unit tests. The page is plain files: any static host will do, and a strict CSP holds (no inline script, no data: URLs). */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { contentSecurityPolicy } from './scripts/csp.ts';

export default defineConfig({
  base: './',
  plugins: [react(), contentSecurityPolicy()],
  worker: { format: 'es' },
  build: { target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 1000, modulePreload: { polyfill: false } },
  server: { host: '127.0.0.1', port: 5173 },
  preview: { host: '127.0.0.1', port: 4173 },
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx'],
    environment: 'node',
    setupFiles: ['scripts/vitest-setup.ts'],
    // By default one core is left alone; the long property tests want both.
    maxWorkers: '100%',
    // Only a guard against hanging: slow machines are no failure.
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
