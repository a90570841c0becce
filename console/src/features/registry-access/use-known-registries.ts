// Registries to choose from: the gateway's own, where the reader may see them, and those that people asked for lately.
import { useQuery } from '@tanstack/react-query';
import { dockerHub } from '../../../../src/contract/registry-address.ts';
import { $api } from '../../api/client.ts';
import { useIsOwner, useOrganization } from '../../api/organization.ts';
import { formatCount } from '../../ui/format.ts';
import type { Completion } from '../../ui/combo-box.tsx';

export interface KnownRegistries {
  /** Docker Hub is none of them: it is always on the list. */
  readonly completions: readonly Completion[];
  /** undefined: only owners of every organization may know. */
  readonly isConfigured: (address: string) => boolean | undefined;
}

const recordsMax = 1000;

export function useKnownRegistries(): KnownRegistries {
  const { name: org } = useOrganization();
  const isOwner = useIsOwner();
  const upstreams = useQuery({ ...$api.queryOptions('get', '/v2/upstreams', {}), enabled: isOwner });
  const pulls = useQuery({ ...$api.queryOptions('get', '/v2/orgs/{org}/pulls', { params: { path: { org }, query: { limit: recordsMax } } }), enabled: isOwner, staleTime: 60_000 });
  const configured = upstreams.data && new Set(upstreams.data.results.map(({ registry }) => registry));
  const asked = new Map<string, number>();
  for (const { registry } of pulls.data?.pulls ?? []) asked.set(registry, (asked.get(registry) ?? 0) + 1);
  const names = new Set([...asked.keys(), ...(configured ?? [])]);
  names.delete(dockerHub);
  const completions = [...names]
    .toSorted((one, other) => (asked.get(other) ?? 0) - (asked.get(one) ?? 0) || one.localeCompare(other))
    .map((value) => ({ value, description: descriptionOf(asked.get(value), configured?.has(value)) }));
  return { completions, isConfigured: (address) => configured?.has(address) };
}

function descriptionOf(requests: number | undefined, isConfigured: boolean | undefined): string {
  const asked = requests === undefined ? 'not asked for lately' : formatCount(requests, 'recent request');
  return isConfigured === false ? `${asked}, not on this gateway` : asked;
}
