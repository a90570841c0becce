// The name under which a registry is configured, from what a person writes.
import { dockerHub } from '../../core/image/reference.ts';

/** Docker Hub's other names, as clients and old configurations have them. */
const dockerHubNames = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com']);

export function normalizeRegistry(text: string): string {
  return dockerHubNames.has(text.toLowerCase()) ? dockerHub : text;
}
