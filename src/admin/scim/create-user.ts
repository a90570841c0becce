// POST /v2/scim/2.0/Users: a new account and its membership, or the attachment of somebody who is a member already.
import { randomUUID } from 'node:crypto';
import { pathOf, paths } from '../../contract/paths.ts';
import { fitAccountName } from '../../identity/fit-account-name.ts';
import { noPasswordHash } from '../../identity/password.ts';
import type { Operation } from '../operation.ts';
import { answerNew, answerUser } from './answer-resource.ts';
import { readDocument } from './attributes.ts';
import { refuseUser } from './refuse-user.ts';
import type { ScimStore } from './scim.port.ts';
import { selectAttributes } from './select-attributes.ts';
import { readUser, userShape } from './user-document.ts';

export interface CreateScimUserOptions {
  readonly store: Pick<ScimStore, 'createScimUser'>;
  readonly now: () => number;
}

/**
 * Accounts of other organizations are neither taken over nor told of: whoever has one there and comes over SCIM gets another here, under a name that is free.
 * To have one account for both, such a person is invited first; a member is attached.
 *
 * There is no password, whatever the identity provider sends, and no registry's word for somebody of that name opens the account.
 */
export function createCreateScimUser({ store, now }: CreateScimUserOptions): Operation<'createScimUser'> {
  return async ({ membership: { organization }, body, query, address, act }) => {
    selectAttributes(query);
    const { profile, isActive = true, email, fullName } = readUser(readDocument(userShape, body));
    const created = await store.createScimUser(
      {
        organization,
        profile,
        isActive,
        id: randomUUID(),
        accountName: (attempt) => fitAccountName(profile.userName, attempt),
        passwordHash: noPasswordHash,
        email,
        fullName,
        atMs: now(),
      },
      act,
    );
    if (created.result !== 'created') throw refuseUser(created.result, { organization, userName: profile.userName });
    return answerNew(answerUser(created.user, query, address), address, pathOf(paths.scimUser, { id: created.user.id }));
  };
}
