// A namespace of Docker Hub as it stands in a path.
import { InvalidPattern, parseNamespace } from '../core/image/pattern.ts';
import { dockerHub } from '../core/image/reference.ts';
import { invalidRequest } from './problem.ts';

/** Undefined for what is none. */
export function readHubNamespace(text: string): string | undefined {
  try {
    const { registry, namespace } = parseNamespace(text);
    return registry === dockerHub ? namespace : undefined;
  } catch (error) {
    if (error instanceof InvalidPattern) return undefined;
    throw error;
  }
}

/** @throws ProblemError 400 */
export function requireHubNamespace(text: string): string {
  const namespace = readHubNamespace(text);
  if (namespace === undefined) throw invalidRequest({ namespace: ['must be a namespace of Docker Hub, such as bitnami'] });
  return namespace;
}
