// Makes the large image's content: a real Debian root file system from the machine's own apt mirror.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isInstalled } from '../clients/installed.ts';
import { mustRun } from './command.ts';

const suite = 'bookworm';

/** Why no root file system can be made here, with the line that helps; undefined when it can. */
export function rootFilesystemObstacle(): string | undefined {
  if (!isInstalled('debootstrap')) return 'debootstrap is not installed: apt-get install debootstrap';
  if (process.getuid?.() !== 0) return 'debootstrap needs root: run the tests as root for the large image';
  if (aptMirror() === undefined) return 'no apt mirror is configured in /etc/apt: the large image cannot be built';
  return undefined;
}

/** Writes a minimal Debian (more than 100 MB unpacked) into `folder`; takes a minute or two. */
export async function buildRootFilesystem(folder: string): Promise<void> {
  const mirror = aptMirror();
  if (mirror === undefined) throw new Error('no apt mirror is configured in /etc/apt');
  await mustRun('debootstrap', ['--variant=minbase', suite, folder, mirror], { timeoutMs: 10 * 60_000 });
}

/** The first Debian mirror of sources.list or sources.list.d, both in the one-line and in the deb822 format. */
function aptMirror(): string | undefined {
  for (const text of aptSources()) {
    for (const line of text.split('\n')) {
      const address = /^URIs:\s*(\S+)/.exec(line)?.[1] ?? /^deb\s+(?:\[[^\]]*\]\s+)?(\S+)/.exec(line)?.[1];
      if (address !== undefined && /\/debian\/?$/.test(address)) return address;
    }
  }
  return undefined;
}

function aptSources(): string[] {
  const folder = '/etc/apt/sources.list.d';
  return [readIfThere('/etc/apt/sources.list'), ...listIfThere(folder).map((name) => readIfThere(join(folder, name)))];
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function listIfThere(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
