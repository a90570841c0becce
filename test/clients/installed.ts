// Looks a command up on the PATH, so that tests can name what is missing.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The full path of `command`, also looked for where Debian keeps root's commands; undefined when it is not there. */
export function findCommand(command: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin'];
  return folders.filter((folder) => folder !== '').map((folder) => join(folder, command)).find(isExecutable);
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
