// What is built, of what, and whether it is newer than that. Runs under any Node from 16 on.
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('..', import.meta.url));

/** By name; `sources` include the libraries that are built in. */
export const builds = {
  server: { folder: 'dist', sources: ['src', 'vite.config.ts', 'package.json', 'package-lock.json'] },
  console: { folder: 'console/dist', sources: ['console/src', 'console/public', 'console/index.html', 'console/package.json', 'console/vite.config.ts', 'console/write-api-types.ts', 'src/contract', 'package-lock.json'] },
};

const generated = /schema\.d\.ts$|\.test\.tsx?$/;
const stampOf = (name, root) => join(root, builds[name].folder, '.built');

/** When the path or anything below it changed last, in ms. By ctime, which nobody can set; a folder's own tells of what was removed. */
function changedMs(path) {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) return 0;
  if (!status.isDirectory()) return status.ctimeMs;
  return readdirSync(path, { withFileTypes: true }).reduce((latest, entry) => (generated.test(entry.name) ? latest : Math.max(latest, changedMs(join(path, entry.name)))), status.ctimeMs);
}

export function isBuilt(name, root = here) {
  const stamp = stampOf(name, root);
  if (!existsSync(stamp)) return false;
  const builtMs = statSync(stamp).mtimeMs;
  return builds[name].sources.every((path) => changedMs(join(root, path)) < builtMs);
}

/** What changes while it is built counts as newer. @param startedMs when the build began */
export function markBuilt(name, startedMs, root = here) {
  const stamp = stampOf(name, root);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, '');
  utimesSync(stamp, startedMs / 1000, startedMs / 1000);
}
