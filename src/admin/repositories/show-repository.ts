// GET /v2/repositories/{namespace}/{repository}, and /v2/namespaces/{namespace}/repositories/{repository}
import type { Operation } from '../operation.ts';
import type { RepositoriesOptions } from './list-repositories.ts';
import { requireRepository } from './repository-in-path.ts';
import { wireRepository, wireRepositoryInfo } from './wire-repository.ts';

type ShowRepository = Operation<'showHubRepository'> & Operation<'showNamespaceRepository'>;

/** Whether there is such a repository is for Docker Hub to say; what it would count as can be said of any. */
export function createShowRepository({ classifyNamespace, findKnownPulls }: RepositoriesOptions): ShowRepository {
  return async ({ caller, params }) => {
    const { namespace, repository } = requireRepository(params);
    const [facts, [known]] = await Promise.all([classifyNamespace(caller, namespace), findKnownPulls(caller, { namespace, repository })]);
    return { body: wireRepositoryInfo(wireRepository({ namespace, name: repository, facts, known })) };
  };
}
