// A small foreign registry in this process, as Docker Hub in that everybody needs a token, the anonymous too. Public and
// private repositories, and any misbehaviour that a test asks for.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const credential = { username: 'gateway', password: 'upstream-password' };
export const ociManifest = 'application/vnd.oci.image.manifest.v1+json';
export const ociIndex = 'application/vnd.oci.image.index.v1+json';

interface StoredManifest {
  readonly mediaType: string;
  readonly bytes: Buffer;
  readonly subject?: string;
  readonly artifactType?: string;
}

interface Repository {
  isPrivate: boolean;
  readonly tags: Map<string, string>;
  readonly manifests: Map<string, StoredManifest>;
  readonly blobs: Map<string, Buffer>;
}

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  /** The Range header. */
  readonly range: string | undefined;
  /** With a token that was given for the credential, and not to the anonymous. */
  readonly isAuthorized: boolean;
}

export interface Image {
  readonly digest: string;
  readonly blob: string;
  readonly blobBytes: Buffer;
}

export type Misbehaviour = (request: IncomingMessage, response: ServerResponse) => void;

export interface ForeignRegistry {
  readonly address: string;
  /** Requests with a token; those that only earn a challenge, and those to the token service, are left out. */
  readonly seen: SeenRequest[];
  /** Pushes an image with one layer under a tag. */
  add: (name: string, tag: string, options?: { isPrivate?: boolean; layerBytes?: number }) => Image;
  /** Pushes a manifest that names these blobs, whether the repository has them or not. Gives its digest. */
  addManifest: (name: string, tag: string, blobs: readonly string[]) => string;
  addReferrer: (name: string, subject: string, artifactType: string) => string;
  setPrivate: (name: string, isPrivate: boolean) => void;
  /** From now on the credential is wrong. */
  rejectCredential: () => void;
  /** Answers every request whose method and path match by `how`, until told to behave. */
  misbehave: (path: RegExp, how: Misbehaviour) => void;
  behave: () => void;
  /** As it would without any misbehaviour. */
  answer: Misbehaviour;
  close: () => Promise<void>;
}

export function digestOf(bytes: Buffer | string): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

export async function startForeignRegistry(): Promise<ForeignRegistry> {
  const repositories = new Map<string, Repository>();
  const seen: SeenRequest[] = [];
  const misbehaviours: { path: RegExp; how: Misbehaviour }[] = [];
  const accepted = new Set([`Basic ${Buffer.from(`${credential.username}:${credential.password}`).toString('base64')}`]);
  const isAuthorizedBy = ({ headers }: IncomingMessage): boolean => headers.authorization === 'Bearer gateway' && accepted.size > 0;
  const answerAsUsual: Misbehaviour = (request, response) => answer(repositories, { request, response, isAuthorized: isAuthorizedBy(request) });
  const server = createServer((request, response) => {
    const { authorization } = request.headers;
    if (request.url?.startsWith('/token') === true) {
      sendToken(response, authorization === undefined ? 'anonymous' : accepted.has(authorization) ? 'gateway' : undefined);
      return;
    }
    if (authorization === undefined) {
      sendChallenge(request, response);
      return;
    }
    const isAuthorized = isAuthorizedBy(request);
    seen.push({ method: request.method ?? '', path: request.url ?? '', range: request.headers.range, isAuthorized });
    const misbehaviour = misbehaviours.find(({ path }) => path.test(`${request.method ?? ''} ${request.url ?? ''}`));
    if (misbehaviour === undefined) answerAsUsual(request, response);
    else misbehaviour.how(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const repository = (name: string): Repository => {
    const found = repositories.get(name) ?? { isPrivate: false, tags: new Map(), manifests: new Map(), blobs: new Map() };
    repositories.set(name, found);
    return found;
  };
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    add: (name, tag, { isPrivate = false, layerBytes = 1000 } = {}) => {
      const into = repository(name);
      into.isPrivate = isPrivate;
      const blobBytes = Buffer.alloc(layerBytes, `${name}:${tag} `);
      const config = Buffer.from(JSON.stringify({ architecture: 'amd64', os: 'linux', name, tag }));
      const [blob, configDigest] = [digestOf(blobBytes), digestOf(config)];
      into.blobs.set(blob, blobBytes).set(configDigest, config);
      const bytes = Buffer.from(
        JSON.stringify({
          schemaVersion: 2,
          mediaType: ociManifest,
          config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: configDigest, size: config.length },
          layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar', digest: blob, size: blobBytes.length }],
        }),
      );
      const digest = digestOf(bytes);
      into.manifests.set(digest, { mediaType: ociManifest, bytes });
      into.tags.set(tag, digest);
      return { digest, blob, blobBytes };
    },
    addManifest: (name, tag, blobs) => {
      const into = repository(name);
      const [config = '', ...layers] = blobs.map((digest) => ({ mediaType: 'application/vnd.oci.image.layer.v1.tar', digest, size: 1000 }));
      const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: ociManifest, config, layers }));
      const digest = digestOf(bytes);
      into.manifests.set(digest, { mediaType: ociManifest, bytes });
      into.tags.set(tag, digest);
      return digest;
    },
    addReferrer: (name, subject, artifactType) => {
      const into = repository(name);
      const empty = Buffer.from('{}');
      into.blobs.set(digestOf(empty), empty);
      const descriptor = { mediaType: 'application/vnd.oci.empty.v1+json', digest: digestOf(empty), size: empty.length };
      const subjectSize = into.manifests.get(subject)?.bytes.length ?? 0;
      const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: ociManifest, artifactType, config: descriptor, layers: [descriptor], subject: { mediaType: ociManifest, digest: subject, size: subjectSize } }));
      const digest = digestOf(bytes);
      into.manifests.set(digest, { mediaType: ociManifest, bytes, subject, artifactType });
      return digest;
    },
    setPrivate: (name, isPrivate) => {
      repository(name).isPrivate = isPrivate;
    },
    rejectCredential: () => {
      accepted.clear();
    },
    misbehave: (path, how) => {
      misbehaviours.push({ path, how });
    },
    answer: answerAsUsual,
    behave: () => {
      misbehaviours.length = 0;
    },
    close: async () => {
      if (!server.listening) return;
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

interface Asked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly isAuthorized: boolean;
}

