// Which organizations offer single sign-on, and where a browser begins it.
import { api } from '../../api/client.ts';
import type { Answer } from '../../api/operation-types.ts';

export type SingleSignOnOffer = Answer<'findSingleSignOn'>['results'][number];

/** By the name of an organization, or by somebody's e-mail address. */
export async function findOffers(text: string): Promise<readonly SingleSignOnOffer[]> {
  const wanted = text.trim();
  const { data } = await api.GET('/v2/single-sign-on', { params: { query: wanted.includes('@') ? { email: wanted } : { organization: wanted } } });
  return data?.results ?? [];
}

/** `next`: a path of the console to come back to. */
export function startAddress({ start_url: startUrl }: SingleSignOnOffer, next: string): string {
  const start = new URL(startUrl, globalThis.location.origin);
  start.searchParams.set('return_to', next);
  return start.href;
}
