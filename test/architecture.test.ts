// The architecture rules check something: the whole tree is seen, and a planted violation of every rule is caught.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
const rules = (createRequire(import.meta.url)('../.dependency-cruiser.cjs') as { forbidden: readonly { name: string }[] }).forbidden;

interface Cruise {
  readonly summary: { readonly totalCruised: number; readonly violations: readonly { readonly rule: { readonly name: string }; readonly from: string; readonly to: string }[] };
}

function cruise(cwd: string, folders: readonly string[], options: readonly string[] = []): Cruise['summary'] {
  const { stdout, stderr } = spawnSync(process.execPath, [depcruise, '--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json', ...options, ...folders], { cwd, encoding: 'utf8', maxBuffer: 2 ** 27 });
  assert.ok(stdout.startsWith('{'), stderr);
  return (JSON.parse(stdout) as Cruise).summary;
}

test('the import rules hold, and see every module', () => {
  const { totalCruised, violations } = cruise(root, ['src', 'bench']);
  assert.deepEqual(violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`), []);
  assert.ok(totalCruised >= globSync('src/**/*.ts', { cwd: root }).length, `only ${String(totalCruised)} modules were seen`);
});

const nothing = 'export const nothing = 0;\n';
const importing = (path: string): string => `import { nothing } from '${path}';\nexport const something = nothing;\n`;
const typeImporting = (path: string): string => `import type { Nothing } from '${path}';\nexport interface Something { nothing: Nothing }\n`;

/** For each rule, files that break it. */
const violations: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'core-image-may-import': { 'src/core/image/a.ts': importing('../policy/b.ts'), 'src/core/policy/b.ts': nothing },
  'core-policy-may-import': { 'src/core/policy/a.ts': importing('../distribution/b.ts'), 'src/core/distribution/b.ts': nothing },
  'core-distribution-may-import': { 'src/core/distribution/a.ts': importing('../policy/b.ts'), 'src/core/policy/b.ts': nothing },
  'core-activity-may-import': { 'src/core/activity/a.ts': importing('../policy/b.ts'), 'src/core/policy/b.ts': nothing },
  'contract-may-import': { 'src/contract/a.ts': importing('../admin/b.ts'), 'src/admin/b.ts': nothing },
  'http-may-import': { 'src/http/a.ts': importing('../core/b.ts'), 'src/core/b.ts': nothing },
  'disk-may-import': { 'src/disk/a.ts': importing('../core/b.ts'), 'src/core/b.ts': nothing },
  'telemetry-may-import': { 'src/telemetry/a.ts': importing('../core/b.ts'), 'src/core/b.ts': nothing },
  'yaml-may-import': { 'src/yaml/a.ts': importing('../core/b.ts'), 'src/core/b.ts': nothing },
  'client-setup-may-import': { 'src/client-setup/a.ts': importing('../contract/b.ts'), 'src/contract/b.ts': nothing },
  'config-may-import': { 'src/config/a.ts': importing('../http/b.ts'), 'src/http/b.ts': nothing },
  'upstream-may-import': { 'src/upstream/a.ts': importing('../gateway/b.ts'), 'src/gateway/b.ts': nothing },
  'identity-may-import': { 'src/identity/a.ts': importing('../gateway/b.ts'), 'src/gateway/b.ts': nothing },
  'authority-may-import': { 'src/authority/a.ts': importing('../identity/b.ts'), 'src/identity/b.ts': nothing },
  'audit-may-import': { 'src/audit/a.ts': importing('../gateway/b.ts'), 'src/gateway/b.ts': nothing },
  'facts-may-import': { 'src/facts/a.ts': importing('../admin/b.ts'), 'src/admin/b.ts': nothing },
  'gateway-may-import': { 'src/gateway/a.ts': importing('../admin/b.ts'), 'src/admin/b.ts': nothing },
  'admin-may-import': { 'src/admin/a.ts': importing('../gateway/b.ts'), 'src/gateway/b.ts': nothing },
  'cli-may-import': { 'src/cli/a.ts': importing('../identity/b.ts'), 'src/identity/b.ts': nothing },
  'console-ui-may-import': { 'console/src/ui/a.ts': importing('../policy/b.ts'), 'console/src/policy/b.ts': nothing },
  'console-api-may-import': { 'console/src/api/a.ts': importing('../ui/b.ts'), 'console/src/ui/b.ts': nothing },
  'console-policy-may-import': { 'console/src/policy/a.ts': importing('../features/pulls/b.ts'), 'console/src/features/pulls/b.ts': nothing },
  'console-features-may-import': { 'console/src/features/pulls/a.ts': importing('../../app/b.ts'), 'console/src/app/b.ts': nothing },
  'console-app-may-import': { 'console/src/app/a.ts': importing('../b.ts'), 'console/src/b.ts': nothing },
  'core-is-pure': { 'src/core/a.ts': "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n" },
  'client-setup-is-pure': { 'src/client-setup/a.ts': "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n" },
  'store-implements-ports': { 'src/store/a.ts': importing('../audit/b.ts'), 'src/audit/b.ts': nothing },
  'workers-implement-ports': { 'src/workers/a.ts': importing('../audit/b.ts'), 'src/audit/b.ts': nothing },
  'only-the-composition-wires-adapters': { 'src/admin/a.ts': importing('../workers/b.ts'), 'src/workers/b.ts': nothing },
  'nothing-imports-the-composition': { 'src/admin/a.ts': importing('../b.ts'), 'src/b.ts': nothing },
  'doors-do-not-meet': { 'src/gateway/registry/a.ts': importing('../token/b.ts'), 'src/gateway/token/b.ts': nothing },
  'console-sees-only-the-contract': { 'console/src/a.ts': importing('../../src/core/b.ts'), 'src/core/b.ts': nothing },
  'nothing-imports-an-entry-point': { 'src/admin/a.ts': importing('../worker.ts'), 'src/worker.ts': nothing },
  'bench-stands-outside': { 'src/http/a.ts': importing('../../bench/b.ts'), 'bench/b.ts': nothing },
  'no-circular': { 'src/http/a.ts': `${typeImporting('./b.ts')}export type Nothing = 0;\n`, 'src/http/b.ts': `${typeImporting('./a.ts')}export type Nothing = 0;\n` },
  'no-dumping-ground': { 'src/http/a.ts': importing('./utils.ts'), 'src/http/utils.ts': nothing },
  'no-barrels': { 'src/http/a.ts': importing('./b/index.ts'), 'src/http/b/index.ts': nothing },
  'no-orphans': { 'src/http/a.ts': nothing },
  'resolvable-and-declared': { 'src/http/a.ts': importing('nowhere-to-be-found') },
  'no-dev-dependencies-in-production': { 'src/http/a.ts': "import fc from 'fast-check';\nexport const check = fc;\n" },
};

test('the import rules hold in the console, and see every module', () => {
  const { totalCruised, violations } = cruise(root, ['console/src'], ['--ts-config', join(root, 'console/tsconfig.json')]);
  assert.deepEqual(violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`), []);
  assert.ok(totalCruised >= globSync('console/src/**/*.{ts,tsx}', { cwd: root }).length, `only ${String(totalCruised)} modules were seen`);
});

