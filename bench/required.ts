// Tells which programs are missing, with the line that installs them.
import { isInstalled } from '../test/clients/installed.ts';
import type { Command } from './command.ts';
import type { Row } from './row.ts';

const debianPackage = { 'docker-registry': 'docker-registry', nginx: 'nginx-light', wrk: 'wrk', curl: 'curl' } as const satisfies Record<Command, string>;

/** Undefined when everything is there that these rows need; else what to do. */
export function missingCommands(rows: readonly Row[]): string | undefined {
  const missing = [...new Set(rows.flatMap(({ needs }) => needs))].filter((command) => !isInstalled(command));
  if (missing.length === 0) return undefined;
  return `${missing.join(', ')} not installed: apt-get install ${missing.map((command) => debianPackage[command]).join(' ')}`;
}
