// crane: copies an image from the gateway into an OCI image layout.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mustRun, run } from '../../upstream/command.ts';
import type { CommandResult } from '../../upstream/command.ts';
import { authFileText } from '../image-client.ts';
import type { ImageClient } from '../image-client.ts';
import { programOf } from './cached.ts';
import { markerInLayout } from './oci-layout.ts';

/** `variables`: for its environment. Speaks plain HTTP to 127.0.0.0/8 alone. */
export async function createCrane(variables: Readonly<Record<string, string>> = {}): Promise<ImageClient> {
  const folder = await mkdtemp(join(tmpdir(), 'pullgate-crane-'));
  const copies = join(folder, 'image');
  const env = { ...process.env, HOME: folder, DOCKER_CONFIG: folder, ...variables };
  const program = programOf('crane', 'crane');
  const crane = (parameters: readonly string[], input?: string): Promise<CommandResult> => run(program, parameters, { env, ...(input === undefined ? {} : { input }) });
  return {
    name: 'crane',
    version: async () => `crane ${(await mustRun(program, ['version'])).trim()}`,
    // It asks nobody: credentials are kept as they are.
    login: async (host, { username, secret }) => {
      const kept = await crane(['auth', 'login', host, '-u', username, '--password-stdin'], secret);
      if (kept.status !== 0) throw new Error(kept.stderr);
      return undefined;
    },
    keepSignIn: (host, credentials) => writeFile(join(folder, 'config.json'), authFileText(host, credentials)),
    logout: async (host) => {
      await crane(['auth', 'logout', host]);
    },
    pull: (image) => crane(['pull', ...(image.startsWith('127.') ? ['--insecure'] : []), '--format', 'oci', image, copies]),
    markerOf: () => markerInLayout(copies),
    forget: () => rm(copies, { recursive: true, force: true }),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
