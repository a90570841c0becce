// The server's environment variables. Each `PULLGATE_X` may be given as `PULLGATE_X_FILE`, a file that holds the value.
import { settings } from './settings.ts';
import type { ConfigSources, SetSetting } from './sources.ts';

/** Variables that begin alike but belong to the command line tool, the tests, or Kubernetes' service links. */
const foreignVariable = /^PULLGATE_(?:CONFIG|SERVER|USERNAME|PASSWORD|TEST_.*|PORT(?:_.*)?|.*SERVICE_(?:HOST|PORT.*)|.*_(?:TCP|UDP)(?:_.*)?)$/;

/** Sets what the variables say; an unknown one is a warning, for it may be a misspelt setting. */
export function applyVariables({ env, readText }: ConfigSources, set: SetSetting, problems: string[], warnings: string[]): void {
  const known = new Set<string>();
  for (const { path, variable } of settings) {
    if (variable === undefined) continue;
    known.add(variable).add(`${variable}_FILE`);
    const value = env[variable];
    const file = env[`${variable}_FILE`];
    if (value !== undefined && file !== undefined) problems.push(`${variable} and ${variable}_FILE: set one of them`);
    else if (value !== undefined) set(path.split('.'), value, variable);
    else if (file !== undefined) {
      try {
        set(path.split('.'), readText(file).replace(/\r?\n$/, ''), `${variable}_FILE`);
      } catch (error) {
        problems.push(`${variable}_FILE: ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
  for (const name of Object.keys(env)) {
    if (name.startsWith('PULLGATE_') && !known.has(name) && !foreignVariable.test(name)) warnings.push(`${name}: there is no such setting: see docs/config.md`);
  }
}
