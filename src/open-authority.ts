// Opens the certificate authority of the hosts that are taken over: one keeper in each process, all on the same store.
import type { AuthorityKeeper } from './authority/authority-keeper.ts';
import { createAuthorityKeeper } from './authority/authority-keeper.ts';
import type { AuthorityStore } from './authority/authority.port.ts';
import type { ProxyConfig } from './config/config.ts';
import type { PolicySource } from './gateway/policy-source.port.ts';
import { now } from './parts.ts';
import type { Parts } from './parts.ts';

/** Nothing is made before the first certificate is asked for. An installation goes by the name of its first organization. */
export function openAuthority({ config, log }: Pick<Parts, 'config' | 'log'>, { hosts }: Pick<ProxyConfig, 'hosts'>, store: AuthorityStore & Pick<PolicySource, 'load'>): AuthorityKeeper {
  const installation = async (): Promise<string> => (await store.load()).organizations[0]?.name ?? config.firstStart.organization;
  return createAuthorityKeeper({ store, hosts: Object.values(hosts).flat(), installation, now, log });
}
