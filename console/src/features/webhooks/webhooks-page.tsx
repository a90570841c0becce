// Webhooks: who is told, outside, of what is refused and what is changed, and whether it arrived.
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { $api } from '../../api/client.ts';
import { useIsOwner, useOrganization } from '../../api/organization.ts';
import { Button } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { OwnersOnly } from '../../ui/owners-only.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { CreateWebhookDialog } from './create-webhook-dialog.tsx';
import { DeliveriesDialog } from './deliveries-dialog.tsx';
import { WebhookTable } from './webhook-table.tsx';
import type { WebhooksSearch } from './webhooks-search.ts';

const route = getRouteApi('/signed-in/orgs/$org/webhooks');
/** More than an organization may have. */
const pageSize = 100;

export function WebhooksPage() {
  const { name: org } = useOrganization();
  const isOwner = useIsOwner();
  return isOwner ? (
    <Webhooks org={org} />
  ) : (
    <Page title="Webhooks">
      <OwnersOnly organization={org} what="webhooks" />
    </Page>
  );
}

function Webhooks({ org }: { readonly org: string }) {
  const search = route.useSearch();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [isCreating, setCreating] = useState(false);
  const query = $api.useQuery('get', '/v2/orgs/{org}/webhooks', { params: { path: { org }, query: { page_size: pageSize } } });
  const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['get', '/v2/orgs/{org}/webhooks'] });
  const show = (next: WebhooksSearch): void => void navigate({ to: '/orgs/$org/webhooks', params: { org }, search: next });
  const opened = query.data?.results.find(({ id }) => id === search.webhook);
  const create = (
    <Button look="primary" icon={<Plus aria-hidden="true" />} onPress={() => setCreating(true)}>
      Create a webhook
    </Button>
  );
  return (
    <Page title="Webhooks" description="Pullgate tells an address of yours what it refuses and what is changed, signed, until your server has it." actions={create} width="wide">
      <Section title="Addresses" isFlush>
        <Loaded query={query} failure="The webhooks could not be loaded">
          {({ results }) => <WebhookTable org={org} webhooks={results} onChanged={refresh} onShow={show} />}
        </Loaded>
      </Section>
      {opened !== undefined && <DeliveriesDialog org={org} webhook={opened} search={search} onShow={show} />}
      {isCreating && <CreateWebhookDialog org={org} onCreated={refresh} onClose={() => setCreating(false)} />}
    </Page>
  );
}
