// Looks a command up as a shell would.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where root's commands are; a person's PATH may lack them. */
const rootFolders = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

/** The full path of `command`; undefined where there is none. `path` is the PATH. */
export function findCommand(command: string, path: string): string | undefined {
  const names = process.platform === 'win32' ? [`${command}.exe`] : [command];
  const folders = [...path.split(delimiter).filter((folder) => folder !== ''), ...rootFolders];
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
