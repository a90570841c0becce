// Finds a Go that is new enough for the newest of the clients; an older one, such as Debian's, fetches it as the Go module that it is published as.
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { mustRun, run } from '../../upstream/command.ts';
import { hostArchitecture } from '../../upstream/recipe.ts';
import { findCommands } from '../installed.ts';
import { clientsFolder } from './cached.ts';

/** The latest that a client's go.mod asks for. */
const wanted = { major: 1, minor: 26, patch: 8 } as const;
/** Where Go's own installation puts it, on the PATH or not. */
const usualPlace = '/usr/local/go/bin/go';
const wantedName = `go${wanted.major}.${wanted.minor}.${wanted.patch}`;

/** The path of a `go` command that is new enough. */
export async function findGo(): Promise<string> {
  const found = [...findCommands('go'), ...(existsSync(usualPlace) ? [usualPlace] : [])];
  for (const go of found) if (isNewEnough((await run(go, ['version'])).stdout)) return go;
  const [first] = found;
  if (first === undefined) throw new Error('no Go is installed: apt-get install golang-go (an older one will do)');
  return fetchGo(first);
}

/** Whether `go version` says so: `go version go1.26.8 linux/amd64`. */
export function isNewEnough(printed: string): boolean {
  const found = /\bgo(\d+)\.(\d+)(?:\.(\d+))?/.exec(printed)?.slice(1).map((part) => Number(part));
  if (found === undefined) return false;
  const [major = 0, minor = 0, patch = 0] = found.map((part) => (Number.isNaN(part) ? 0 : part));
  if (major !== wanted.major) return major > wanted.major;
  if (minor !== wanted.minor) return minor > wanted.minor;
  return patch >= wanted.patch;
}

/** Go's own releases are the module golang.org/toolchain, checked like every other; it comes without the right to execute. */
async function fetchGo(go: string): Promise<string> {
  await mkdir(clientsFolder, { recursive: true });
  const module = `golang.org/toolchain@v0.0.1-${wantedName}.linux-${hostArchitecture()}`;
  const { Dir } = JSON.parse(await mustRun(go, ['mod', 'download', '-json', module], { cwd: clientsFolder, timeoutMs: 10 * 60 * 1000 })) as { Dir: string };
  const tools = join(Dir, 'pkg/tool', `linux_${hostArchitecture()}`);
  for (const folder of [join(Dir, 'bin'), tools]) {
    for (const file of await readdir(folder)) await chmod(join(folder, file), 0o555);
  }
  return join(Dir, 'bin/go');
}
