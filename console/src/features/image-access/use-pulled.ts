// What people actually pulled or were refused in the last 30 days, as completions: what was refused most comes first.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { $api } from '../../api/client.ts';
import type { Answer } from '../../api/operation-types.ts';
import { useOrganization } from '../../api/organization.ts';
import type { Completion } from '../../ui/combo-box.tsx';
import { formatCount } from '../../ui/format.ts';
import { useNow } from '../../ui/use-now.ts';

const dayMs = 86_400_000;
const days = 30;
const topMax = 50;
const dockerHub = 'docker.io/';

/** @param isKnown what is on the allowlist: none of it is offered */
export function usePulled(typed: string, isKnown: (repository: string) => boolean): readonly Completion[] {
  const { name: org } = useOrganization();
  const from = new Date(Math.floor(useNow() / dayMs) * dayMs - days * dayMs).toISOString();
  const { data } = useQuery({ ...$api.queryOptions('get', '/v2/orgs/{org}/statistics', { params: { path: { org }, query: { group_by: 'repository', top: topMax, from } } }), placeholderData: keepPreviousData });
  // Nothing typed, as after each entry that was added: the list is closed.
  if (data === undefined || typed.trim() === '') return [];
  return completionsOf(data).filter(({ value }) => value.includes(typed.trim().toLowerCase()) && !isKnown(value));
}

/** Of Docker Hub alone: what lies elsewhere is allowed by registry access. */
function completionsOf({ series, top_refused: refused }: Answer<'showStatistics'>): readonly Completion[] {
  const first = refused.map(({ repository, denials, people }) => ({ repository, description: `refused ${formatCount(denials, 'time')}, ${formatCount(people, 'person', 'people')}` }));
  const told = new Set(first.map(({ repository }) => repository));
  const others = series.flatMap(({ key, totals: { pulls, audited } }) => {
    if (key === null || told.has(key)) return [];
    return [{ repository: key, description: audited > 0 ? `let through ${formatCount(audited, 'time')} in audit` : `pulled ${formatCount(pulls, 'time')}` }];
  });
  return [...first, ...others].filter(({ repository }) => repository.startsWith(dockerHub)).map(({ repository, description }) => ({ value: repository.slice(dockerHub.length), description }));
}
