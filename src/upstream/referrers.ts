// Listing what refers to a manifest (OCI distribution spec 1.1, "Listing Referrers" and "Referrers Tag Schema").
import { readDescriptors } from '../core/distribution/descriptor.ts';
import type { Descriptor } from '../core/distribution/descriptor.ts';
import { RegistryError } from '../core/distribution/error.ts';
import { parseNextLink } from '../core/distribution/link.ts';
import { manifestBytesMax } from '../core/distribution/manifest.ts';
import { mediaTypes } from '../core/distribution/media-type.ts';
import { parseDigest } from '../core/image/digest.ts';
import type { Digest } from '../core/image/digest.ts';
import { headerOf } from './connection.ts';
import type { Answer } from './connection.ts';
import { UpstreamError } from './error.ts';
import type { Exchange } from './exchange.ts';
import { readManifest } from './manifests.ts';
import { notUsable, readJsonObject } from './read-json.ts';
import type { ReferrersQuery, UpstreamReferrers } from './upstream-registry.ts';

const pagesMax = 16;
const MiB = 1024 * 1024;
/** Of all pages together: the list is held whole, and is an index, which clients expect no larger than a manifest. */
const listBytesMax = manifestBytesMax;

interface Page {
  readonly manifests: readonly Descriptor[];
  readonly isFiltered: boolean;
  readonly bytes: number;
  /** The query of the next page's address. */
  readonly next: Readonly<Record<string, string>> | undefined;
}

/** Every referrer of the manifest, from all pages (16 and 4 MiB at most), filtered by `artifactType` when it is given. @throws UpstreamError, or the signal's reason */
export async function readReferrers(exchange: Exchange, query: ReferrersQuery): Promise<UpstreamReferrers> {
  const { artifactType } = query;
  const { manifests, isFiltered } = await readAll(exchange, query);
  const wanted = artifactType === undefined || isFiltered ? manifests : manifests.filter((manifest) => manifest.artifactType === artifactType);
  return { index: { schemaVersion: 2, mediaType: mediaTypes.ociIndex, manifests: wanted }, filtersApplied: artifactType === undefined ? [] : ['artifactType'] };
}

async function readAll(exchange: Exchange, query: ReferrersQuery): Promise<Pick<Page, 'manifests' | 'isFiltered'>> {
  const manifests: Descriptor[] = [];
  let isFiltered = true;
  let bytes = 0;
  let next: Page['next'] = query.artifactType === undefined ? {} : { artifactType: query.artifactType };
  for (let pages = 0; next !== undefined; pages += 1) {
    if (pages === pagesMax) throw notUsable({ registry: exchange.registry, what: 'list of referrers' }, `has more than ${pagesMax} pages`);
    const page: Page | undefined = await readPage(exchange, query, next);
    if (page === undefined) return { manifests: await readTagSchema(exchange, query), isFiltered: false };
    bytes += page.bytes;
    if (bytes > listBytesMax) throw notUsable({ registry: exchange.registry, what: 'list of referrers' }, `is over ${listBytesMax / MiB} MiB on all its pages`);
    for (const manifest of page.manifests) manifests.push(manifest);
    isFiltered &&= page.isFiltered;
    next = page.next;
  }
  return { manifests, isFiltered };
}

/** One page; undefined when upstream has no referrers API, which it says with a 404. */
async function readPage(exchange: Exchange, { repository, digest, as, signal }: ReferrersQuery, query: Readonly<Record<string, string>>): Promise<Page | undefined> {
  const limit = { registry: exchange.registry, what: 'list of referrers', maxBytes: listBytesMax };
  const question = { method: 'GET', repository, path: `referrers/${parseDigest(digest)}`, query, what: `the referrers of ${repository}@${digest}`, as, signal } as const;
  try {
    return await exchange.ask({ ...question, headers: { accept: mediaTypes.ociIndex } }, async (answer) => {
      const { content, bytes } = await readJsonObject(answer, limit);
      const applied = (headerOf(answer, 'oci-filters-applied') ?? '').split(',').map((name) => name.trim());
      return { manifests: readEntries(content['manifests'], limit), isFiltered: applied.includes('artifactType'), bytes, next: readNext(answer, exchange.urlOf(question)) };
    });
  } catch (error) {
    if (error instanceof UpstreamError && (error.status === 404 || error.status === 405)) return undefined;
    throw error;
  }
}

/** The link's query, when it leads to the same list; an address elsewhere is not followed. */
function readNext(answer: Answer, list: URL): Page['next'] {
  const link = parseNextLink(headerOf(answer, 'link'));
  const url = link === undefined ? null : URL.parse(link.target, answer.url);
  return url === null || url.origin !== list.origin || url.pathname !== list.pathname ? undefined : Object.fromEntries(url.searchParams);
}

/** The index that clients keep under a tag made of the digest where there is no API; none there means no referrers. */
async function readTagSchema(exchange: Exchange, { repository, digest, as, signal }: ReferrersQuery): Promise<readonly Descriptor[]> {
  try {
    const reference = { kind: 'tag', tag: referrersTag(digest) } as const;
    const { bytes, mediaType } = await readManifest(exchange, { method: 'GET', repository, reference, accept: [mediaTypes.ociIndex], as, signal });
    if (mediaType !== mediaTypes.ociIndex || bytes === undefined) return [];
    const { manifests } = JSON.parse(bytes.toString('utf8')) as { readonly manifests?: unknown };
    return readEntries(manifests, { registry: exchange.registry, what: 'list of referrers' });
  } catch (error) {
    if (error instanceof UpstreamError && error.kind === 'not-found') return [];
    throw error;
  }
}

/** `sha256-<hex>`: algorithm and digits joined by a dash, the digits cut to 64. */
function referrersTag(digest: Digest): string {
  const [algorithm = '', digits = ''] = digest.split(':');
  return `${algorithm}-${digits.slice(0, 64)}`;
}

function readEntries(manifests: unknown, limit: { readonly registry: string; readonly what: string }): readonly Descriptor[] {
  try {
    return readDescriptors(manifests ?? [], 'manifests');
  } catch (error) {
    if (error instanceof RegistryError) throw notUsable(limit, `cannot be used: ${error.message}`);
    throw error;
  }
}
