// What a request was about, as sentences name it.
import type { Resource } from '../../core/policy/access-request.ts';

/** `library/nginx:1.27`, `library/nginx@sha256:...`, `library/nginx`. */
export function resourceName({ repository, reference }: Resource): string {
  switch (reference?.kind) {
    case 'tag':
      return `${repository}:${reference.tag}`;
    case 'digest':
      return `${repository}@${reference.digest}`;
    case undefined:
      return repository;
  }
}
