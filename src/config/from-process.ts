// The one place where the server's arguments, environment and working folder come in.
import { readFileSync } from 'node:fs';
import { loadConfig } from './load.ts';
import type { LoadedConfig } from './load.ts';

export function loadConfigFromProcess(): LoadedConfig {
  return loadConfig({ argv: process.argv.slice(2), env: process.env, readText: (path) => readFileSync(path, 'utf8') });
}
