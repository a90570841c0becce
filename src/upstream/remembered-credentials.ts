// Keeps the stored credentials at hand, so that a pull needs no store: neither its time nor its health.
import type { UpstreamCredential, UpstreamCredentialStore } from './credential.port.ts';

const secondMs = 1000;

interface Remembered {
  readonly credential: UpstreamCredential | undefined;
  readonly atMs: number;
}

/** Asks the store at most once a second for each registry. While the store is away its last answer stands; without one the failure is the caller's. */
export function rememberCredentials({ credentials, now }: { readonly credentials: UpstreamCredentialStore; readonly now: () => number }): UpstreamCredentialStore {
  const remembered = new Map<string, Remembered>();
  return {
    async findUpstreamCredential(registry) {
      const last = remembered.get(registry);
      if (last !== undefined && now() - last.atMs < secondMs) return last.credential;
      const credential = await credentials.findUpstreamCredential(registry).catch((error: unknown) => {
        if (last === undefined) throw error;
        return last.credential;
      });
      remembered.set(registry, { credential, atMs: now() });
      return credential;
    },
  };
}
