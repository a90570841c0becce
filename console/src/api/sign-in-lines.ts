// The lines that sign docker in at this gateway, with somebody's name in them.
import { $api } from './client.ts';
import type { Answer } from './operation-types.ts';

export interface SignInLine {
  readonly line: string;
  readonly purpose: string;
}

const dockerHub = 'docker.io';
const minuteMs = 60_000;

/** `username`: a person's, or an organization's for its tokens. Registries of the proxy keep their names; the gateway has its own. */
export function signInLines({ gateway_host: host, proxied_registries: registries }: Pick<Answer<'listClientSetups'>, 'gateway_host' | 'proxied_registries'>, username: string): readonly SignInLine[] {
  const proxied = registries.map((registry) => ({ line: `docker login -u ${username}${registry === dockerHub ? '' : ` ${registry}`}`, purpose: `For images of ${registry}, on a machine that is connected:` }));
  return [...proxied, { line: `docker login ${host} -u ${username}`, purpose: `For images named ${host}/...:` }];
}

/** What the server tells of clients: its addresses, and those it can be set up for. */
export function useClientSetups() {
  return $api.useQuery('get', '/v2/client-setup', {}, { staleTime: minuteMs });
}
