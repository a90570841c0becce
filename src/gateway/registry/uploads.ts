// `/v2/<name>/blobs/uploads/`: bytes pass through to upstream as they come, and none is held here.
import type { OutgoingHttpHeaders } from 'node:http';
import { RegistryError } from '../../core/distribution/error.ts';
import type { Digest } from '../../core/image/digest.ts';
import { UpstreamError } from '../../upstream/error.ts';
import type { UploadAddress, UploadState } from '../../upstream/upstream-push.ts';
import type { MountWish } from '../push.ts';
import type { Answer } from './answer.ts';
import { bodyOf } from './write-exchange.ts';
import type { WriteExchange } from './write-exchange.ts';

/** Over this a path is not read (endpoint.ts). */
const sessionCharactersMax = 3500;

/** OCI distribution spec 1.1, "Pushing blobs". With `digest` the whole blob comes with the request; upstream gets it as any other. */
export async function startUpload(exchange: WriteExchange): Promise<Answer> {
  const { permit, push, query, signal } = exchange;
  const mount = findMount(exchange);
  const started = await push.start({ permit, ...(mount === undefined ? {} : { mount }), signal });
  if (started.kind === 'mounted') return storedAnswer(exchange, query.mount);
  if (query.digest !== undefined) return finishAt(exchange, started.upload, query.digest);
  const least = started.chunkBytesMin === undefined ? {} : { 'oci-chunk-min-length': started.chunkBytesMin };
  return takenAnswer(exchange, { upload: started.upload, range: '0-0' }, { status: 202, headers: least });
}

/** "Pushing a blob in chunks". */
export async function sendChunk(exchange: WriteExchange, { session }: { readonly session: string }): Promise<Answer> {
  const { permit, push, request, signal } = exchange;
  const upload = openSession(exchange, session);
  const { 'content-range': contentRange } = request.headers;
  const body = bodyOf(exchange);
  // Nothing was sent: what there is already is the answer.
  const state = body === undefined ? await push.state({ permit, upload, signal }) : await push.sendChunk({ permit, upload, body, ...(contentRange === undefined ? {} : { contentRange }), signal });
  return takenAnswer(exchange, state, { status: 202 });
}

export function finishUpload(exchange: WriteExchange, { session }: { readonly session: string }): Promise<Answer> {
  const { digest } = exchange.query;
  if (digest === undefined) throw new RegistryError('DIGEST_INVALID', 'query parameter digest is missing: send what the blob is');
  return finishAt(exchange, openSession(exchange, session), digest);
}

export async function readUploadState(exchange: WriteExchange, { session }: { readonly session: string }): Promise<Answer> {
  const { permit, push, signal } = exchange;
  return takenAnswer(exchange, await push.state({ permit, upload: openSession(exchange, session), signal }), { status: 204 });
}

export async function cancelUpload(exchange: WriteExchange, { session }: { readonly session: string }): Promise<Answer> {
  const { permit, push, signal } = exchange;
  await push.cancel({ permit, upload: openSession(exchange, session), signal });
  return { status: 204, headers: { 'cache-control': 'no-store' } };
}

async function finishAt(exchange: WriteExchange, upload: UploadAddress, digest: Digest): Promise<Answer> {
  const { permit, push, request, signal } = exchange;
  const { 'content-range': contentRange } = request.headers;
  const body = bodyOf(exchange);
  await push.finish({ permit, upload, digest, ...(body === undefined ? {} : { body }), ...(contentRange === undefined ? {} : { contentRange }), signal });
  return storedAnswer(exchange, digest);
}

/** Without `from` upstream would look for the blob in all that the gateway may read there, whoever asks. */
function findMount({ query: { mount, from }, permitToPull }: WriteExchange): MountWish | undefined {
  const permit = mount === undefined || from === undefined ? undefined : permitToPull(from);
  return mount === undefined || permit === undefined ? undefined : { digest: mount, from: permit };
}

function openSession({ sessions, owner }: WriteExchange, session: string): UploadAddress {
  const upload = sessions.open(session, owner);
  if (upload === undefined) throw new RegistryError('BLOB_UPLOAD_UNKNOWN', 'no such upload: start a new one');
  return upload;
}

/** The address is a path: clients know best by which name they reached the gateway. */
function takenAnswer({ name, ns, sessions, owner }: WriteExchange, { upload, range }: UploadState, { status, headers }: { readonly status: 202 | 204; readonly headers?: OutgoingHttpHeaders }): Answer {
  const session = sessions.seal(upload, owner);
  if (session.length > sessionCharactersMax) throw new UpstreamError({ kind: 'bad-response', registry: owner.resource.registry, problem: 'wants an upload at an address that is too long to be passed on' });
  return {
    status,
    headers: {
      ...headers,
      location: withNs(`/v2/${name}/blobs/uploads/${session}`, ns),
      ...(range === undefined ? {} : { range }),
      'cache-control': 'no-store',
      ...(status === 202 ? { 'content-length': 0 } : {}),
    },
  };
}

function storedAnswer({ name, ns }: WriteExchange, digest: Digest | undefined): Answer {
  const told = digest === undefined ? {} : { location: withNs(`/v2/${name}/blobs/${digest}`, ns), 'docker-content-digest': digest };
  return { status: 201, headers: { ...told, 'cache-control': 'no-store', 'content-length': 0 } };
}

function withNs(path: string, ns: string | undefined): string {
  return ns === undefined ? path : `${path}?ns=${encodeURIComponent(ns)}`;
}
