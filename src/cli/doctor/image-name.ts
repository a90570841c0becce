// Names of images as clients take them.
import type { ImageReference } from '../../core/image/reference.ts';
import { dockerHub } from '../../core/image/reference.ts';

const officialPrefix = 'library/';

/** `docker.io/library/nginx:latest`: what every client but docker understands. */
export function fullName({ registry, repository, tag, digest }: ImageReference): string {
  return `${registry}/${repository}${digest === undefined ? `:${tag ?? 'latest'}` : `@${digest}`}`;
}

/** `nginx:latest`: what people type for docker. */
export function familiarName(image: ImageReference): string {
  const { registry, repository } = image;
  const name = fullName(image);
  if (registry !== dockerHub) return name;
  return name.slice(registry.length + 1 + (repository.startsWith(officialPrefix) ? officialPrefix.length : 0));
}
