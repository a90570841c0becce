// Builds what is missing or older than its sources: `server` (dist/), `console` (console/dist), or both when none is named; with --always in any case. Runs under any Node from 16 on.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builds, isBuilt, markBuilt } from './builds.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const node = join(root, 'node_modules/.bin/node');
const vite = (folder) => [join(root, 'node_modules/vite/bin/vite.js'), 'build', join(root, folder), '--logLevel', 'warn'];
const steps = {
  server: [vite('.')],
  console: [[join(root, 'console/write-api-types.ts')], vite('console')],
};

const words = process.argv.slice(2);
const isForced = words.includes('--always');
const named = words.filter((word) => Object.hasOwn(builds, word));
for (const name of named.length > 0 ? named : Object.keys(builds)) {
  if (!isForced && isBuilt(name)) continue;
  console.error(`Building the ${name} ...`);
  const startedMs = Date.now();
  for (const step of steps[name]) {
    const { status } = spawnSync(node, step, { cwd: root, stdio: ['ignore', 2, 2] });
    if (status !== 0) {
      console.error(`The ${name} could not be built: see the message above.`);
      process.exit(1);
    }
  }
  markBuilt(name, startedMs);
}
