// GET /v2/repositories/{namespace}/{repository}/tags/{tag}, and the same under /v2/namespaces/
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import type { FindKnownPulls } from './known-pulls.ts';
import { requireRepository } from './repository-in-path.ts';
import { wireTag } from './wire-repository.ts';

type ShowTag = Operation<'showHubTag'> & Operation<'showNamespaceTag'>;

export function createShowTag({ findKnownPulls }: { readonly findKnownPulls: FindKnownPulls }): ShowTag {
  return async ({ caller, params }) => {
    const [known] = await findKnownPulls(caller, requireRepository(params));
    const tag = known?.tags.find(({ name }) => name === params.tag);
    if (tag === undefined) throw notFound('tag');
    return { body: wireTag(tag) };
  };
}
