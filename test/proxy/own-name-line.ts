// The lines in which each client tells that an image is refused under its own name, behind the proxy or where DNS leads to the gateway (docs/clients.md).

export const ownNameLine = {
  'docker pull': (_repository, message) => `Error response from daemon: unauthorized: ${message}`,
  'docker build': (_repository, message) => `unauthorized: ${message}`,
  'docker build with BuildKit': (_repository, message) =>
    `failed to solve with frontend dockerfile.v0: failed to create LLB definition: pulling from host registry-1.docker.io failed with status code [manifests latest]: 401 ${message}`,
  'docker-compose pull': (_repository, message) => `unauthorized: ${message}`,
  podman: (repository, message) => `Error: ${source(repository)}: unauthorized: ${message}`,
  buildah: (repository, message) => `Error: ${source(repository)}: unauthorized: ${message}`,
  skopeo: (repository, message) => `level=fatal msg="${source(repository)}: unauthorized: ${message}"`,
  ctr: (repository, message) =>
    `ctr: failed to resolve reference "docker.io/${repository}:latest": pull access denied, repository does not exist or may require authorization: server message: ${message}: authorization failed`,
} as const satisfies Record<string, (repository: string, message: string) => string>;

export type OwnNameClient = keyof typeof ownNameLine;

/** What docker prints of a host that the proxy refuses. */
export function refusedHostLine(host: string): string {
  return `Error response from daemon: Get "https://${host}/v2/": pullgate refuses connections to ${host}: it is no registry of this gateway, nor a host that its administrator lists`;
}

/** Of a sign-in that the gateway refuses. */
export function refusedLoginLine(message: string): string {
  return `Error response from daemon: Get "https://registry-1.docker.io/v2/": unauthorized: ${message}`;
}

function source(repository: string): string {
  return `initializing source docker://${repository}:latest: reading manifest latest in docker.io/${repository}`;
}
