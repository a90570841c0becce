// skopeo: copies an image from the gateway into a plain folder.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mustRun, run } from '../upstream/command.ts';
import type { CommandResult } from '../upstream/command.ts';
import { markerPath } from '../upstream/recipe.ts';
import { authFileText } from './image-client.ts';
import type { ImageClient } from './image-client.ts';

/** `variables`: for its environment. */
export async function createSkopeo(variables: Readonly<Record<string, string>> = {}): Promise<ImageClient> {
  const folder = await mkdtemp(join(tmpdir(), 'pullgate-skopeo-'));
  const authFile = join(folder, 'auth.json');
  // podman and buildah refuse to start over a file that is named and not there.
  await writeFile(authFile, '{"auths":{}}');
  const env = { ...process.env, HOME: folder, XDG_RUNTIME_DIR: folder, REGISTRY_AUTH_FILE: authFile, ...variables };
  const copies = join(folder, 'image');
  const skopeo = (parameters: readonly string[], input?: string): Promise<CommandResult> =>
    run('skopeo', parameters, { env, ...(input === undefined ? {} : { input }) });
  return {
    name: 'skopeo',
    version: async () => (await mustRun('skopeo', ['--version'])).trim(),
    login: (host, { username, secret }) => skopeo(['login', '--tls-verify=false', '-u', username, '--password-stdin', host], secret),
    keepSignIn: (host, credentials) => writeFile(authFile, authFileText(host, credentials)),
    logout: async (host) => {
      await skopeo(['logout', host]);
    },
    pull: (image) => skopeo(['--insecure-policy', 'copy', '--src-tls-verify=false', `docker://${image}`, `dir:${copies}`]),
    markerOf: async () => {
      const manifest = JSON.parse(await readFile(join(copies, 'manifest.json'), 'utf8')) as { layers: { digest: string }[] };
      for (const { digest } of manifest.layers) {
        const found = await run('tar', ['-xzOf', join(copies, digest.slice('sha256:'.length)), `./${markerPath}`]);
        if (found.status === 0) return found.stdout;
      }
      throw new Error(`no layer holds ${markerPath}`);
    },
    forget: () => rm(copies, { recursive: true, force: true }),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
