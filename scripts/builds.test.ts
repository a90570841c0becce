// What is built is used only while it is newer than everything that it is made of.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

interface Builds {
  readonly isBuilt: (name: string, root: string) => boolean;
  readonly markBuilt: (name: string, startedMs: number, root: string) => void;
}

// The launcher reads it under any Node, so it is not TypeScript.
const { isBuilt, markBuilt } = (await import(new URL('builds.mjs', import.meta.url).href)) as Builds;
/** Longer than what a clock of files may be behind. */
const clockMs = 20;

async function openCheckout(t: TestContext): Promise<{ readonly at: (path: string) => string; readonly write: (path: string) => void; readonly build: () => Promise<void>; readonly isFresh: () => boolean }> {
  const root = mkdtempSync(join(tmpdir(), 'pullgate-builds-'));
  t.after(() => rmSync(root, { recursive: true }));
  const at = (path: string): string => join(root, path);
  const write = (path: string): void => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), 'x');
  };
  for (const path of ['src/core/a.ts', 'src/core/b.ts', 'src/core/a.test.ts', 'vite.config.ts', 'package.json', 'package-lock.json']) write(path);
  const build = async (): Promise<void> => {
    await pause(clockMs);
    markBuilt('server', Date.now(), root);
    await pause(clockMs);
  };
  await build();
  return { at, write, build, isFresh: () => isBuilt('server', root) };
}

test('nothing is built in a new checkout', async (t) => {
  const { at, isFresh } = await openCheckout(t);
  rmSync(at('dist/.built'));
  assert.equal(isFresh(), false);
});

test('a build is used until a source changes, comes or goes, whatever times are set', async (t) => {
  const { at, write, build, isFresh } = await openCheckout(t);
  const changes: Readonly<Record<string, () => void>> = {
    'a file is written': () => write('src/core/a.ts'),
    'a file comes': () => write('src/core/c.ts'),
    'a file goes': () => rmSync(at('src/core/b.ts')),
    'a file is renamed': () => renameSync(at('src/core/c.ts'), at('src/core/d.ts')),
    'a file gets an older time': () => utimesSync(at('src/core/a.ts'), 1, 1),
    'the libraries change': () => write('package-lock.json'),
  };
  for (const [change, make] of Object.entries(changes)) {
    assert.equal(isFresh(), true, `before: ${change}`);
    make();
    assert.equal(isFresh(), false, change);
    await build();
  }
});

test('what changes while it is built is not in it', async (t) => {
  const { at, write, isFresh } = await openCheckout(t);
  const startedMs = Date.now();
  await pause(clockMs);
  write('src/core/a.ts');
  markBuilt('server', startedMs, at('.'));
  assert.equal(isFresh(), false);
});

test('tests are not built in: a change of one leaves the build as it is', async (t) => {
  const { write, isFresh } = await openCheckout(t);
  write('src/core/a.test.ts');
  assert.equal(isFresh(), true);
});
