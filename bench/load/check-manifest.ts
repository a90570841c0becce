// Asks once for what the load will ask for, and looks at the answer.
import { createHash } from 'node:crypto';

/** Rejects unless the answer is a 200 with the very manifest. `cacheHeader`: its X-Cache must say HIT. */
export async function checkManifest(address: string, q: { readonly headers: Readonly<Record<string, string>>; readonly digest: string; readonly isCacheHit?: boolean }): Promise<void> {
  const answer = await fetch(address, { headers: q.headers });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  if (answer.status !== 200 || digest !== q.digest) throw new Error(`${address} was answered with ${answer.status} and ${digest}, not with ${q.digest}: ${bytes.toString().slice(0, 300)}`);
  const cache = answer.headers.get('x-cache');
  if (q.isCacheHit === true && cache !== 'HIT') throw new Error(`${address} did not come from nginx's cache: ${cache ?? 'no X-Cache'}`);
}
