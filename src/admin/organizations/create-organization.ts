// POST /v2/orgs: a further organization, whose first owner is whoever makes it.
import { defaultSettings } from '../../core/policy/settings.ts';
import type { Operation } from '../operation.ts';
import { notOwnerOfAll } from '../owns-everything.ts';
import { ProblemError } from '../problem.ts';
import { wireOrganization } from '../wire-organization.ts';
import type { OrganizationStore } from './organizations.port.ts';

export interface CreateOrganizationOptions {
  readonly store: Pick<OrganizationStore, 'createOrganization'>;
  readonly now: () => number;
}

/** The store asks once more whether the caller owns everything: two owners who each make one at the same time would leave nobody who does. */
export function createCreateOrganization({ store, now }: CreateOrganizationOptions): Operation<'createOrganization'> {
  return async ({ caller, body: { orgname }, act }) => {
    const made = act({ action: 'org.create', organization: orgname, after: { orgname, owner: caller.name, revision: 1 } });
    const atMs = now();
    const result = await store.createOrganization({ name: orgname, settings: defaultSettings, founder: { id: caller.id, name: caller.name }, atMs }, made);
    switch (result) {
      case 'created':
        return { body: wireOrganization({ organization: orgname, role: 'owner', madeAtMs: atMs }) };
      case 'name-taken':
        throw new ProblemError(409, `the name \`${orgname}\` is taken: choose another`);
      case 'not-owner-of-all':
        throw notOwnerOfAll();
    }
  };
}
