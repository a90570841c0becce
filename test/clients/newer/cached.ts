// Where built clients are kept, and whether one is there: in .cache/ of the project, by name and version, so that a new version is built anew.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { recipes } from './recipe.ts';
import type { NewerName } from './recipe.ts';

export const clientsFolder = fileURLToPath(new URL('../../../.cache/clients/', import.meta.url));

/** The folder of a client's programs, which appears when all of them are built. */
export function folderOf(name: NewerName): string {
  return join(clientsFolder, `${name}-${recipes[name].version.replace('+', '-')}`);
}

export function isBuilt(name: NewerName): boolean {
  return existsSync(folderOf(name));
}

/** The full path of one of the client's programs. */
export function programOf(name: NewerName, program: string): string {
  return join(folderOf(name), program);
}
