// AuthorityStore: the certificate authority, its private key sealed.
import type { AuthorityStore, FormerAuthority, StoredAuthority } from '../../authority/authority.port.ts';
import type { Sealer } from '../seal.ts';
import { appendAct } from './append-act.ts';
import type { Database } from './database.ts';
import { json, listOfTexts, malformed, text } from './row.ts';
import type { Row } from './row.ts';

interface Options {
  readonly database: Database;
  readonly sealer: Sealer;
  readonly now: () => number;
}

export function createAuthorityStore({ database, sealer, now }: Options): AuthorityStore {
  const find = database.prepare('SELECT id, certificate, permitted_hosts, sealed_private_key, former FROM certificate_authority');
  const insert = database.prepare('INSERT INTO certificate_authority (only, id, certificate, permitted_hosts, sealed_private_key, former, made_at_ms) VALUES (1, ?, ?, ?, ?, ?, ?)');
  const replace = database.prepare('UPDATE certificate_authority SET id = ?, certificate = ?, permitted_hosts = ?, sealed_private_key = ?, former = ?, made_at_ms = ? WHERE id = ?');
  const append = appendAct(database);

  const findOne = (): StoredAuthority | undefined => {
    const row = find.get();
    if (row === undefined) return undefined;
    const id = text(row, 'id');
    return {
      id,
      certificatePem: text(row, 'certificate'),
      permittedHosts: listOfTexts(row, 'permitted_hosts'),
      privateKeyPem: sealer.open(text(row, 'sealed_private_key'), place(id)),
      former: formerOf(row),
    };
  };
  const columns = ({ id, certificatePem, permittedHosts, privateKeyPem, former }: StoredAuthority) =>
    [id, certificatePem, JSON.stringify(permittedHosts), sealer.seal(privateKeyPem, place(id)), JSON.stringify(former), now()] as const;

  return {
    findAuthority: () => database.read(findOne),
    findOrCreateAuthority: async (create, act) => {
      const existing = await database.read(findOne);
      if (existing !== undefined) return existing;
      const made = await create();
      return database.write(() => {
        const first = findOne(); // another process was quicker
        if (first !== undefined) return first;
        insert.run(...columns(made));
        append(act(made));
        return made;
      });
    },
    replaceAuthority: (id, next, act) =>
      database.write(() => {
        const isReplaced = replace.run(...columns(next), id).changes === 1;
        if (isReplaced) append(act);
        return isReplaced;
      }),
  };
}

const place = (id: string): string => `certificate_authority/${id}`;

function formerOf(row: Row): readonly FormerAuthority[] {
  const list = json(row, 'former');
  if (!Array.isArray(list)) throw malformed('former', 'a list');
  return list.map((item: unknown) => {
    if (!isFormerAuthority(item)) throw malformed('former', 'a list of certificates');
    return { certificatePem: item.certificatePem, permittedHosts: item.permittedHosts, successorPem: item.successorPem };
  });
}

function isFormerAuthority(item: unknown): item is FormerAuthority {
  if (typeof item !== 'object' || item === null) return false;
  const { certificatePem, permittedHosts, successorPem } = item as Partial<Record<keyof FormerAuthority, unknown>>;
  return typeof certificatePem === 'string' && typeof successorPem === 'string' && Array.isArray(permittedHosts) && permittedHosts.every((host) => typeof host === 'string');
}
