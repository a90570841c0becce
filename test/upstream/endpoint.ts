// Tells which endpoint of the distribution protocol a path of the front is.
import type { UpstreamEndpoint } from './request-log.ts';

export interface FrontPath {
  readonly endpoint: UpstreamEndpoint;
  readonly repository?: string;
  /** Tag or digest, where the endpoint has one. */
  readonly reference?: string;
}

const words = { manifests: 'manifest', blobs: 'blob', referrers: 'referrers' } as const;

export function frontPath(pathname: string): FrontPath {
  if (pathname === '/v2/' || pathname === '/v2') return { endpoint: 'ping' };
  const tags = /^\/v2\/(.+)\/tags\/list$/.exec(pathname)?.[1];
  if (tags !== undefined) return { endpoint: 'tags', repository: tags };
  const upload = /^\/v2\/(.+)\/blobs\/uploads\/[^/]*$/.exec(pathname)?.[1];
  if (upload !== undefined) return { endpoint: 'upload', repository: upload };
  const match = /^\/v2\/(.+)\/(manifests|blobs|referrers)\/([^/]+)$/.exec(pathname);
  const [, repository, word, reference] = match ?? [];
  if (repository === undefined || word === undefined || reference === undefined) return { endpoint: 'other' };
  return { endpoint: words[word as keyof typeof words], repository, reference };
}
