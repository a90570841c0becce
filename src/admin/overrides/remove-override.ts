// DELETE /v2/orgs/{org}/catalog-overrides/{namespace}: the catalog says again what the namespace is.
import type { Operation } from '../operation.ts';
import type { ChangeSettings } from '../settings/change-settings.port.ts';
import { findOverride } from './wire-override.ts';

export function createRemoveOverride({ changeSettings }: { readonly changeSettings: ChangeSettings }): Operation<'removeCatalogOverride'> {
  return async ({ membership, caller, params, ifMatch, act }) => {
    await changeSettings({
      organization: membership.organization,
      caller,
      ifMatch,
      act,
      change: (current) => {
        const removed = findOverride(current, params.namespace);
        return { ...current, catalogOverrides: current.catalogOverrides.filter((override) => override !== removed) };
      },
    });
    return { body: undefined };
  };
}
