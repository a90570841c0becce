// PUT and PATCH /v2/scim/2.0/Groups/{id}: the team's name, and who is in it.
import type { Call, Operation } from '../operation.ts';
import { answerGroup } from './answer-resource.ts';
import { applyPatch } from './apply-patch.ts';
import { type Document, readDocument } from './attributes.ts';
import { groupAsDocument, groupShape, readGroup } from './group-document.ts';
import { readOperations } from './read-operations.ts';
import { refuseGroup } from './refuse-group.ts';
import { requireVersion, versionOf } from './resource-version.ts';
import type { ScimGroup, ScimStore } from './scim.port.ts';
import { selectAttributes } from './select-attributes.ts';

export interface ChangeScimGroupOptions {
  readonly store: Pick<ScimStore, 'changeScimGroup'>;
  readonly now: () => number;
}

type ChangeCall = Pick<Call<'patchScimGroup'>, 'membership' | 'params' | 'ifMatch' | 'act'>;

export interface ChangeScimGroup {
  readonly replace: Operation<'replaceScimGroup'>;
  readonly patch: Operation<'patchScimGroup'>;
}

/** A PATCH is answered with 204, as Entra ID wants it: a large group need not be sent for each member that is added. */
export function createChangeScimGroup({ store, now }: ChangeScimGroupOptions): ChangeScimGroup {
  const change = async ({ membership: { organization }, params: { id }, ifMatch, act }: ChangeCall, rewrite: (before: Document) => Document): Promise<ScimGroup> => {
    let displayName = '';
    const changed = await store.changeScimGroup(
      { organization, id, atMs: now() },
      (current) => {
        requireVersion(ifMatch, versionOf(current));
        const wanted = readGroup(rewrite(groupAsDocument(current)));
        displayName = wanted.displayName;
        return wanted;
      },
      act,
    );
    if (changed.result !== 'changed') throw refuseGroup(changed, displayName);
    return changed.group;
  };
  return {
    replace: async (call) => {
      selectAttributes(call.query);
      return answerGroup(await change(call, () => readDocument(groupShape, call.body)), call.query, call.address);
    },
    patch: async (call) => {
      const operations = readOperations(call.body);
      const group = await change(call, (before) => applyPatch(groupShape, before, operations));
      return { body: undefined, headers: { ETag: versionOf(group) } };
    },
  };
}
