// UpstreamCredentialStore and UpstreamCredentialWriter: passwords for other registries, sealed.
import type { UpstreamCredentialWriter } from '../../admin/upstreams/upstreams.port.ts';
import type { UpstreamCredentialStore } from '../../upstream/credential.port.ts';
import type { Sealer } from '../seal.ts';
import { appendAct } from './append-act.ts';
import type { Database } from './database.ts';
import { text } from './row.ts';

interface Options {
  readonly database: Database;
  readonly sealer: Sealer;
  readonly now: () => number;
}

export function createUpstreamCredentialStore({ database, sealer, now }: Options): UpstreamCredentialStore & UpstreamCredentialWriter {
  const find = database.prepare('SELECT username, sealed_password FROM upstream_credentials WHERE registry = ?');
  const list = database.prepare('SELECT registry, username FROM upstream_credentials ORDER BY registry');
  const remove = database.prepare('DELETE FROM upstream_credentials WHERE registry = ?');
  const set = database.prepare(
    `INSERT INTO upstream_credentials (registry, username, sealed_password, set_at_ms) VALUES (?, ?, ?, ?)
     ON CONFLICT (registry) DO UPDATE SET username = excluded.username, sealed_password = excluded.sealed_password, set_at_ms = excluded.set_at_ms`,
  );
  const append = appendAct(database);
  return {
    findUpstreamCredential: (registry) =>
      database.read(() => {
        const row = find.get(registry);
        return row === undefined ? undefined : { username: text(row, 'username'), password: sealer.open(text(row, 'sealed_password'), place(registry)) };
      }),
    setUpstreamCredential: (registry, { username, password }, act) =>
      database.write(() => {
        set.run(registry, username, sealer.seal(password, place(registry)), now());
        append(act);
      }),
    removeUpstreamCredential: (registry, act) =>
      database.write(() => {
        const isRemoved = remove.run(registry).changes === 1;
        if (isRemoved) append(act);
        return isRemoved;
      }),
    listUpstreamCredentials: () => database.read(() => list.all().map((row) => ({ registry: text(row, 'registry'), username: text(row, 'username') }))),
  };
}

const place = (registry: string): string => `upstream_credentials/${registry}`;
