// Keeps what an identity provider says of a person, within a transaction of the caller's.
import type { ScimProfile, ScimUser, ScimUserChange } from '../../admin/scim/scim.port.ts';
import type { Json } from '../../audit/activity.port.ts';
import type { Database } from './database.ts';
import { type StoredScimUser, writeProfile } from './scim-user-rows.ts';

export interface ScimDescription {
  readonly add: (organization: string, id: string, added: { readonly profile: ScimProfile; readonly role: ScimUser['role']; readonly madeAccount: boolean; readonly atMs: number }) => void;
  /** Whether it said something new. */
  readonly change: (organization: string, stored: StoredScimUser, wanted: ScimUserChange, atMs: number) => boolean;
}

export function createScimDescription(database: Database): ScimDescription {
  const insert = database.prepare(
    `INSERT INTO scim_users (organization, user_id, user_name, external_id, profile, role, made_account, switched_off, created_at_ms, modified_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?)`,
  );
  const update = database.prepare('UPDATE scim_users SET user_name = ?, external_id = ?, profile = ?, modified_at_ms = ? WHERE organization = ? AND user_id = ?');
  const touch = database.prepare('UPDATE scim_users SET modified_at_ms = ? WHERE organization = ? AND user_id = ?');
  const isElsewhere = database.prepare('SELECT 1 FROM memberships WHERE user_id = ?1 AND organization <> ?2 UNION ALL SELECT 1 FROM scim_users WHERE user_id = ?1 AND organization <> ?2');
  const setAccount = database.prepare('UPDATE users SET email = ?, full_name = ?, is_email_vouched = 1 WHERE id = ?');
  const add: ScimDescription['add'] = (organization, id, { profile, role, madeAccount, atMs }) => {
    insert.run(organization, id, profile.userName, profile.externalId, writeProfile(profile), role, madeAccount ? 1 : 0, atMs, atMs);
  };
  return {
    add,
    change: (organization, { user, isDescribed, madeAccount }, { profile, isActive, email, fullName }, atMs) => {
      const { userName, externalId } = profile;
      const isSame = JSON.stringify(describeProfile(user.profile)) === JSON.stringify(describeProfile(profile));
      if (!isDescribed) add(organization, user.id, { profile, role: user.role, madeAccount: false, atMs });
      else if (!isSame) update.run(userName, externalId, writeProfile(profile), atMs, organization, user.id);
      else if (isActive !== undefined && isActive !== user.isActive) touch.run(atMs, organization, user.id);
      // What other organizations see of the person is not this identity provider's to change.
      if (!isSame && madeAccount && isElsewhere.get(user.id, organization) === undefined) setAccount.run(email, fullName, user.id);
      return !isSame;
    },
  };
}

/** For the log. */
export function describeProfile({ userName, externalId, displayName, formattedName, givenName, familyName, emails }: ScimProfile): { readonly [name: string]: Json } {
  const addresses = emails.map(({ value, type, display, primary }) => ({ value, ...(type === undefined ? {} : { type }), ...(display === undefined ? {} : { display }), ...(primary === undefined ? {} : { primary }) }));
  return { userName, externalId, displayName, formattedName, givenName, familyName, emails: addresses };
}
