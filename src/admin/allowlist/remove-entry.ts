// DELETE /v2/orgs/{org}/allowlist/{entry}
import type { ChangeSettings } from '../settings/change-settings.port.ts';
import type { Operation } from '../operation.ts';
import { findEntry, withAllowlist } from '../allowlist-entries.ts';

export function createRemoveFromAllowlist({ changeSettings }: { readonly changeSettings: ChangeSettings }): Operation<'removeFromAllowlist'> {
  return async ({ membership, caller, params, ifMatch, act }) => {
    await changeSettings({
      organization: membership.organization,
      caller,
      ifMatch,
      act,
      change: (current) => {
        const { repository } = findEntry(current, params.entry);
        const { repositories } = current.restrictedImages.allowlist;
        return withAllowlist(current, repositories.filter((each) => each !== repository), current.notes.allowlist.filter(({ entry }) => entry !== repository));
      },
    });
    return { body: undefined };
  };
}
