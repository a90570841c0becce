// SigningKeyStore: private keys, sealed.
import type { SigningKey, SigningKeyStore } from '../../identity/signing-key.port.ts';
import type { Sealer } from '../seal.ts';
import type { Database } from './database.ts';
import { malformed, text } from './row.ts';

interface Options {
  readonly database: Database;
  readonly sealer: Sealer;
  readonly now: () => number;
}

export function createSigningKeyStore({ database, sealer, now }: Options): SigningKeyStore {
  const newest = database.prepare('SELECT id, sealed_jwk FROM signing_keys WHERE purpose = ? ORDER BY sequence DESC LIMIT 1');
  const insert = database.prepare('INSERT INTO signing_keys (purpose, id, sealed_jwk, created_at_ms) VALUES (?, ?, ?, ?)');

  const findNewest = (purpose: string): SigningKey | undefined => {
    const row = newest.get(purpose);
    if (row === undefined) return undefined;
    const id = text(row, 'id');
    return { id, privateJwk: parseJwk(sealer.open(text(row, 'sealed_jwk'), place(purpose, id))) };
  };
  return {
    findOrCreateSigningKey: async (purpose, create) => {
      const existing = await database.read(() => findNewest(purpose));
      if (existing !== undefined) return existing;
      const made = await create();
      const sealed = sealer.seal(JSON.stringify(made.privateJwk), place(purpose, made.id));
      return database.write(() => {
        const first = findNewest(purpose); // another process was quicker
        if (first !== undefined) return first;
        insert.run(purpose, made.id, sealed, now());
        return made;
      });
    },
  };
}

const place = (purpose: string, id: string): string => `signing_keys/${purpose}/${id}`;

function parseJwk(opened: string): SigningKey['privateJwk'] {
  const jwk: unknown = JSON.parse(opened);
  if (typeof jwk !== 'object' || jwk === null || Array.isArray(jwk)) throw malformed('signing key', 'a JSON web key');
  return jwk as SigningKey['privateJwk'];
}
