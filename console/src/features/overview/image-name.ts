// Repositories as the statistics name them, with their registry, and as people write them.

const dockerHub = 'docker.io';

/** `docker.io/library/nginx`: what the filters of Pulls ask for. */
export function splitImage(image: string): { readonly registry: string; readonly repository: string } {
  const slash = image.indexOf('/');
  return { registry: image.slice(0, slash), repository: image.slice(slash + 1) };
}

/** Docker Hub's without the registry: `someuser/custom-image`, `ghcr.io/owner/image`. */
export function shownImage(image: string): string {
  const { registry, repository } = splitImage(image);
  return registry === dockerHub ? repository : image;
}
