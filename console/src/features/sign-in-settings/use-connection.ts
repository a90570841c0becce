// The organization's connection to its identity provider, with the tag that a change of it has to name.
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { Failure } from '../../api/failure.ts';
import type { Answer } from '../../api/operation-types.ts';

export type Connection = Answer<'showSingleSignOn'>;

export interface TaggedConnection {
  readonly connection: Connection;
  /** For If-Match. */
  readonly tag: string;
}

/** null: the organization has none. */
export function connectionQuery(org: string) {
  return queryOptions({ queryKey: ['get', '/v2/orgs/{org}/single-sign-on', { params: { path: { org } } }], queryFn: () => readConnection(org) });
}

/** @throws Failure */
export async function readConnection(org: string): Promise<TaggedConnection | null> {
  try {
    const { data, response } = await api.GET('/v2/orgs/{org}/single-sign-on', { params: { path: { org } } });
    return data === undefined ? null : { connection: data, tag: response.headers.get('etag') ?? '' };
  } catch (error) {
    if (error instanceof Failure && error.status === 404) return null;
    throw error;
  }
}