test('every import rule has a planted violation here', () => {
  assert.deepEqual(Object.keys(violations).toSorted(), rules.map(({ name }) => name).toSorted());
});

/** `a.ts` and `b.ts` get the rule's name, so that all plants stand in one tree. */
const named = (rule: string, text: string): string => text.replaceAll(/\b([ab])\.ts\b/g, `$1-${rule}.ts`);

test('a planted violation of every import rule is caught', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-architecture-'));
  try {
    for (const name of ['package.json', 'tsconfig.json']) writeFileSync(join(folder, name), readFileSync(join(root, name)));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    for (const [rule, files] of Object.entries(violations)) {
      for (const [name, text] of Object.entries(files)) {
        const path = join(folder, named(rule, name));
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, named(rule, text));
      }
    }
    const found = cruise(folder, ['src', 'console']).violations;
    for (const [rule, files] of Object.entries(violations)) {
      const planted = Object.keys(files).map((name) => named(rule, name));
      assert.ok(found.some((violation) => violation.rule.name === rule && planted.includes(violation.from)), rule);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('core compiles without Node and without a clock in its sources', () => {
  for (const file of globSync('src/core/**/*.ts', { cwd: root, exclude: ['**/*.test.ts'] })) {
    assert.doesNotMatch(readFileSync(join(root, file), 'utf8'), /\b(?:Date\.now|new Date|Math\.random|process\.)/, file);
  }
});

test('the folder table of ARCHITECTURE.md is the folders of src, and those within core and gateway', () => {
  const page = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
  const inTable = [...page.matchAll(/^\| `src\/([a-z/-]+?)\/?` \|/gm)].map((match) => match[1]);
  const folders = globSync(['src/*/', 'src/core/*/', 'src/gateway/*/'], { cwd: root }).map((path) => path.replace(/^src\//, '').replace(/\/$/, ''));
  assert.deepEqual(inTable.toSorted(), folders.toSorted());
});

const sourceLines = globSync(['src/**/*.ts'], { cwd: root, exclude: ['**/*.test.ts'] }).map((file) => readFileSync(join(root, file), 'utf8').split('\n').length).toSorted((a, b) => a - b);
test('files stay small: the middle one has at most 100 lines, nine of ten at most 250', () => {
  assert.ok(sourceLines.length > 50);
  assert.ok((sourceLines[Math.floor(sourceLines.length / 2)] ?? 0) <= 101);
  assert.ok((sourceLines[Math.floor(sourceLines.length * 0.9)] ?? 0) <= 251);
});
