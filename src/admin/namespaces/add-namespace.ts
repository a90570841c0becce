// POST /v2/orgs/{org}/namespaces: for an owner of everything, see settings/change-settings.ts.
import type { Operation } from '../operation.ts';
import { settingsTag } from '../settings-tag.ts';
import type { ChangeSettings } from '../settings/change-settings.port.ts';
import { findNamespace, requireNamespace } from '../organization-namespaces.ts';

export function createAddNamespace({ changeSettings }: { readonly changeSettings: ChangeSettings }): Operation<'addNamespace'> {
  return async ({ membership, caller, body: { namespace, note = '' }, ifMatch, act }) => {
    const { settings, revision } = await changeSettings({
      organization: membership.organization,
      caller,
      ifMatch,
      act,
      change: (current, { by, at }) => {
        if (findNamespace(current, namespace) !== undefined) return current;
        return {
          ...current,
          namespaces: [...current.namespaces, namespace],
          notes: { ...current.notes, namespaces: [...current.notes.namespaces, { entry: namespace, note, by, at }] },
        };
      },
    });
    return { body: requireNamespace(settings, namespace), headers: { ETag: settingsTag(revision) } };
  };
}
