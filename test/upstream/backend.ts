// Asks the real docker-registry behind the front and brings its answer over as it is.
import { request as forward } from 'node:http';
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

const pushedOn = ['host', 'content-type', 'content-length', 'content-range', 'transfer-encoding'] as const;
const toldBack = ['location', 'range', 'docker-upload-uuid', 'oci-subject', ...broughtBack] as const;

/** Passes a request that writes on, its body streaming. The backend names its addresses by the host that was asked: the front's own. */
export function throughBackend(backend: string, request: IncomingMessage): Promise<RelayedAnswer> {
  const headers = Object.fromEntries(pushedOn.flatMap((name) => (request.headers[name] === undefined ? [] : [[name, request.headers[name]]])));
  return new Promise((resolve, reject) => {
    const onward = forward(`${backend}${request.url ?? ''}`, { method: request.method, headers }, (answer) => {
      const brought = Object.fromEntries(toldBack.flatMap((name) => (typeof answer.headers[name] === 'string' ? [[name, answer.headers[name]]] : [])));
      resolve({ status: answer.statusCode ?? 502, headers: brought, body: answer });
    });
    onward.once('error', reject);
    request.once('close', () => {
      if (!request.complete) onward.destroy();
    });
    request.pipe(onward);
  });
}
