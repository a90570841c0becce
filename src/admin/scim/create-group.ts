// POST /v2/scim/2.0/Groups: a new team. A team of that name that is there is not taken over: identity providers find it in the list, and can be told to use it.
import { pathOf, paths } from '../../contract/paths.ts';
import type { Operation } from '../operation.ts';
import { newTeam } from '../new-team.ts';
import { answerGroup, answerNew } from './answer-resource.ts';
import { readDocument } from './attributes.ts';
import { groupShape, readGroup } from './group-document.ts';
import { refuseGroup } from './refuse-group.ts';
import type { ScimStore } from './scim.port.ts';
import { selectAttributes } from './select-attributes.ts';

export interface CreateScimGroupOptions {
  readonly store: Pick<ScimStore, 'createScimGroup'>;
  readonly now: () => number;
}

export function createCreateScimGroup({ store, now }: CreateScimGroupOptions): Operation<'createScimGroup'> {
  return async ({ membership: { organization }, body, query, address, act }) => {
    selectAttributes(query);
    const wanted = readGroup(readDocument(groupShape, body));
    const atMs = now();
    const team = newTeam({ organization, name: '', description: '', atMs });
    const created = await store.createScimGroup({ ...wanted, organization, team, atMs }, act);
    if (created.result !== 'created') throw refuseGroup(created, wanted.displayName);
    return answerNew(answerGroup(created.group, query, address), address, pathOf(paths.scimGroup, { id: created.group.id }));
  };
}
