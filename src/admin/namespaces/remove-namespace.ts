// DELETE /v2/orgs/{org}/namespaces/{namespace}
import type { Operation } from '../operation.ts';
import type { ChangeSettings } from '../settings/change-settings.port.ts';
import { requireNamespace } from '../organization-namespaces.ts';

export function createRemoveNamespace({ changeSettings }: { readonly changeSettings: ChangeSettings }): Operation<'removeNamespace'> {
  return async ({ membership, caller, params, ifMatch, act }) => {
    await changeSettings({
      organization: membership.organization,
      caller,
      ifMatch,
      act,
      change: (current) => {
        const { namespace } = requireNamespace(current, params.namespace);
        return {
          ...current,
          namespaces: current.namespaces.filter((each) => each !== namespace),
          notes: { ...current.notes, namespaces: current.notes.namespaces.filter(({ entry }) => entry !== namespace) },
        };
      },
    });
    return { body: undefined };
  };
}
