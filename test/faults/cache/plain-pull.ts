// A client that reads what it gets with open eyes: status, headers, bytes, and whether the answer was whole.
import { createHash } from 'node:crypto';
import { request } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

export interface Read {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  /** False when the connection broke before the answer's end. */
  readonly isWhole: boolean;
  /** `sha256:...` of the bytes. */
  readonly digest: string;
  /** Message of the first error in the body, where there is one. */
  readonly message: string;
}

export interface PlainPull {
  /** Begins a GET: resolves with the head; its body is read by `finish`. Rejects when the connection broke before. */
  open(path: string, headers?: Readonly<Record<string, string>>): Promise<IncomingMessage>;
  finish(response: IncomingMessage): Promise<Read>;
  /** Both. */
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Read>;
}

const accept = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

/** Signs in at the gateway, and pulls with that token. */
export async function createPlainPull(address: string, { username, secret }: { readonly username: string; readonly secret: string }): Promise<PlainPull> {
  const answer = await fetch(`${address}/token?service=pullgate`, { headers: { authorization: `Basic ${btoa(`${username}:${secret}`)}` } });
  const { token } = (await answer.json()) as { readonly token: string };

  const open: PlainPull['open'] = (path, headers = {}) =>
    new Promise((resolve, reject) => {
      const asked = request(`${address}${path}`, { headers: { authorization: `Bearer ${token}`, accept, ...headers }, agent: false }, resolve);
      asked.once('error', reject);
      asked.end();
    });
  const finish: PlainPull['finish'] = async (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => void chunks.push(chunk)).on('error', () => undefined);
    if (!response.closed) await new Promise((resolve) => response.once('close', resolve));
    const bytes = Buffer.concat(chunks);
    return { status: response.statusCode ?? 0, headers: response.headers, bytes, isWhole: response.complete, digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`, message: messageOf(bytes, response) };
  };
  return { open, finish, get: async (path, headers) => finish(await open(path, headers)) };
}

function messageOf(bytes: Buffer, { headers }: IncomingMessage): string {
  if (headers['content-type'] !== 'application/json') return '';
  const { errors } = JSON.parse(bytes.toString()) as { readonly errors?: readonly { readonly message: string }[] };
  return errors?.[0]?.message ?? '';
}
