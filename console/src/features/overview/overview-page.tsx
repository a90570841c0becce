// Overview: what is happening?
import { getRouteApi } from '@tanstack/react-router';
import { useOrganization } from '../../api/organization.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { CategorySection } from './category-section.tsx';
import { NothingPulled } from './nothing-pulled.tsx';
import { Operations } from './operations.tsx';
import { sumOf } from './outcome.ts';
import { OverviewTiles } from './overview-tiles.tsx';
import { PeriodChoice } from './period-choice.tsx';
import { periodDefault } from './period.ts';
import { PolicyBanner } from './policy-banner.tsx';
import { RefusedSection } from './refused-section.tsx';
import { SetUpCard } from './set-up-card.tsx';
import { TimeSection } from './time-section.tsx';
import { useStatistics } from './use-overview.ts';

const route = getRouteApi('/signed-in/orgs/$org/');

export function OverviewPage() {
  const { name: org, role } = useOrganization();
  const search = route.useSearch();
  const { period = periodDefault } = search;
  const isOwner = role === 'owner';
  const statistics = useStatistics(org, period);
  return (
    <Page
      title="Overview"
      width="wide"
      description={isOwner ? `What people of ${org} pull, and what the policy keeps from them.` : `What you pull in ${org}, and what the policy keeps from you.`}
      actions={<PeriodChoice org={org} search={search} />}
    >
      {isOwner && <SetUpCard org={org} />}
      <PolicyBanner org={org} isOwner={isOwner} />
      <Loaded query={statistics} failure="The statistics could not be loaded" lines={8}>
        {(counted) => (
          <>
            <OverviewTiles org={org} statistics={counted} period={period} isOwner={isOwner} />
            {sumOf(counted.totals) === 0 ? (
              <NothingPulled org={org} period={period} isOwner={isOwner} />
            ) : (
              <>
                <TimeSection org={org} statistics={counted} period={period} search={search} />
                <RefusedSection org={org} statistics={counted} isOwner={isOwner} />
                <CategorySection org={org} statistics={counted} />
              </>
            )}
          </>
        )}
      </Loaded>
      {isOwner && <Operations />}
    </Page>
  );
}
