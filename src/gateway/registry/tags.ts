// `/v2/<name>/tags/list`.
import { formatNextLink } from '../../core/distribution/link.ts';
import { permittedCaching } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Exchange } from './exchange.ts';

/** OCI distribution spec 1.1, "Listing Tags". The name and the link to the next page are those that the client knows, not upstream's. */
export async function answerTags({ permit, pull, query, client }: Exchange, { name }: { readonly name: string }): Promise<Answer> {
  const { n, last, ns } = query;
  const { body, next } = await pull.tags({ permit, ...(n === undefined ? {} : { n }), ...(last === undefined ? {} : { last }), signal: client.signal() });
  const text = `${JSON.stringify({ name, tags: body.tags })}\n`;
  return {
    status: 200,
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      'cache-control': permittedCaching,
      ...(next === undefined ? {} : { link: formatNextLink(`/v2/${name}/tags/list`, { n: next.n, last: next.last, ...(ns === undefined ? {} : { ns }) }) }),
    },
    body: text,
  };
}
