// Installs from the lock file when node_modules is missing or older than it. Runs under any Node from 16 on.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const lock = `${root}package-lock.json`;
const installed = `${root}node_modules/.pullgate-lock.json`;

const upToDate = existsSync(installed) && readFileSync(lock, 'utf8') === readFileSync(installed, 'utf8');
if (!upToDate) {
  console.error('Installing dependencies from package-lock.json (once) ...');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const result = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (result.status !== 0) {
    console.error('npm ci failed: see its message above.');
    process.exit(1);
  }
  copyFileSync(lock, installed);
}
await import('./link-runtime.mjs'); // `prepare` has done it, unless npm is set to run no scripts

if (process.platform !== 'win32') {
  const { status, stderr } = spawnSync(`${root}node_modules/.bin/node`, ['--version'], { encoding: 'utf8' });
  if (status !== 0) {
    const isLibraryMissing = /libatomic/.test(stderr ?? '');
    console.error(`The pinned Node does not run here: ${stderr?.trim() ?? 'it cannot be started'}`);
    if (isLibraryMissing) console.error('Install the library that it needs: apt-get install libatomic1 (Debian, Ubuntu) or dnf install libatomic (Fedora, RHEL).');
    process.exit(1);
  }
}
