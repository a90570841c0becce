// Builds the web console into console/dist when it is missing or older than what it is made of; with --always in any case. Runs under any Node from 16 on.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = join(root, 'console/dist/.made-of');
const node = join(root, 'node_modules/.bin/node');

/** The console's own files, the contract that its types are made from, and the libraries that it bundles. */
const sources = ['console/src', 'console/public', 'console/index.html', 'console/package.json', 'console/vite.config.ts', 'console/write-api-types.ts', 'src/contract', 'package-lock.json'];

function filesOf(path) {
  const whole = join(root, path);
  const entries = existsSync(whole) && !/\.\w+$/.test(path) ? readdirSync(whole, { withFileTypes: true }) : undefined;
  if (entries === undefined) return [path];
  return entries.flatMap((entry) => (entry.isDirectory() ? filesOf(`${path}/${entry.name}`) : [`${path}/${entry.name}`]));
}

const hash = createHash('sha256');
for (const file of sources.flatMap(filesOf).filter((name) => !/schema\.d\.ts$|\.test\.tsx?$/.test(name)).sort()) hash.update(`${file}\0`).update(readFileSync(join(root, file))).update('\0');
const madeOf = hash.digest('hex');

const isBuilt = existsSync(stamp) && readFileSync(stamp, 'utf8') === madeOf;
if (!isBuilt || process.argv.includes('--always')) {
  console.error('Building the console ...');
  const steps = [[join(root, 'console/write-api-types.ts')], [join(root, 'node_modules/vite/bin/vite.js'), 'build', join(root, 'console'), '--logLevel', 'warn']];
  for (const step of steps) {
    const { status } = spawnSync(node, step, { cwd: root, stdio: ['ignore', 2, 2] });
    if (status !== 0) {
      console.error('The console could not be built: see the message above.');
      process.exit(1);
    }
  }
  writeFileSync(stamp, madeOf);
}
