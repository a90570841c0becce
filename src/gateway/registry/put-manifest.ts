// PUT `/v2/<name>/manifests/<reference>`: the one thing of a push that is held here, whole, to be looked at before it goes on.
import { createHash } from 'node:crypto';
import { RegistryError } from '../../core/distribution/error.ts';
import { manifestBytesMax } from '../../core/distribution/manifest.ts';
import { parseMediaType } from '../../core/distribution/media-type.ts';
import type { Digest } from '../../core/image/digest.ts';
import type { TagOrDigest } from '../../core/image/reference.ts';
import { BodyTooLarge, readBody } from '../../http/body.ts';
import type { Answer } from './answer.ts';
import type { WriteExchange } from './write-exchange.ts';

const MiB = 1024 * 1024;

/** OCI distribution spec 1.1, "Pushing manifests" and "Pushing manifests with subject". */
export async function putManifest({ permit, push, request, name, ns, signal }: WriteExchange, { reference }: { readonly reference: TagOrDigest }): Promise<Answer> {
  const mediaType = parseMediaType(request.headers['content-type']);
  if (mediaType === undefined) throw new RegistryError('MANIFEST_INVALID', 'Content-Type is missing or malformed: send the media type of the manifest');
  const bytes = await readBody(request, { maxBytes: manifestBytesMax, signal }).catch((error: unknown) => {
    if (error instanceof BodyTooLarge) throw new RegistryError('MANIFEST_INVALID', `manifest is over ${manifestBytesMax / MiB} MiB`, { status: 413 });
    throw error;
  });
  checkJson(bytes);
  const digest = digestFor(bytes, reference);
  const { subject } = await push.putManifest({ permit, reference, mediaType, bytes, signal });
  const path = `/v2/${name}/manifests/${digest}`;
  return {
    status: 201,
    headers: {
      location: ns === undefined ? path : `${path}?ns=${encodeURIComponent(ns)}`,
      'docker-content-digest': digest,
      ...(subject === undefined ? {} : { 'oci-subject': subject }),
      'cache-control': 'no-store',
      'content-length': 0,
    },
  };
}

/** What kinds of manifest there are is upstream's to say; one that cannot be read is nobody's. */
function checkJson(bytes: Buffer): void {
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    content = undefined;
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) throw new RegistryError('MANIFEST_INVALID', 'manifest is invalid: it is not a JSON object in UTF-8');
}

function digestFor(bytes: Buffer, reference: TagOrDigest): Digest {
  const algorithm = reference.kind === 'digest' && reference.digest.startsWith('sha512:') ? 'sha512' : 'sha256';
  const digest = `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}` as Digest;
  if (reference.kind === 'digest' && reference.digest !== digest) throw new RegistryError('DIGEST_INVALID', `manifest is not what its address says: its digest is ${digest}`);
  return digest;
}
