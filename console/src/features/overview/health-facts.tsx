// The server's version, its cache, the catalog's refresh and the certificate authority.
import { Link } from '@tanstack/react-router';
import { $api } from '../../api/client.ts';
import type { Answer } from '../../api/operation-types.ts';
import { useOrganization } from '../../api/organization.ts';
import { Badge } from '../../ui/badge.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formatBytes, formatNumber, formatShare } from '../../ui/format.ts';
import { Time } from '../../ui/time.tsx';
import { useNow } from '../../ui/use-now.ts';
import { hitShare } from './hit-share.ts';
import { refreshMs } from './use-overview.ts';

type Cache = Answer<'showCache'>;
type Refresh = Answer<'showCatalogRefresh'>;

const dayMs = 86_400_000;
const expirySoonMs = 60 * dayMs;

export function HealthFacts({ cache }: { readonly cache: Cache }) {
  const { name: org } = useOrganization();
  const health = $api.useQuery('get', '/healthz', {}, { refetchInterval: refreshMs });
  const refresh = $api.useQuery('get', '/v2/catalog/refresh', {}, { refetchInterval: refreshMs });
  const authority = $api.useQuery('get', '/v2/certificate-authority', {});
  return (
    <Facts
      facts={[
        ['Server', health.data === undefined ? (health.isError ? <Badge tone="danger">Does not answer</Badge> : '') : `Pullgate ${health.data.version}`],
        ['Cache', <CacheState key="cache" cache={cache} />],
        ...(refresh.data === undefined ? [] : [['Catalog', <Link key="catalog" to="/orgs/$org/catalog" params={{ org }}><RefreshState refresh={refresh.data} /></Link>] as const]),
        ...(authority.data === undefined ? [] : [['Certificate authority', <Expiry key="authority" at={authority.data.not_after} />] as const]),
      ]}
    />
  );
}

function CacheState({ cache }: { readonly cache: Cache }) {
  if (cache.problem !== null) return <><Badge tone="danger">Nothing is kept</Badge> {cache.problem}</>;
  if (!cache.enabled) return <>Off</>;
  const share = hitShare(cache);
  return (
    <>
      {formatBytes(cache.bytes)} of {formatBytes(cache.max_bytes)}, {formatNumber(cache.blobs)} blobs and {formatNumber(cache.manifests)} manifests
      {share === undefined ? '; no requests since the server’s start yet' : `; ${formatShare(share)} of requests answered from it`}
    </>
  );
}

function RefreshState({ refresh: { enabled, state, outcome, finished_at: at } }: { readonly refresh: Refresh }) {
  if (state === 'running') return <>Being refreshed</>;
  if (outcome === null) return <>{enabled ? 'Not refreshed yet' : 'Refresh is off: as shipped with this version'}</>;
  const words = { done: 'Refreshed', held: 'Refresh held: look at what would change', limited: 'Refreshed in part', failed: 'Refresh failed', stopped: 'Refresh stopped' }[outcome];
  return (
    <>
      {outcome === 'done' ? words : <Badge tone="warning">{words}</Badge>} {at !== null && <Time at={at} form="ago" />}
    </>
  );
}

function Expiry({ at }: { readonly at: string }) {
  const leftMs = Date.parse(at) - useNow();
  const tone = leftMs < 0 ? 'danger' : leftMs < expirySoonMs ? 'warning' : undefined;
  const words = <>{leftMs < 0 ? 'Expired' : 'Valid until'} <Time at={at} form="day" /></>;
  return tone === undefined ? words : <Badge tone={tone}>{words}</Badge>;
}
