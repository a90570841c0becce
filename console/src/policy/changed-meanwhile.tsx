// Another owner was faster: who, when, and what they changed. Nothing of either is lost.
import { useQuery } from '@tanstack/react-query';
import { $api } from '../api/client.ts';
import { useOrganization } from '../api/organization.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Time } from '../ui/time.tsx';
import { Differences } from './differences.tsx';
import { settingName } from './setting-texts.ts';
import type { Draft } from './use-draft.ts';

export function ChangedMeanwhile({ draft, onGoOn }: { readonly draft: Draft; readonly onGoOn: () => void }) {
  const { name: org } = useOrganization();
  const revision = draft.latest.revision;
  const params = { path: { org, revision } };
  const { data: newest } = useQuery($api.queryOptions('get', '/v2/orgs/{org}/settings/revisions/{revision}', { params }, { staleTime: Infinity }));
  const diff = useQuery($api.queryOptions('get', '/v2/orgs/{org}/settings/revisions/{revision}/diff', { params: { ...params, query: { against: draft.base.revision } } }, { staleTime: Infinity }));
  const own = new Set(draft.differences.map(({ path }) => path));
  return (
    <>
      <Banner
        tone="warning"
        title={newest === undefined ? 'Changed meanwhile' : `Changed meanwhile by ${newest.by}`}
        actions={
          <Button size="small" onPress={onGoOn}>
            Go on from the newest settings
          </Button>
        }
      >
        {newest !== undefined && <Time at={newest.at} form="ago" />}
        {newest !== undefined && '. '}
        Nothing was saved, and your changes are kept.
      </Banner>
      <Loaded query={diff} failure="What was changed could not be loaded" lines={2}>
        {({ changes }) => {
          const both = changes.filter(({ path, before }) => own.has(path) && before !== undefined).map(({ path }) => settingName(path));
          return (
            <>
              <h3>{`Changed meanwhile, up to revision ${revision}`}</h3>
              <Differences changes={changes} label="Changed meanwhile" />
              {both.length > 0 && <p>You change this as well: {both.join(', ')}. What you save will hold.</p>}
            </>
          );
        }}
      </Loaded>
    </>
  );
}
