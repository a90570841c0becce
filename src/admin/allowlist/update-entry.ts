// PATCH /v2/orgs/{org}/allowlist/{entry}: another note. Who added the entry, and when, stays.
import type { ChangeSettings } from '../settings/change-settings.port.ts';
import type { Operation } from '../operation.ts';
import { settingsTag } from '../settings-tag.ts';
import { findEntry, withAllowlist } from '../allowlist-entries.ts';

export function createUpdateAllowlistEntry({ changeSettings }: { readonly changeSettings: ChangeSettings }): Operation<'updateAllowlistEntry'> {
  return async ({ membership, caller, params, body, ifMatch, act }) => {
    const { settings, revision } = await changeSettings({
      organization: membership.organization,
      caller,
      ifMatch,
      act,
      change: (current, { by, at }) => {
        const { repository } = findEntry(current, params.entry);
        const others = current.notes.allowlist.filter(({ entry }) => entry !== repository);
        // Of an entry that is older than notes it is only known who wrote its note.
        const before = current.notes.allowlist.find(({ entry }) => entry === repository) ?? { entry: repository, by, at };
        return withAllowlist(current, current.restrictedImages.allowlist.repositories, [...others, { ...before, note: body.note }]);
      },
    });
    return { body: findEntry(settings, params.entry), headers: { ETag: settingsTag(revision) } };
  };
}
