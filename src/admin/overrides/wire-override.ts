// One override of the catalog, on the wire.
import type { CatalogOverride as WireOverride } from '../../contract/catalog-overrides.ts';
import type { CatalogOverride, OrganizationSettings } from '../../core/policy/settings.ts';
import { readHubNamespace } from '../hub-namespace.ts';
import { notFound } from '../problem.ts';

export function wireOverride({ namespace, category, note = '', by, at }: CatalogOverride): WireOverride {
  return { namespace, category, note, by, at };
}

/** @throws ProblemError 404 */
export function findOverride({ catalogOverrides }: OrganizationSettings, text: string): CatalogOverride {
  const namespace = readHubNamespace(text);
  const found = catalogOverrides.find((override) => readHubNamespace(override.namespace) === namespace);
  if (namespace === undefined || found === undefined) throw notFound('catalog override');
  return found;
}
