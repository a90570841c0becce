// Finds or makes the account of somebody whom an identity provider adds, within a transaction of the caller's.
import type { NewScimUser, ScimProfile } from '../../admin/scim/scim.port.ts';
import type { Database } from './database.ts';
import { insertMember } from './insert-member.ts';
import { text } from './row.ts';

/** Names are tried until one is free. */
const attemptsMax = 10_000;

export interface ScimCreation {
  /** The member who is meant by a profile: one of that account name, else of one of its addresses, as far as somebody vouches for it. */
  readonly findMember: (organization: string, profile: ScimProfile) => { readonly id: string } | 'ambiguous' | undefined;
  /** Answers with its id. */
  readonly makeAccount: (created: NewScimUser) => string;
}

export function createScimCreation(database: Database): ScimCreation {
  const insert = insertMember(database);
  const undescribed = `SELECT users.id FROM memberships AS m JOIN users ON users.id = m.user_id WHERE m.organization = ?1
    AND NOT EXISTS (SELECT 1 FROM scim_users AS s WHERE s.organization = m.organization AND s.user_id = m.user_id)`;
  const named = database.prepare(`${undescribed} AND users.name = ?2`);
  const addressed = database.prepare(`${undescribed} AND is_email_vouched AND email COLLATE NOCASE IN (SELECT value FROM json_each(?2))`);
  return {
    findMember: (organization, { userName, emails }) => {
      const [found, ...others] = [named.all(organization, userName), addressed.all(organization, JSON.stringify([userName, ...emails.map(({ value }) => value)]))].find((rows) => rows.length > 0) ?? [];
      if (others.length > 0) return 'ambiguous';
      return found === undefined ? undefined : { id: text(found, 'id') };
    },
    makeAccount: ({ organization, id, accountName, email, fullName, passwordHash, atMs }) => {
      for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
        if (insert({ id, organization, name: accountName(attempt), email, fullName, passwordHash, role: 'member', atMs }) === 'created') return id;
      }
      throw new Error('every name for the account is taken');
    },
  };
}
