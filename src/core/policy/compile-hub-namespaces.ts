// Gathers what an organization's settings say of each namespace of Docker Hub: one look-up instead of one in each list.
import { dockerHub } from '../image/reference.ts';
import type { Classification } from './category.ts';
import { official, officialNamespace } from './classify.ts';
import { hubNamespaceOf } from './namespace.ts';
import type { CompiledPolicy, HubNamespace } from './policy.ts';

/** Official images first, then the organization's own namespaces, then what an owner said of others. */
export function compileHubNamespaces({ namespaces, allowlist, overrides }: Pick<CompiledPolicy, 'namespaces' | 'allowlist' | 'overrides'>): CompiledPolicy['hub'] {
  const classifications = new Map<string, Classification>([...overrides, ...(namespaces.get(dockerHub) ?? []), [officialNamespace, official]]);
  const compiled = new Map<string, HubNamespace>();
  // The same objects for all that differ in nothing: an allowlist has thousands of entries.
  const something: HubNamespace = { classification: undefined, onAllowlist: 'something' };
  const everything: HubNamespace = { classification: undefined, onAllowlist: 'everything' };
  const allowed = allowlist.get(dockerHub);
  for (const name of [...(allowed?.repositories ?? []), ...(allowed?.namespaces ?? [])]) compiled.set(hubNamespaceOf(name) ?? name, something);
  for (const name of allowed?.namespaces ?? []) if (hubNamespaceOf(name) === undefined) compiled.set(name, everything);
  for (const [namespace, classification] of classifications) compiled.set(namespace, { classification, onAllowlist: compiled.get(namespace)?.onAllowlist });
  return compiled;
}
