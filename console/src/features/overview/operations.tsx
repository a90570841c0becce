// How the installation is doing, for whoever owns all of it: the API answers nobody else.
import { $api } from '../../api/client.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/page.tsx';
import { HealthFacts } from './health-facts.tsx';
import styles from './operations.module.css';
import { isRefused, untilRefused } from './until-refused.ts';
import { UpstreamTable } from './upstream-table.tsx';

export function Operations() {
  const cache = $api.useQuery('get', '/v2/cache', {}, { refetchInterval: untilRefused });
  const upstreams = $api.useQuery('get', '/v2/upstreams', {}, { refetchInterval: untilRefused });
  // Not even a heading before it is known that there is something for this owner.
  if (cache.isPending || upstreams.isPending || isRefused(cache.error) || isRefused(upstreams.error)) return null;
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
