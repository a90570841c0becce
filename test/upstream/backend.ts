// Asks the real docker-registry behind the front and brings its answer over as it is.
import type { IncomingMessage } from 'node:http';
import type { RelayedAnswer } from './relay.ts';

const passedOn = ['accept', 'range', 'if-none-match'] as const;
const broughtBack = ['content-type', 'content-length', 'content-range', 'accept-ranges', 'docker-content-digest', 'docker-distribution-api-version', 'etag', 'link'] as const;

/** Repeats `request` at the backend under `path`. The body streams. */
export async function fromBackend(backend: string, request: IncomingMessage, path: string): Promise<RelayedAnswer> {
  const headers = new Headers();
  for (const name of passedOn) {
    const value = request.headers[name];
    if (value !== undefined) headers.set(name, value);
  }
  // fetch would ask for compressed answers: bytes must come as stored.
  headers.set('accept-encoding', 'identity');
  const answer = await fetch(`${backend}${path}`, { method: request.method ?? 'GET', headers });
  const brought: Record<string, string> = {};
  for (const name of broughtBack) {
    const value = answer.headers.get(name);
    if (value !== null) brought[name] = value;
  }
  return { status: answer.status, headers: brought, ...(answer.body === null ? {} : { body: answer.body }) };
}
