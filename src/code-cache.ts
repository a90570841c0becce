// Compiled code is kept from one start to the next: most of a start would otherwise be spent on compiling it.
import { enableCompileCache, flushCompileCache, getCompileCacheDir } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Beside the packages: who can write there can change the code itself. Where nobody can, nothing is kept. */
const folder = fileURLToPath(new URL('../node_modules/.cache/pullgate-code', import.meta.url));

/** For everything that is imported from now on. */
export function useCodeCache(): void {
  enableCompileCache(folder);
}

/** Writes what has been compiled so far: a process that is killed writes nothing later. */
export function keepCode(): void {
  flushCompileCache();
}

/** What makes a child process use the same. */
export function codeCacheEnvironment(): Readonly<Record<string, string>> {
  const directory = getCompileCacheDir();
  return directory === undefined ? {} : { NODE_COMPILE_CACHE: folder };
}
