// Which client a User-Agent names, of those that are known: everything else is one, so that strangers cannot make up names without end.

/** What the User-Agent begins with, in lower case, and the name to tell people. */
const names: Readonly<Record<string, string>> = {
  docker: 'docker',
  containerd: 'containerd',
  buildkit: 'buildkit',
  nerdctl: 'nerdctl',
  'cri-o': 'cri-o',
  podman: 'podman',
  libpod: 'podman',
  buildah: 'buildah',
  skopeo: 'skopeo',
  containers: 'containers', // the library of podman, buildah and skopeo, where they do not name themselves
  crane: 'crane',
  'go-containerregistry': 'crane',
  kaniko: 'kaniko',
  regctl: 'regctl',
  regclient: 'regctl',
  oras: 'oras',
  helm: 'helm',
  trivy: 'trivy',
  harbor: 'harbor',
  k3s: 'k3s',
  curl: 'curl',
};
const otherClient = 'other';

/** `docker/29.0.1 go/go1.25 ...` is `docker`; what is not known is `other`. */
export function clientNameOf(userAgent: string): string {
  const [product = ''] = /^[\w.-]+/.exec(userAgent.trimStart().toLowerCase()) ?? [];
  return Object.hasOwn(names, product) ? (names[product] ?? otherClient) : otherClient;
}
