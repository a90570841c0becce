// PUT and PATCH /v2/scim/2.0/Users/{id}: what is known of a person, and whether they are active.
import type { Call, Operation } from '../operation.ts';
import { answerUser } from './answer-resource.ts';
import { applyPatch } from './apply-patch.ts';
import { type Document, readDocument } from './attributes.ts';
import { readOperations } from './read-operations.ts';
import { refuseUser } from './refuse-user.ts';
import { requireVersion, versionOf } from './resource-version.ts';
import type { ScimStore } from './scim.port.ts';
import { selectAttributes } from './select-attributes.ts';
import { readUser, userAsDocument, userShape } from './user-document.ts';

export interface ChangeScimUserOptions {
  readonly store: Pick<ScimStore, 'changeScimUser'>;
  readonly now: () => number;
}

type ChangeCall = Omit<Call<'replaceScimUser'>, 'body'>;

export interface ChangeScimUser {
  readonly replace: Operation<'replaceScimUser'>;
  readonly patch: Operation<'patchScimUser'>;
}

/**
 * A PUT without `active` changes nothing about it: Docker Hub deactivates then, where its own clients send `enabled`, but Okta and others that send `active` may leave it out.
 * A PUT without `name` leaves the name alone, as at Docker Hub; other attributes that it leaves out are gone.
 */
export function createChangeScimUser({ store, now }: ChangeScimUserOptions): ChangeScimUser {
  const change = async ({ membership: { organization }, params: { id }, query, address, ifMatch, act }: ChangeCall, rewrite: (before: Document) => Document): Promise<ReturnType<typeof answerUser>> => {
    selectAttributes(query);
    let userName = '';
    const changed = await store.changeScimUser(
      { organization, id, atMs: now() },
      (current) => {
        requireVersion(ifMatch, versionOf(current));
        const wanted = readUser(rewrite(userAsDocument(current.profile)));
        userName = wanted.profile.userName;
        return wanted;
      },
      act,
    );
    if (changed.result !== 'changed') throw refuseUser(changed.result, { organization, userName });
    return answerUser(changed.user, query, address);
  };
  return {
    replace: (call) => change(call, (before) => ({ name: before['name'], ...readDocument(userShape, call.body) })),
    patch: (call) => {
      const operations = readOperations(call.body);
      return change(call, (before) => applyPatch(userShape, before, operations));
    },
  };
}
