// Clients and systems by the names that people know them by; the API's own are what the command line takes.

const clients: Readonly<Record<string, string>> = {
  'docker-engine': 'Docker Engine',
  'docker-cli': 'docker command',
  'docker-desktop': 'Docker Desktop',
  containerd: 'containerd',
  podman: 'podman',
  'cri-o': 'CRI-O',
  buildkit: 'BuildKit',
  k3s: 'k3s',
  kubernetes: 'Kubernetes',
};

const systems: Readonly<Record<string, string>> = {
  debian: 'Debian, Ubuntu',
  fedora: 'Fedora, RHEL',
  suse: 'SUSE',
  arch: 'Arch',
  alpine: 'Alpine',
  linux: 'Linux',
  macos: 'macOS',
  windows: 'Windows',
  any: 'Any system',
};

export function clientName(client: string): string {
  return clients[client] ?? client;
}

export function systemName(os: string): string {
  return systems[os] ?? os;
}
