// regctl: copies an image from the gateway into an OCI image layout.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mustRun, run } from '../../upstream/command.ts';
import type { CommandResult } from '../../upstream/command.ts';
import type { ImageClient } from '../image-client.ts';
import { programOf } from './cached.ts';
import { markerInLayout } from './oci-layout.ts';

/** `variables`: for its environment. Speaks plain HTTP to 127.0.0.0/8 alone. */
export async function createRegctl(variables: Readonly<Record<string, string>> = {}): Promise<ImageClient> {
  const folder = await mkdtemp(join(tmpdir(), 'pullgate-regctl-'));
  const copies = join(folder, 'image');
  const settings = join(folder, 'regctl.json');
  const env = { ...process.env, HOME: folder, DOCKER_CONFIG: folder, REGCTL_CONFIG: settings, ...variables };
  const program = programOf('regctl', 'regctl');
  const regctl = (parameters: readonly string[], input?: string): Promise<CommandResult> => run(program, parameters, { env, ...(input === undefined ? {} : { input }) });
  /** Its own file of registries, with and without credentials. */
  const keep = (host: string, more: Readonly<Record<string, string>>): Promise<void> => writeFile(settings, JSON.stringify({ hosts: { [host]: { ...(host.startsWith('127.') ? { tls: 'disabled' } : {}), ...more } } }));
  return {
    name: 'regctl',
    version: async () => `regctl ${(await mustRun(program, ['version', '--format', '{{.VCSTag}}'])).trim()}`,
    login: async (host, { username, secret }) => {
      await keep(host, {});
      return regctl(['registry', 'login', host, '-u', username, '--pass-stdin'], secret);
    },
    keepSignIn: (host, { username, secret }) => keep(host, { user: username, pass: secret }),
    logout: (host) => keep(host, {}),
    // Where it has an image already it asks with HEAD whether that is the newest, and has no body to print.
    pull: async (image) => {
      await rm(copies, { recursive: true, force: true });
      return regctl(['image', 'copy', image, `ocidir://${copies}:pulled`]);
    },
    markerOf: () => markerInLayout(copies),
    forget: () => rm(copies, { recursive: true, force: true }),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
