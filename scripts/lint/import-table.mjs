/**
 * Who may import whom: src/README.md as data. `house.mjs` enforces it, src/import-table.test.ts proves that it does.
 * A folder may always import itself. `types` = type-only imports; a list = only these files (with their values).
 */

/** Words that the simulation shares with everybody: constants without behaviour. */
const SHARED_WORDS = ['sim/state-bits', 'sim/log', 'sim/rule-texts'];
/** And the engine with the views. */
const SHARED_MARKS = ['engine/time-chain-marks'];

export const FOLDERS = {
  sim: { folders: [], packages: [] },
  scenario: { folders: ['sim'], packages: ['ipaddr.js', 'jsonc-parser', 'papaparse', 'valibot'] },
  layout: { folders: ['sim'], packages: [] },
  'closed-form': { folders: [], types: ['sim', 'scenario'], packages: [] },
  engine: { folders: ['sim', 'scenario', 'layout'], packages: [] },
  ui: { folders: [], packages: ['react', 'react-dom', 'radix-ui', 'cmdk', '@tanstack/react-virtual'] },
  render: { folders: ['layout'], files: ['engine/frame', 'sim/state-bits'], types: ['sim'], packages: ['d3'] },
  store: {
    folders: ['scenario', 'closed-form'],
    files: ['engine/remote-engine', 'engine/contract', 'engine/frame', 'engine/program-version', ...SHARED_WORDS],
    types: ['sim', 'layout'],
    packages: ['zustand', 'immer', 'idb-keyval', 'react', 'valibot'],
  },
  views: {
    folders: ['store', 'render', 'ui', 'scenario', 'layout', 'closed-form'],
    files: [...SHARED_WORDS, ...SHARED_MARKS],
    types: ['sim', 'engine'],
    packages: ['react', 'react-dom', 'd3', 'radix-ui', 'cmdk', '@tanstack/react-virtual', 'zustand'],
  },
  tours: { folders: ['store', 'ui', 'scenario'], packages: ['react'] },
  app: {
    folders: ['sim', 'scenario', 'layout', 'closed-form', 'engine', 'ui', 'render', 'store', 'views', 'tours'],
    packages: [
      'react',
      'react-dom',
      'd3',
      'radix-ui',
      'cmdk',
      '@tanstack/react-virtual',
      'zustand',
      'immer',
      'idb-keyval',
      'tinykeys',
      '@fontsource-variable/inter',
    ],
  },
  cli: { folders: ['sim', 'scenario', 'engine', 'closed-form'], packages: ['node:*'] },
  testing: { folders: ['sim', 'scenario', 'engine', 'closed-form'], packages: ['fast-check'] },
};

/** Files with a line of their own. */
export const FILES = {
  'main.tsx': { folders: ['app'], packages: ['react', 'react-dom', '@fontsource-variable/inter'] },
  'cli/hash-of-seed.ts': { folders: ['sim', 'scenario', 'testing'], packages: [] },
  'cli/check-seed.ts': { folders: ['sim', 'testing'], packages: [] },
};

/** The entry of a path inside src/, or null where everything is allowed (tests and their tools). */
export function rowFor(file) {
  if (/\.test(-tools)?\.tsx?$/.test(file)) return null;
  return FILES[file] ?? FOLDERS[file.split('/')[0]] ?? { folders: [], packages: [] };
}

/** Why `file` (inside src/) may not import `target` (inside src/), or null when it may. */
export function refusalOfFile(file, target, typeOnly) {
  const row = rowFor(file);
  const own = file.includes('/') ? file.split('/')[0] : null;
  const folder = target.split('/')[0];
  if (row === null || folder === own || row.folders.includes(folder)) return null;
  const plain = target.replace(/\.(tsx?|js)$/, '');
  if (row.files?.includes(plain) || (typeOnly && row.types?.includes(folder))) return null;
  if (row.types?.includes(folder)) return `${own ?? file} may import only types of ${folder} (src/README.md)`;
  return `${own ?? file} may not import ${folder} (src/README.md)`;
}

/** The same for a package or a built-in module of Node. */
export function refusalOfPackage(file, specifier) {
  const row = rowFor(file);
  if (row === null) return null;
  const parts = specifier.split('/');
  const name = specifier.startsWith('node:') ? 'node:*' : specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0];
  return row.packages.includes(name) ? null : `${file.split('/')[0]} may not import the package ${specifier} (scripts/lint/import-table.mjs)`;
}
