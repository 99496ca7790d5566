/** The import table (src/README.md) and the bans in the simulation are real: oxlint, with this project's own configuration, flags what breaks them. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'chainscope-lint-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Finding {
  readonly file: string;
  readonly rule: string;
}

/** Lints files (path → text) in a copy of this project's set-up. */
function lint(files: Readonly<Record<string, string>>): Finding[] {
  const project = mkdtempSync(join(folder, 'p-'));
  cpSync(join(root, '.oxlintrc.json'), join(project, '.oxlintrc.json'));
  cpSync(join(root, 'scripts/lint'), join(project, 'scripts/lint'), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }
  const run = spawnSync(process.execPath, [join(root, 'node_modules/oxlint/bin/oxlint'), 'src', '-f', 'unix'], { cwd: project, encoding: 'utf8' });
  const lines = run.stdout.split('\n');
  return lines.flatMap((line) => {
    const match = /^(\S+?):\d+:\d+: .*\[Error\/(.+)\]$/.exec(line);
    return match ? [{ file: match[1] ?? '', rule: match[2] ?? '' }] : [];
  });
}

/** The table as src/README.md states it, in words that a reader sees. */
const FOLDERS = ['sim', 'scenario', 'layout', 'closed-form', 'engine', 'ui', 'render', 'store', 'views', 'tours', 'app', 'cli', 'testing'];
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  sim: [],
  scenario: ['sim'],
  layout: ['sim'],
  'closed-form': [],
  engine: ['sim', 'scenario', 'layout'],
  ui: [],
  render: ['layout'],
  store: ['scenario', 'closed-form'],
  views: ['store', 'render', 'ui', 'scenario', 'layout', 'closed-form'],
  tours: ['store', 'ui', 'scenario'],
  app: ['sim', 'scenario', 'layout', 'closed-form', 'engine', 'ui', 'render', 'store', 'views', 'tours'],
  cli: ['sim', 'scenario', 'engine', 'closed-form'],
  testing: ['sim', 'scenario', 'engine', 'closed-form'],
};

const use = (specifier: string, kind = ''): string =>
  `import ${kind}{ thing } from '${specifier}';\nexport ${kind ? 'type Use = typeof thing' : 'const use = thing'};\n`;
const flagged = (findings: readonly Finding[], rule: string): string[] => findings.filter((finding) => finding.rule === rule).map((finding) => finding.file);

describe('the import table', () => {
  it('lets each folder import exactly the folders that its row names, from any depth', () => {
    const files: Record<string, string> = {};
    const forbidden: string[] = [];
    for (const from of FOLDERS) {
      for (const to of FOLDERS) {
        const paths = [`src/${from}/to-${to}.ts`, `src/${from}/deep/er/to-${to}.ts`];
        files[paths[0] ?? ''] = use(`../${to}/thing`);
        files[paths[1] ?? ''] = use(`../../../${to}/thing`);
        if (from !== to && !ALLOWED[from]?.includes(to)) forbidden.push(...paths);
      }
    }
    expect(flagged(lint(files), 'house(imports)').sort()).toEqual(forbidden.sort());
  });

  it('knows the exceptions: shared words, types, single files, and tests', () => {
    const allowed = {
      'src/render/a.ts': use('../engine/frame'),
      'src/render/b.ts': use('../sim/types', 'type '),
      'src/views/a.ts': use('../../src/sim/state-bits'),
      'src/views/b.ts': use('../engine/contract', 'type '),
      'src/store/a.ts': use('../engine/remote-engine'),
      'src/cli/check-seed.ts': use('../testing/reference'),
      'src/sim/a.test.ts': use('../testing/reference'),
    };
    const forbidden = {
      'src/render/c.ts': use('../engine/contract', 'type '),
      'src/render/d.ts': use('../sim/types'),
      'src/views/c.ts': use('../engine/contract'),
      'src/store/b.ts': use('../engine/engine'),
      'src/cli/run.ts': use('../testing/reference'),
      'src/ui/a.ts': use('../sim/types', 'type '),
      'src/sim/b.ts': `export { thing } from '../scenario/thing';\n`,
      'src/sim/c.ts': `export const late = () => import('../scenario/thing');\n`,
      'src/sim/d.ts': use('../../package.json'),
    };
    expect(flagged(lint({ ...allowed, ...forbidden }), 'house(imports)').sort()).toEqual(Object.keys(forbidden).sort());
  });

  it('keeps packages where they belong: none in the simulation, React not below the panels, Node only on the command line', () => {
    const allowed = {
      'src/ui/a.ts': use('react'),
      'src/render/a.ts': use('d3'),
      'src/cli/a.ts': use('node:fs'),
      'src/scenario/a.ts': use('valibot'),
      'src/sim/a.test.ts': use('vitest'),
    };
    const forbidden = {
      'src/sim/a.ts': use('d3'),
      'src/sim/b.ts': use('node:fs'),
      'src/layout/a.ts': use('d3'),
      'src/engine/a.ts': use('react'),
      'src/render/b.ts': use('react'),
      'src/scenario/b.ts': use('node:fs'),
      'src/scenario/c.ts': use('@scope/other'),
    };
    expect(flagged(lint({ ...allowed, ...forbidden }), 'house(imports)').sort()).toEqual(Object.keys(forbidden).sort());
  });

  it('is the one that src/README.md prints', () => {
    const readme = readFileSync(join(root, 'src/README.md'), 'utf8');
    const rows = [...readme.matchAll(/^\| `([\w-]+)\/` \|.*\| (.+) \|$/gm)].map((row) => [row[1] ?? '', row[2] ?? ''] as const);
    expect(rows.map(([name]) => name).sort()).toEqual([...FOLDERS].sort());
    for (const [name, cell] of rows) {
      for (const to of ALLOWED[name] ?? []) if (cell !== 'all of the above') expect(cell, `${name} → ${to}`).toMatch(new RegExp(`\\b${to}\\b`));
    }
  });
});

describe('the simulation is pure (REG and LINK rules must give one result on every host)', () => {
  const BANNED: Readonly<Record<string, string>> = {
    'Math.random': 'export const x = Math.random();',
    Date: 'export const x = Date.now();',
    'new Date': 'export const x = new Date();',
    performance: 'export const x = performance.now();',
    'Math.sin': 'export const x = Math.sin(1);',
    'Math.log2': 'export const x = Math.log2(8);',
    'Math.pow': 'export const x = Math.pow(2, 0.5);',
    'Math.hypot': 'export const x = Math.hypot(3, 4);',
    'for…in': 'export function keys(o: object): void {\n  for (const k in o) if (k) keys(o);\n}',
    async: 'export async function f(): Promise<void> {}',
    localeCompare: `export const x = 'a'.localeCompare('b');`,
    setTimeout: 'setTimeout(() => {}, 1);',
  };

  it.each(Object.entries(BANNED))('%s is flagged in src/sim, and not in a test', (_name, text) => {
    const findings = lint({ 'src/sim/protocol/bad.ts': `${text}\n`, 'src/sim/protocol/bad.test.ts': `${text}\n` });
    expect(findings.some((finding) => finding.file === 'src/sim/protocol/bad.ts')).toBe(true);
    expect(findings.filter((finding) => finding.file.endsWith('.test.ts'))).toEqual([]);
  });

  it('Math.imul, Math.floor, Math.min and Object.keys stay allowed', () => {
    expect(lint({ 'src/sim/good.ts': 'export const x = Math.imul(2, 3) + Math.floor(1.5) + Math.min(1, 2) + Object.keys({}).length;\n' })).toEqual([]);
  });
});
