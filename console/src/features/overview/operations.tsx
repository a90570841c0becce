// How the installation is doing, for whoever owns all of it: the API answers nobody else.
import { $api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/page.tsx';
import { HealthFacts } from './health-facts.tsx';
import styles from './operations.module.css';
import { UpstreamTable } from './upstream-table.tsx';
import { refreshMs } from './use-overview.ts';

export function Operations() {
  const cache = $api.useQuery('get', '/v2/cache', {}, { refetchInterval: refreshMs });
  const upstreams = $api.useQuery('get', '/v2/upstreams', {}, { refetchInterval: refreshMs });
  if (isRefused(cache.error) || isRefused(upstreams.error)) return null;
  return (
    <div className={styles['operations']}>
      <Section title="Upstream limits" description="How many pulls the registries behind the gateway still grant it." isFlush>
        <Loaded query={upstreams} failure="The registries could not be loaded">
          {({ results }) => <UpstreamTable upstreams={results} />}
        </Loaded>
      </Section>
      <Section title="Health">
        <Loaded query={cache} failure="The state of the cache could not be loaded">
          {(report) => <HealthFacts cache={report} />}
        </Loaded>
      </Section>
    </div>
  );
}

function isRefused(error: unknown): boolean {
  return error !== null && toFailure(error).status === 403;
}
