// PUT /v2/orgs/{org}/catalog-overrides/{namespace}: what says the same again keeps its author and date.
import type { CatalogOverride, OrganizationSettings } from '../../core/policy/settings.ts';
import { requireHubNamespace } from '../hub-namespace.ts';
import type { Operation } from '../operation.ts';
import { ProblemError } from '../problem.ts';
import { settingsTag } from '../settings-tag.ts';
import type { ChangeSettings } from '../settings/change-settings.port.ts';
import { findOverride, wireOverride } from './wire-override.ts';

export function createSetOverride({ changeSettings }: { readonly changeSettings: ChangeSettings }): Operation<'setCatalogOverride'> {
  return async ({ membership, caller, params, body: { category, note = '' }, ifMatch, act }) => {
    const namespace = requireHubNamespace(params.namespace);
    const { settings, revision } = await changeSettings({
      organization: membership.organization,
      caller,
      ifMatch,
      act,
      change: (current, { by, at }) => {
        if (ifMatch?.trim() === '*' && positionOf(current, namespace) < 0) throw new ProblemError(412, 'there is no override of this namespace yet: leave If-Match out');
        return lay(current, { namespace, category, by, at, ...(note === '' ? {} : { note }) });
      },
    });
    return { body: wireOverride(findOverride(settings, namespace)), headers: { ETag: settingsTag(revision) } };
  };
}

function positionOf({ catalogOverrides }: OrganizationSettings, wanted: string): number {
  return catalogOverrides.findIndex(({ namespace }) => requireHubNamespace(namespace) === wanted);
}

function lay(current: OrganizationSettings, wanted: CatalogOverride): OrganizationSettings {
  const before = positionOf(current, wanted.namespace);
  const known = current.catalogOverrides[before];
  if (known === undefined) return { ...current, catalogOverrides: [...current.catalogOverrides, wanted] };
  if (known.category === wanted.category && (known.note ?? '') === (wanted.note ?? '')) return current;
  return { ...current, catalogOverrides: current.catalogOverrides.with(before, wanted) };
}
