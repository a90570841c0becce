// A repository of Docker Hub as it stands in a path, in two segments.
import { isRepositoryName } from '../../core/image/grammar.ts';
import { readHubNamespace } from '../hub-namespace.ts';
import { notFound } from '../problem.ts';

/** @throws ProblemError 404 for what can be no namespace there */
export function requireNamespace(text: string): string {
  const namespace = readHubNamespace(text);
  if (namespace === undefined) throw notFound('namespace');
  return namespace;
}

/** @throws ProblemError 404 for what can be no repository there */
export function requireRepository({ namespace: text, repository }: { readonly namespace: string; readonly repository: string }): { readonly namespace: string; readonly repository: string } {
  const namespace = requireNamespace(text);
  if (repository.includes('/') || !isRepositoryName(`${namespace}/${repository}`)) throw notFound('repository');
  return { namespace, repository };
}
