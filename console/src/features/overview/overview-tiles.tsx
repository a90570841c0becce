// The few numbers that say whether anything is out of the ordinary.
import { Link } from '@tanstack/react-router';
import { $api } from '../../api/client.ts';
import { formatNumber, formatShare } from '../../ui/format.ts';
import { Comparison } from './comparison.tsx';
import { hitShare } from './hit-share.ts';
import type { Period } from './period.ts';
import { StatTile, StatTiles } from './stat-tile.tsx';
import { untilRefused } from './until-refused.ts';
import { type Statistics, useCountsBefore } from './use-overview.ts';

export interface OverviewTilesProps {
  readonly org: string;
  readonly statistics: Statistics;
  readonly period: Period;
  readonly isOwner: boolean;
}

export function OverviewTiles({ org, statistics: { totals, from }, period, isOwner }: OverviewTilesProps) {
  const before = useCountsBefore(org, period);
  return (
    <StatTiles>
      <StatTile name="Allowed" value={formatNumber(totals.pulls)}>
        <Comparison now={totals.pulls} before={before?.pulls} period={period} />
      </StatTile>
      <StatTile
        name="Refused"
        value={
          <Link to="/orgs/$org/pulls" params={{ org }} search={{ effect: 'deny', enforced: 'true', from }}>
            {formatNumber(totals.denials)}
          </Link>
        }
      >
        <Comparison now={totals.denials} before={before?.denials} period={period} />
      </StatTile>
      {(totals.audited > 0 || (before?.audited ?? 0) > 0) && (
        <StatTile
          name="Recorded, let through"
          value={
            <Link to="/orgs/$org/pulls" params={{ org }} search={{ effect: 'deny', enforced: 'false', from }}>
              {formatNumber(totals.audited)}
            </Link>
          }
        >
          <Comparison now={totals.audited} before={before?.audited} period={period} />
        </StatTile>
      )}
      {isOwner && <CacheTile />}
    </StatTiles>
  );
}

/** Nothing for whoever does not own the installation, and where there is no cache. */
function CacheTile() {
  const { data } = $api.useQuery('get', '/v2/cache', {}, { refetchInterval: untilRefused });
  const share = data === undefined ? undefined : hitShare(data);
  if (share === undefined) return null;
  return (
    <StatTile name="From the cache" value={formatShare(share)}>
      of requests since the server’s start
    </StatTile>
  );
}
