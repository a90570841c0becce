// Creates a team with nobody in it yet, and opens it.
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useOrganization } from '../../api/organization.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { notify } from '../../ui/toast.tsx';
import { TeamFields } from './team-fields.tsx';
import { useRefreshTeams } from './team-queries.ts';

export function CreateTeam({ onClose }: { readonly onClose: () => void }) {
  const { name: org } = useOrganization();
  const navigate = useNavigate();
  const refresh = useRefreshTeams();
  const [draft, setDraft] = useState({ name: '', description: '' });
  const create = useMutation({
    mutationFn: async () => {
      const name = draft.name.trim();
      await api.POST('/v2/orgs/{org}/groups', { params: { path: { org } }, body: { name, description: draft.description.trim() } });
      return name;
    },
    onSuccess: async (team) => {
      await refresh();
      notify(`The team ${team} is created`);
      await navigate({ to: '/orgs/$org/teams/$team', params: { org, team } });
    },
  });
  const actions = (
    <>
      <Button onPress={onClose}>Cancel</Button>
      <Button type="submit" form="create-team" look="primary" isPending={create.isPending} isDisabled={draft.name.trim() === ''}>
        Create team
      </Button>
    </>
  );
  return (
    <Dialog title="Create a team" isOpen onClose={onClose} actions={actions}>
      <Form id="create-team" error={create.error} onSubmit={() => create.mutate()}>
        <TeamFields draft={draft} onChange={setDraft} error={create.error} />
      </Form>
    </Dialog>
  );
}
