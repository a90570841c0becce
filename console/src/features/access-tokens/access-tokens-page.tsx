// The organization's access tokens: what robots sign in with in its name.
import { useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { $api } from '../../api/client.ts';
import { useIsOwner, useOrganization } from '../../api/organization.ts';
import { Button } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { OwnersOnly } from '../../ui/owners-only.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Pager } from '../../ui/pager.tsx';
import { CreateTokenDialog } from './create-token-dialog.tsx';
import { ImageAccessLine } from './image-access-line.tsx';
import { TokenTable } from './token-table.tsx';

const pageSize = 50;

export function AccessTokensPage() {
  const { name: org } = useOrganization();
  const isOwner = useIsOwner();
  return isOwner ? (
    <Tokens org={org} />
  ) : (
    <Page title="Access tokens">
      <OwnersOnly organization={org} what="access tokens" />
    </Page>
  );
}

function Tokens({ org }: { readonly org: string }) {
  const [page, setPage] = useState(1);
  const [isCreating, setCreating] = useState(false);
  const queryClient = useQueryClient();
  const query = $api.useQuery('get', '/v2/orgs/{org}/access-tokens', { params: { path: { org }, query: { page, page_size: pageSize } } }, { placeholderData: (before) => before });
  const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['get', '/v2/orgs/{org}/access-tokens'] });
  const create = (
    <Button look="primary" icon={<Plus aria-hidden="true" />} onPress={() => setCreating(true)}>
      Create a token
    </Button>
  );
  return (
    <Page title="Access tokens" description={`What robots, such as a build server, sign in with in the name of ${org}. People create their own under My account.`} actions={create} width="wide">
      <ImageAccessLine org={org} />
      <Section title="Organization access tokens" isFlush>
        <Loaded query={query} failure="The tokens could not be loaded">
          {({ results, total }) => (
            <>
              <TokenTable org={org} tokens={results} onChanged={refresh} />
              <Pager page={page} pageSize={pageSize} count={total} onPage={setPage} what="tokens" />
            </>
          )}
        </Loaded>
      </Section>
      {isCreating && <CreateTokenDialog org={org} onCreated={refresh} onClose={() => setCreating(false)} />}
    </Page>
  );
}
