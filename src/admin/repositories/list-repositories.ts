// GET /v2/repositories/{namespace}, and /v2/namespaces/{namespace}/repositories
import type { RepositoryOrdering } from '../../contract/repositories.ts';
import type { ClassifyNamespace } from '../classify-namespace.ts';
import type { Operation } from '../operation.ts';
import { pageBounds, pageLinks } from '../page-links.ts';
import { notFound } from '../problem.ts';
import type { FindKnownPulls, KnownRepository } from './known-pulls.ts';
import { requireNamespace } from './repository-in-path.ts';
import { wireRepository } from './wire-repository.ts';

export interface RepositoriesOptions {
  readonly classifyNamespace: ClassifyNamespace;
  readonly findKnownPulls: FindKnownPulls;
}

type ListRepositories = Operation<'listHubRepositories'> & Operation<'listNamespaceRepositories'>;

export function createListRepositories({ classifyNamespace, findKnownPulls }: RepositoriesOptions): ListRepositories {
  return async ({ caller, params, query, address }) => {
    const namespace = requireNamespace(params.namespace);
    const [facts, known] = await Promise.all([classifyNamespace(caller, namespace), findKnownPulls(caller, { namespace })]);
    const wanted = known.filter(({ name }) => name.includes(query.name ?? '')).toSorted(inOrder[query.ordering ?? 'name']);
    const { limit, offset } = pageBounds(query);
    if (offset > 0 && offset >= wanted.length) throw notFound('page');
    return {
      body: { count: wanted.length, ...pageLinks(address, wanted.length, query), results: wanted.slice(offset, offset + limit).map((each) => wireRepository({ namespace, name: each.name, facts, known: each })) },
    };
  };
}

const byName = (one: KnownRepository, other: KnownRepository): number => (one.name < other.name ? -1 : 1);
const byTime = (one: KnownRepository, other: KnownRepository): number => one.lastAtMs - other.lastAtMs || byName(one, other);
const byPulls = (one: KnownRepository, other: KnownRepository): number => one.pulls - other.pulls || byName(one, other);

const inOrder = {
  name: byName,
  '-name': (one, other) => byName(other, one),
  last_updated: byTime,
  '-last_updated': (one, other) => byTime(other, one),
  pull_count: byPulls,
  '-pull_count': (one, other) => byPulls(other, one),
} as const satisfies Record<RepositoryOrdering, (one: KnownRepository, other: KnownRepository) => number>;
