// Gathers what the texts for clients are made from: addresses and hosts from the configuration, the certificate from the authority.
import type { ReadServerSetupFacts } from './admin/client-setup/setup-facts.port.ts';
import type { Config } from './config/config.ts';

export interface SetupFactsOptions {
  readonly config: Pick<Config, 'proxy' | 'upstreams'>;
  readonly gatewayUrl: string;
  /** The proxy as clients reach it. */
  readonly proxyUrl?: string | undefined;
  /** The certificate that clients must trust, in PEM; asked for only while the proxy is on. */
  readonly readCertificatePem: () => Promise<string | undefined>;
}

export function createReadServerSetupFacts({ config, gatewayUrl, proxyUrl, readCertificatePem }: SetupFactsOptions): ReadServerSetupFacts {
  const { proxy, upstreams } = config;
  return async () => ({
    gatewayUrl,
    proxyUrl,
    caPem: proxy === undefined ? undefined : await readCertificatePem(),
    takenOverHosts: proxy?.hosts ?? {},
    registries: upstreams.map(({ registry }) => registry),
  });
}
