// Looks a command up on the PATH, so that tests can name what is missing.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Every `command` on the PATH and where Debian keeps root's commands, as full paths, first choice first. */
export function findCommands(command: string): string[] {
  const folders = new Set([...(process.env['PATH'] ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin']);
  return [...folders].filter((folder) => folder !== '').map((folder) => join(folder, command)).filter(isExecutable);
}

/** The first of them; undefined when there is none. */
export function findCommand(command: string): string | undefined {
  return findCommands(command)[0];
}

export function isInstalled(command: string): boolean {
  return findCommand(command) !== undefined;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
