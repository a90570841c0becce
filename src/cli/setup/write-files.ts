// Writes the files of a setup below a folder: all of them or none, and never over something else.
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ClientSetupFile } from '../../contract/client-setup.ts';
import { CliFailure } from '../failure.ts';

export interface WrittenFile {
  readonly path: string;
  /** False: it was there with the very same content. */
  readonly isNew: boolean;
}

interface PlannedFile extends WrittenFile {
  readonly content: string;
  readonly mode: number;
}

/**
 * `/etc/docker/daemon.json` goes to `FOLDER/etc/docker/daemon.json`, `C:\ProgramData\x` to `FOLDER/C/ProgramData/x`.
 * @throws CliFailure naming every file that is there with other content, unless `replaces`; then nothing is written
 */
export async function writeSetupFiles(folder: string, files: readonly ClientSetupFile[], { replaces }: { readonly replaces: boolean }): Promise<readonly WrittenFile[]> {
  const planned: PlannedFile[] = [];
  const problems: string[] = [];
  for (const file of files) {
    const path = join(folder, ...segmentsOf(file.path));
    const found = await readIfThere(path);
    if (found !== undefined && found !== file.content && !replaces) problems.push(file.part ? `${path}: add to it by hand what pullgate setup prints` : path);
    planned.push({ path, isNew: found !== file.content, content: file.content, mode: Number.parseInt(file.mode, 8) });
  }
  if (problems.length > 0) throw new CliFailure('nothing was written, because there are files with other content: move them away, or replace them with --force', { problems });
  for (const { path, isNew, content, mode } of planned) {
    if (!isNew) continue;
    await attempt(path, async () => {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
      await chmod(path, mode); // whatever the umask
    });
  }
  return planned.map(({ path, isNew }) => ({ path, isNew }));
}

/** The server's answer must not lead out of the folder. */
function segmentsOf(path: string): readonly string[] {
  const drive = /^([A-Za-z]):\\/.exec(path);
  const segments = (drive === null ? path.split('/') : [drive[1] ?? '', ...path.slice(3).split('\\')]).filter((segment) => segment !== '');
  if (segments.length === 0 || segments.some((segment) => segment === '.' || segment === '..' || segment.includes('\0'))) {
    throw new CliFailure(`the server names a file that cannot be written: ${JSON.stringify(path)}`);
  }
  return segments;
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const code = codeOf(cause);
    if (code === 'ENOENT') return undefined;
    throw new CliFailure(`cannot read ${path}: ${code ?? 'unknown reason'}`, { cause });
  }
}

async function attempt(path: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (cause) {
    const code = codeOf(cause);
    throw new CliFailure(`cannot write ${path}: ${code === 'EACCES' || code === 'EPERM' ? 'you may not: run it as root, or choose another folder' : (code ?? 'unknown reason')}`, { cause });
  }
}

function codeOf(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
}
