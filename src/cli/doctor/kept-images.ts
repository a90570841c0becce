// Pulls into a storage that is the person's, and leaves it as it was: what was not there goes again, and a tag that moved is put back.
import type { ImageReference } from '../../core/image/reference.ts';
import type { ClientEnvironment, ClientRun } from './run-client.ts';

export interface KeptImagesOptions {
  /** `docker` or what speaks its command line. */
  readonly run: (parameters: readonly string[], env?: ClientEnvironment) => Promise<ClientRun>;
  readonly runToCleanUp: (parameters: readonly string[]) => Promise<ClientRun>;
  readonly nameOf: (image: ImageReference) => string;
}

export interface KeptImages {
  readonly pull: (image: ImageReference, env: ClientEnvironment) => Promise<ClientRun>;
  readonly restore: () => Promise<void>;
}

/** Remembers what each name meant before its first pull. */
export function createKeptImages({ run, runToCleanUp, nameOf }: KeptImagesOptions): KeptImages {
  const before = new Map<string, string | undefined>();
  const idNow = async (runner: KeptImagesOptions['runToCleanUp'], name: string): Promise<string | undefined> => {
    const { status, stdout } = await runner(['image', 'inspect', '--format', '{{.Id}}', name]);
    return status === 0 ? stdout.trim() : undefined;
  };
  return {
    pull: async (image, env) => {
      const name = nameOf(image);
      if (!before.has(name)) before.set(name, await idNow(run, name));
      return run(['pull', name], env);
    },
    restore: async () => {
      for (const [name, id] of before) {
        const now = await idNow(runToCleanUp, name);
        if (now === id || now === undefined) continue;
        if (id === undefined) {
          await runToCleanUp(['rmi', name]);
          continue;
        }
        await runToCleanUp(['tag', id, name]);
        await runToCleanUp(['rmi', now]);
      }
      before.clear();
    },
  };
}
