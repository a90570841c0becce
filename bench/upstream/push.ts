// Puts images into a registry as docker push does: over the distribution protocol, blobs of any size in one stream.
import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const KiB = 1024;
const pieceBytes = 256 * KiB;

export const imageMediaType = 'application/vnd.oci.image.manifest.v1+json';
const layerMediaType = 'application/vnd.oci.image.layer.v1.tar+gzip';
const configMediaType = 'application/vnd.oci.image.config.v1+json';

export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  /** Bytes. */
  readonly size: number;
}

export interface PushedImage {
  readonly repository: string;
  readonly tag: string;
  readonly manifest: Descriptor;
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
}

export interface ImageToPush {
  /** `http://127.0.0.1:PORT` of the registry. */
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
  /** Bytes of each layer; their content is random, so no two images share one. */
  readonly layerBytes: readonly number[];
  /** Told the manifest's digest before the tag points to it. */
  readonly beforeTag?: (digest: string) => void;
}

/** Makes an image of random bytes and pushes it. */
export async function pushImage({ registry, repository, tag, layerBytes, beforeTag }: ImageToPush): Promise<PushedImage> {
  const target = { registry, repository };
  const layers: Descriptor[] = [];
  for (const size of layerBytes) layers.push({ mediaType: layerMediaType, ...(await pushBlob(target, randomContent(size))) });
  const diffIds = layers.map(({ digest }) => digest);
  const text = JSON.stringify({ architecture: 'amd64', os: 'linux', config: {}, rootfs: { type: 'layers', diff_ids: diffIds }, history: [] });
  const config = { mediaType: configMediaType, ...(await pushBlob(target, [Buffer.from(text)])) };
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: imageMediaType, config, layers }, undefined, 2));
  const manifest = { mediaType: imageMediaType, digest: digestOf(bytes), size: bytes.byteLength };
  beforeTag?.(manifest.digest);
  await send(`${registry}/v2/${repository}/manifests/${tag}`, { method: 'PUT', mediaType: imageMediaType, body: [bytes], expected: 201 });
  return { repository, tag, manifest, config, layers };
}

/** Random bytes, the same on no two runs, quicker than the generator of the system. */
function* randomContent(size: number): Generator<Buffer> {
  const stream = createCipheriv('aes-128-ctr', randomBytes(16), randomBytes(16));
  const zeros = Buffer.alloc(pieceBytes);
  for (let left = size; left > 0; left -= pieceBytes) yield stream.update(zeros.subarray(0, Math.min(left, pieceBytes)));
}

/** Distribution spec, "Pushing a blob in chunks": POST, one PATCH with everything, PUT with the digest. */
async function pushBlob({ registry, repository }: { readonly registry: string; readonly repository: string }, content: Iterable<Buffer>): Promise<{ digest: string; size: number }> {
  const begun = await send(`${registry}/v2/${repository}/blobs/uploads/`, { method: 'POST', body: [], expected: 202 });
  const hash = createHash('sha256');
  let size = 0;
  const counted = function* (): Generator<Buffer> {
    for (const piece of content) {
      hash.update(piece);
      size += piece.byteLength;
      yield piece;
    }
  };
  const sent = await send(new URL(begun, registry).href, { method: 'PATCH', mediaType: 'application/octet-stream', body: counted(), expected: 202 });
  const digest = `sha256:${hash.digest('hex')}`;
  const last = new URL(sent, registry);
  last.searchParams.set('digest', digest);
  await send(last.href, { method: 'PUT', body: [], expected: 201 });
  return { digest, size };
}

interface Sending {
  readonly method: 'POST' | 'PATCH' | 'PUT';
  readonly mediaType?: string;
  readonly body: Iterable<Buffer>;
  readonly expected: number;
}

/** Returns the answer's Location. */
function send(address: string, { method, mediaType, body, expected }: Sending): Promise<string> {
  return new Promise((resolve, reject) => {
    const sending = request(address, { method, agent: false, headers: mediaType === undefined ? { 'content-length': 0 } : { 'content-type': mediaType } }, (answer) => {
      text(answer).then((said) => {
        if (answer.statusCode === expected) resolve(answer.headers.location ?? '');
        else reject(new Error(`${method} of a push was answered with ${answer.statusCode ?? 0}: ${said.slice(0, 500)}`));
      }, reject);
    });
    sending.once('error', reject);
    pipeline(Readable.from(body), sending).catch(reject);
  });
}

function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
