// What each upstream registry last said of its pull limit.
import type { Answer } from '../../api/operation-types.ts';
import { Badge } from '../../ui/badge.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { formatHours } from './hours.ts';

type Upstream = Answer<'listUpstreams'>['results'][number];
type Limit = NonNullable<Upstream['rate_limit']>;

/** With less than this share left somebody should look. */
const scarce = 0.2;

export function UpstreamTable({ upstreams }: { readonly upstreams: readonly Upstream[] }) {
  return (
    <Table
      label="Upstream registries"
      rows={upstreams}
      keyOf={({ registry }) => registry}
      columns={[
        { id: 'registry', title: 'Registry', isRowHeader: true, cell: ({ registry }) => registry },
        { id: 'account', title: 'Asked as', cell: ({ username }) => username ?? 'nobody: no credentials are set' },
        { id: 'left', title: 'Pulls left', cell: ({ rate_limit: limit }) => (limit === null ? 'It has not said' : <Left limit={limit} />) },
      ]}
    />
  );
}

function Left({ limit: { limit, remaining, window_seconds: seconds, at } }: { readonly limit: Limit }) {
  return (
    <>
      {formatNumber(remaining)}
      {limit !== null && ` of ${formatNumber(limit)}`}
      {seconds !== null && ` in ${formatHours(seconds)}`}, <Time at={at} form="ago" /> {limit !== null && remaining < limit * scarce && <Badge tone="warning">Nearly used up</Badge>}
    </>
  );
}
