// GET /v2/repositories/{namespace}/{repository}/tags, and the same under /v2/namespaces/
import type { Operation } from '../operation.ts';
import { pageBounds, pageLinks } from '../page-links.ts';
import { notFound } from '../problem.ts';
import type { FindKnownPulls } from './known-pulls.ts';
import { requireRepository } from './repository-in-path.ts';
import { wireTag } from './wire-repository.ts';

type ListTags = Operation<'listHubTags'> & Operation<'listNamespaceTags'>;

export function createListTags({ findKnownPulls }: { readonly findKnownPulls: FindKnownPulls }): ListTags {
  return async ({ caller, params, query, address }) => {
    const [known] = await findKnownPulls(caller, requireRepository(params));
    const tags = known?.tags ?? [];
    const { limit, offset } = pageBounds(query);
    if (offset > 0 && offset >= tags.length) throw notFound('page');
    return { body: { count: tags.length, ...pageLinks(address, tags.length, query), results: tags.slice(offset, offset + limit).map(wireTag) } };
  };
}
