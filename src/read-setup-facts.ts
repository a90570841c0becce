// Gathers what the texts for clients are made from: addresses and hosts from the configuration, the certificate from the authority.
import type { ReadServerSetupFacts } from './admin/client-setup/setup-facts.port.ts';
import type { AuthorityKeeper } from './authority/authority-keeper.ts';
import type { Config } from './config/config.ts';

export interface SetupFactsOptions {
  readonly config: Pick<Config, 'gateway' | 'proxy' | 'upstreams'>;
  readonly gatewayUrl: string;
  /** The proxy as clients reach it, while it listens. */
  readonly proxyUrl?: string | undefined;
  /** Undefined while no host is taken over. */
  readonly authority?: Pick<AuthorityKeeper, 'current' | 'hosts'> | undefined;
}

export function createReadServerSetupFacts({ config, gatewayUrl, proxyUrl, authority }: SetupFactsOptions): ReadServerSetupFacts {
  const { gateway, proxy, upstreams } = config;
  return async () => ({
    gatewayUrl,
    gatewayCaPem: gateway.publicCa,
    proxyUrl,
    caPem: authority === undefined || authority.hosts.length === 0 ? undefined : (await authority.current()).certificatePem,
    takenOverHosts: proxy?.hosts ?? {},
    registries: upstreams.map(({ registry }) => registry),
  });
}
