// The host that blobs are redirected to: it knows nobody, and an Authorization header that reaches it is a leak.
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { fromBackend } from './backend.ts';
import type { RelayedAnswer } from './relay.ts';
import { jsonAnswer } from './token-service.ts';

export interface Cdn {
  /** A path, with a signature that serves this one blob, on the CDN's host. */
  sign(repository: string, digest: string): string;
  answer(request: IncomingMessage, url: URL): Promise<RelayedAnswer>;
}

export function createCdn(backend: string): Cdn {
  const signed = new Map<string, string>();
  return {
    sign: (repository, digest) => {
      const signature = randomBytes(12).toString('base64url');
      const hex = digest.slice('sha256:'.length);
      signed.set(signature, `/v2/${repository}/blobs/${digest}`);
      return `/registry-v2/docker/registry/v2/blobs/sha256/${hex.slice(0, 2)}/${hex}/data?verify=${signature}`;
    },
    answer: async (request, url) => {
      if (request.headers.authorization !== undefined) return jsonAnswer(400, { error: 'an Authorization header was carried to the CDN' });
      const path = signed.get(url.searchParams.get('verify') ?? '');
      if (path === undefined) return jsonAnswer(403, { error: 'the signature is wrong' });
      const { headers, ...answer } = await fromBackend(backend, request, path);
      // A CDN speaks plain HTTP: nothing of the distribution specification.
      const plain = Object.entries(headers).filter(([name]) => !name.startsWith('docker-') && name !== 'etag');
      return { ...answer, headers: Object.fromEntries(plain) };
    },
  };
}
