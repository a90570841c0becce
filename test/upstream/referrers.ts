// The referrers API in front of a registry that has none: it reads the `sha256-HEX` tag that the artifacts were listed under.
import type { RelayedAnswer } from './relay.ts';
import { jsonAnswer } from './token-service.ts';
import type { Descriptor } from './pushing.ts';

const indexType = 'application/vnd.oci.image.index.v1+json';

/** OCI distribution spec 1.1, "Listing Referrers": an index, empty when nothing refers to the digest, filtered where asked. */
export async function listReferrers(backend: string, repository: string, digest: string, artifactType: string | null): Promise<RelayedAnswer> {
  const answer = await fetch(`${backend}/v2/${repository}/manifests/${digest.replace(':', '-')}`, { headers: { accept: indexType } });
  const all = answer.status === 200 ? ((await answer.json()) as { manifests: Descriptor[] }).manifests : [];
  const manifests = artifactType === null ? all : all.filter((one) => one.artifactType === artifactType);
  const headers = { 'content-type': indexType, ...(artifactType === null ? {} : { 'oci-filters-applied': 'artifactType' }) };
  return jsonAnswer(200, { schemaVersion: 2, mediaType: indexType, manifests }, headers);
}
