// Listing tags of an upstream, page by page (OCI distribution spec 1.1, "Listing Tags").
import { parseNextLink } from '../core/distribution/link.ts';
import { tagPattern } from '../core/image/grammar.ts';
import { headerOf } from './connection.ts';
import type { Answer } from './connection.ts';
import type { Exchange } from './exchange.ts';
import { notUsable, readJsonObject } from './read-json.ts';
import type { TagsQuery, UpstreamTags } from './upstream-registry.ts';

const MiB = 1024 * 1024;
const listBytesMax = 4 * MiB;
const pageSizeWhenUntold = 100;

/** One page of tags, in upstream's order, or in lexical order where upstream knows no pages. @throws UpstreamError, or the signal's reason */
export function readTags(exchange: Exchange, { repository, n, last, as, signal }: TagsQuery): Promise<UpstreamTags> {
  const limit = { registry: exchange.registry, what: 'tag list', maxBytes: listBytesMax };
  return exchange.ask({ method: 'GET', repository, path: 'tags/list', query: { n, last }, what: `the tags of ${repository}`, as, signal }, async (answer) => {
    const {
      content: { tags },
    } = await readJsonObject(answer, limit);
    // Go programs write an empty list as null.
    const listed: unknown = tags ?? [];
    if (!Array.isArray(listed) || !listed.every((tag): tag is string => typeof tag === 'string' && tagPattern.test(tag))) throw notUsable(limit, 'holds something else than tags');
    const next = readNext(answer, listed, n);
    if (next === undefined && n !== undefined && listed.length > n) return pageOf(listed, { repository, n, last });
    return { body: { name: repository, tags: listed }, ...(next === undefined ? {} : { next }) };
  });
}

/** A page of the whole list, from a registry that takes no notice of `n` and `last` (distribution up to 2.8). */
function pageOf(tags: readonly string[], { repository, n, last }: { readonly repository: string; readonly n: number; readonly last: string | undefined }): UpstreamTags {
  const left = tags.filter((tag) => last === undefined || tag > last).toSorted((one, other) => (one < other ? -1 : 1));
  const page = left.slice(0, n);
  const end = page.at(-1);
  return { body: { name: repository, tags: page }, ...(end === undefined || left.length === page.length ? {} : { next: { n, last: end } }) };
}

/** Where the next page starts. Some registries link with a cursor of their own; the last tag of the page says the same. */
function readNext(answer: Answer, tags: readonly string[], n: number | undefined): UpstreamTags['next'] {
  const link = parseNextLink(headerOf(answer, 'link'));
  const last = link?.last ?? tags.at(-1);
  return link === undefined || last === undefined ? undefined : { n: link.n ?? n ?? pageSizeWhenUntold, last };
}
