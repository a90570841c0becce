// What stands in the document where a shell has a variable.

const sampleValues: Readonly<Record<string, string>> = {
  ORG: 'acme',
  UUID: '4f0c6c1e-7d0b-4a4e-8d25-0a0a4c2c9b11',
  ID: '4f0c6c1e-7d0b-4a4e-8d25-0a0a4c2c9b11',
  USERNAME: 'developer',
  TEAM: 'platform',
  REVISION: '2',
  NAMESPACE: 'grafana',
  REPOSITORY: 'grafana',
  TAG: 'latest',
  REGISTRY: 'docker.io',
  CLIENT: 'podman',
  ACCOUNT: 'acme',
};

const variable = /\$([A-Z][A-Z0-9_]*)/g;

/** The value with its variables filled in, however deep they stand; one that has no sample stands as its name in lower case. */
export function sampleOf(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(variable, (_, name: string) => sampleValues[name] ?? name.toLowerCase());
  if (Array.isArray(value)) return value.map(sampleOf);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, sampleOf(each)]));
  return value;
}
