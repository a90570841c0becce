// Changes a webhook at the state that was read.
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { EditWebhookForm } from './edit-webhook-form.tsx';

export interface EditWebhookDialogProps {
  readonly org: string;
  readonly id: string;
  readonly onSaved: () => Promise<void>;
  readonly onClose: () => void;
}

export function EditWebhookDialog({ org, id, onSaved, onClose }: EditWebhookDialogProps) {
  const query = useQuery({
    queryKey: ['webhook-to-edit', org, id],
    gcTime: 0,
    staleTime: Infinity, // read anew by opening it again, or after a conflict
    queryFn: async () => {
      const { data, response } = await api.GET('/v2/orgs/{org}/webhooks/{id}', { params: { path: { org, id } } });
      if (data === undefined) throw new Error('the answer is empty: try again');
      return { thing: data, tag: response.headers.get('etag') ?? '' };
    },
  });
  return (
    <Dialog title="Change the webhook" width="wide" isOpen onClose={onClose}>
      <Loaded query={query} failure="The webhook could not be loaded">
        {(read) => <EditWebhookForm org={org} read={read} readAgain={async () => (await query.refetch({ throwOnError: true })).data ?? read} onSaved={onSaved} onClose={onClose} />}
      </Loaded>
    </Dialog>
  );
}
