// The one place where the server's arguments, environment and working folder come in.
import { readFileSync } from 'node:fs';
import { loadConfig } from './load.ts';
import type { LoadedConfig } from './load.ts';

/** @param argv the server's flags */
export function loadConfigFromProcess(argv: readonly string[] = process.argv.slice(2)): LoadedConfig {
  return loadConfig({ argv, env: process.env, readText: (path) => readFileSync(path, 'utf8') });
}
