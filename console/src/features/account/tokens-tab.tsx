// The personal access tokens: what docker and scripts sign in with in place of the password.
import { useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { $api } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/page.tsx';
import { Pager } from '../../ui/pager.tsx';
import { CreateTokenDialog } from './create-token-dialog.tsx';
import { TokenTable } from './token-table.tsx';

const pageSize = 50;
const tokens = ['get', '/v2/access-tokens'] as const;

export function TokensTab() {
  const [page, setPage] = useState(1);
  const [isCreating, setCreating] = useState(false);
  const queryClient = useQueryClient();
  const query = $api.useQuery('get', '/v2/access-tokens', { params: { query: { page, page_size: pageSize } } }, { placeholderData: (before) => before });
  const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey: tokens });
  const create = (
    <Button look="primary" icon={<Plus aria-hidden="true" />} onPress={() => setCreating(true)}>
      Create a token
    </Button>
  );
  return (
    <Section title="Personal access tokens" description="docker, other clients and scripts sign in with your user name and a token in place of your password. Create one for each, so that you can end it alone." actions={create} isFlush>
      <Loaded query={query} failure="Your tokens could not be loaded">
        {({ results, count }) => (
          <>
            <TokenTable tokens={results} onChanged={refresh} />
            <Pager page={page} pageSize={pageSize} count={count} onPage={setPage} what="tokens" />
          </>
        )}
      </Loaded>
      {isCreating && <CreateTokenDialog onCreated={refresh} onClose={() => setCreating(false)} />}
    </Section>
  );
}
