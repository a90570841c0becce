// What stands behind the gateway's host to pull an image: Docker Hub's repositories alone, others with their registry.

interface Checked {
  /** As it was asked for. */
  readonly image: string;
  readonly registry: string;
  readonly repository: string;
}

/** `library/nginx:1.27`, `ghcr.io/owner/image@sha256:…` */
export function pullReference({ image, registry, repository }: Checked): string {
  const [end = ''] = /(?::[\w][\w.-]*)?(?:@[^/@]+)?$/.exec(image.slice(image.lastIndexOf('/') + 1)) ?? [];
  return `${registry === 'docker.io' ? '' : `${registry}/`}${repository}${end}`;
}
