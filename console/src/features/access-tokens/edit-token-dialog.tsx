// Changes a token at the state that was read: what another owner changed in between is shown, and not overwritten unasked.
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { EditTokenForm } from './edit-token-form.tsx';

export interface EditTokenDialogProps {
  readonly org: string;
  readonly id: string;
  readonly label: string;
  readonly onSaved: () => Promise<void>;
  readonly onClose: () => void;
}

export function EditTokenDialog({ org, id, label, onSaved, onClose }: EditTokenDialogProps) {
  const query = useQuery({
    queryKey: ['organization-access-token', org, id],
    gcTime: 0,
    staleTime: Infinity, // read anew by opening it again, or after a conflict
    queryFn: async () => {
      const { data, response } = await api.GET('/v2/orgs/{org}/access-tokens/{id}', { params: { path: { org, id } } });
      if (data === undefined) throw new Error('the answer is empty: try again');
      return { thing: data, tag: response.headers.get('etag') ?? '' };
    },
  });
  return (
    <Dialog title={`Change ${label}`} width="wide" isOpen onClose={onClose}>
      <Loaded query={query} failure="The token could not be loaded">
        {(read) => <EditTokenForm org={org} read={read} readAgain={async () => (await query.refetch({ throwOnError: true })).data ?? read} onSaved={onSaved} onClose={onClose} />}
      </Loaded>
    </Dialog>
  );
}
