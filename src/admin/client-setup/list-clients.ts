// GET /v2/client-setup: the clients that can be set up, and what keeps one from it.
import { obstacleOf, setupClients } from '../../client-setup/clients.ts';
import type { SetupFacts } from '../../client-setup/facts.ts';
import type { Operation } from '../operation.ts';
import { setupFactsOf } from './setup-facts-of.ts';
import type { ReadServerSetupFacts } from './setup-facts.port.ts';

export function createListClientSetups({ readServerSetupFacts }: { readonly readServerSetupFacts: ReadServerSetupFacts }): Operation<'listClientSetups'> {
  return async ({ caller }) => {
    const facts = setupFactsOf(await readServerSetupFacts(), caller);
    const results = Object.entries(setupClients).map(([client, { summary, systems, variants }]) => ({
      client,
      summary,
      systems: [...systems],
      variants: Object.entries(variants).map(([name, variant]) => ({ name, summary: variant.summary, systems: [...(variant.systems ?? systems)] })),
      problem: obstacleOf(client, facts) ?? null,
    }));
    return { body: { count: results.length, gateway_host: hostOf(facts.gatewayUrl), proxied_registries: proxiedRegistries(facts), results } };
  };
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? url;
}

/** In the order of the registries. */
function proxiedRegistries({ proxyUrl, registries, takenOverHosts }: SetupFacts): string[] {
  return proxyUrl === undefined ? [] : registries.filter((registry) => (takenOverHosts[registry]?.length ?? 0) > 0);
}