function answer(repositories: ReadonlyMap<string, Repository>, { request, response, isAuthorized }: Asked): void {
  const url = new URL(request.url ?? '', 'http://registry');
  const [, name = '', endpoint, last = ''] = /^\/v2\/(.+)\/(manifests|blobs|tags|referrers)\/([^/]+)$/.exec(url.pathname) ?? [];
  const repository = repositories.get(name);
  // Like Docker Hub: who may not see it is not told whether it is there.
  if ((repository === undefined || repository.isPrivate) && !isAuthorized) sendChallenge(request, response);
  else if (repository === undefined) sendError(response, 404, 'NAME_UNKNOWN');
  else if (endpoint === 'manifests') sendManifest(repository, { response, reference: last });
  else if (endpoint === 'blobs') sendBlob(repository, { request, response, digest: last });
  else if (endpoint === 'tags') sendTags(repository, { response, url, name });
  else sendReferrers(repository, { response, url, subject: last });
}

function sendToken(response: ServerResponse, token: string | undefined): void {
  if (token === undefined) {
    sendError(response, 401, 'UNAUTHORIZED');
    return;
  }
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ token, expires_in: 300 }));
}

function sendChallenge(request: IncomingMessage, response: ServerResponse): void {
  const name = /^\/v2\/(.+)\/(?:manifests|blobs|tags|referrers)\//.exec(request.url ?? '')?.[1] ?? '';
  response.setHeader('www-authenticate', `Bearer realm="http://${request.headers.host ?? ''}/token",service="foreign",scope="repository:${name}:pull"`);
  sendError(response, 401, 'UNAUTHORIZED');
}

function sendManifest(repository: Repository, { response, reference }: { response: ServerResponse; reference: string }): void {
  const digest = repository.tags.get(reference) ?? reference;
  const manifest = repository.manifests.get(digest);
  if (manifest === undefined) {
    sendError(response, 404, 'MANIFEST_UNKNOWN');
    return;
  }
  response.writeHead(200, { 'content-type': manifest.mediaType, 'content-length': manifest.bytes.length, 'docker-content-digest': digest });
  response.end(manifest.bytes);
}

function sendBlob(repository: Repository, { request, response, digest }: { request: IncomingMessage; response: ServerResponse; digest: string }): void {
  const bytes = repository.blobs.get(digest);
  if (bytes === undefined) {
    sendError(response, 404, 'BLOB_UNKNOWN');
    return;
  }
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  if (range === null) {
    response.writeHead(200, { 'content-type': 'text/html', 'content-length': bytes.length, 'docker-content-digest': digest, 'accept-ranges': 'bytes' });
    return void response.end(bytes);
  }
  const first = Number(range[1]);
  if (first >= bytes.length) {
    response.setHeader('content-range', `bytes */${bytes.length}`);
    sendError(response, 416, 'RANGE_INVALID');
    return;
  }
  const last = Math.min(range[2] === '' ? bytes.length - 1 : Number(range[2]), bytes.length - 1);
  response.writeHead(206, { 'content-type': 'application/octet-stream', 'content-length': last - first + 1, 'content-range': `bytes ${first}-${last}/${bytes.length}`, 'docker-content-digest': digest });
  response.end(bytes.subarray(first, last + 1));
}

function sendTags(repository: Repository, { response, url, name }: { response: ServerResponse; url: URL; name: string }): void {
  const all = [...repository.tags.keys()].sort();
  const n = Number(url.searchParams.get('n') ?? all.length);
  const after = all.filter((tag) => tag > (url.searchParams.get('last') ?? ''));
  const tags = after.slice(0, n);
  const link = tags.length < after.length ? { link: `</v2/${name}/tags/list?n=${n}&last=${tags.at(-1) ?? ''}>; rel="next"` } : {};
  response.writeHead(200, { 'content-type': 'application/json', ...link });
  response.end(JSON.stringify({ name, tags }));
}

function sendReferrers(repository: Repository, { response, url, subject }: { response: ServerResponse; url: URL; subject: string }): void {
  const wanted = url.searchParams.get('artifactType');
  const manifests = [...repository.manifests].flatMap(([digest, manifest]) =>
    manifest.subject === subject && (wanted === null || manifest.artifactType === wanted)
      ? [{ mediaType: manifest.mediaType, digest, size: manifest.bytes.length, artifactType: manifest.artifactType }]
      : [],
  );
  response.writeHead(200, { 'content-type': ociIndex, ...(wanted === null ? {} : { 'oci-filters-applied': 'artifactType' }) });
  response.end(JSON.stringify({ schemaVersion: 2, mediaType: ociIndex, manifests }));
}

function sendError(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ errors: [{ code, message: code.toLowerCase() }] }));
}
