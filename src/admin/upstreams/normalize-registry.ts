// The name under which a registry is configured, from what a person writes.
import { isDockerHubHost } from '../../core/image/docker-hub.ts';
import { dockerHub } from '../../core/image/reference.ts';

export function normalizeRegistry(text: string): string {
  return isDockerHubHost(text) ? dockerHub : text;
}
