// Puts manifests and blobs into a registry over the distribution protocol: what no Debian 12 tool can push (artifacts, indexes by hand).
import { createHash } from 'node:crypto';

export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly platform?: { readonly os: string; readonly architecture: string };
  readonly artifactType?: string;
}

export const manifestMediaTypes = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
] as const;

export function sha256(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** Uploads a small blob in one piece (distribution spec, "POST then PUT") and returns its descriptor. */
export async function putBlob(registry: string, repository: string, mediaType: string, bytes: Buffer): Promise<Descriptor> {
  const digest = sha256(bytes);
  const begun = await fetch(`${registry}/v2/${repository}/blobs/uploads/`, { method: 'POST' });
  const location = begun.headers.get('location');
  if (begun.status !== 202 || location === null) throw new Error(`upload to ${repository} was not begun: status ${begun.status}`);
  const address = new URL(location, registry);
  address.searchParams.set('digest', digest);
  const put = await fetch(address, { method: 'PUT', body: new Uint8Array(bytes), headers: { 'content-type': 'application/octet-stream' } });
  if (put.status !== 201) throw new Error(`blob ${digest} of ${repository} was not stored: status ${put.status}`);
  return { mediaType, digest, size: bytes.byteLength };
}

/** Stores a manifest under a tag or its digest, its bytes being exactly the JSON of `manifest`. */
export async function putManifest(registry: string, repository: string, reference: string | undefined, manifest: { mediaType: string }): Promise<Descriptor> {
  const bytes = Buffer.from(JSON.stringify(manifest, undefined, 2));
  const digest = sha256(bytes);
  const put = await fetch(`${registry}/v2/${repository}/manifests/${reference ?? digest}`, {
    method: 'PUT',
    body: new Uint8Array(bytes),
    headers: { 'content-type': manifest.mediaType },
  });
  if (put.status !== 201) throw new Error(`manifest of ${repository} was not stored: status ${put.status} ${await put.text()}`);
  return { mediaType: manifest.mediaType, digest, size: bytes.byteLength };
}

/** Reads a manifest as stored; its digest is that of the bytes. */
export async function readManifest(registry: string, repository: string, reference: string): Promise<{ descriptor: Descriptor; bytes: Buffer }> {
  const answer = await fetch(`${registry}/v2/${repository}/manifests/${reference}`, { headers: { accept: manifestMediaTypes.join(', ') } });
  if (answer.status !== 200) throw new Error(`manifest ${repository}:${reference} is not there: status ${answer.status}`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const mediaType = answer.headers.get('content-type') ?? '';
  return { descriptor: { mediaType, digest: sha256(bytes), size: bytes.byteLength }, bytes };
}
