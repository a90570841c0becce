// Renames and describes a team, unless another owner did so meanwhile.
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { isConflict } from '../../api/failure.ts';
import { useOrganization } from '../../api/organization.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Form } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { notify } from '../../ui/toast.tsx';
import { type TeamDraft, TeamFields } from './team-fields.tsx';
import { useRefreshTeams } from './team-queries.ts';

export function EditTeam({ team, onClose }: { readonly team: string; readonly onClose: () => void }) {
  const { name: org } = useOrganization();
  const navigate = useNavigate();
  const refresh = useRefreshTeams();
  const [draft, setDraft] = useState<TeamDraft>();
  const path = { org, team };
  const current = useQuery({
    queryKey: ['team to edit', org, team],
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY, // what was read is what is edited: only a conflict reads it anew
    queryFn: async () => {
      const { data, response } = await api.GET('/v2/orgs/{org}/groups/{team}', { params: { path } });
      return { name: data?.name ?? team, description: data?.description ?? '', tag: response.headers.get('etag') };
    },
  });
  const typed = draft ?? current.data ?? { name: team, description: '' };
  const save = useMutation({
    mutationFn: async () => {
      const tag = current.data?.tag ?? undefined;
      const name = typed.name.trim();
      await api.PUT('/v2/orgs/{org}/groups/{team}', { params: { path, ...(tag !== undefined && { header: { 'If-Match': tag } }) }, body: { name, description: typed.description.trim() } });
      return name;
    },
    onSuccess: async (name) => {
      onClose();
      if (name !== team) await navigate({ to: '/orgs/$org/teams/$team', params: { org, team: name }, replace: true });
      await refresh();
      notify(`The team ${name} is saved`);
    },
    onError: async (error) => {
      if (isConflict(error)) await Promise.all([current.refetch(), refresh()]);
    },
  });
  const isLate = isConflict(save.error) && !current.isFetching;
  const actions = (
    <>
      <Button onPress={onClose}>Cancel</Button>
      <Button type="submit" form="edit-team" look="primary" isPending={save.isPending} isDisabled={current.data === undefined || typed.name.trim() === ''}>
        {isLate ? 'Save mine' : 'Save'}
      </Button>
    </>
  );
  return (
    <Dialog title={`Rename or describe ${team}`} isOpen onClose={onClose} actions={actions}>
      <Loaded query={current} failure="The team could not be loaded">
        {(now) => (
          <Form id="edit-team" error={isConflict(save.error) ? undefined : save.error} onSubmit={() => save.mutate()}>
            {isLate && <Late name={now.name} description={now.description} />}
            <TeamFields draft={typed} onChange={setDraft} error={save.error} />
          </Form>
        )}
      </Loaded>
    </Dialog>
  );
}

function Late({ name, description }: TeamDraft) {
  return (
    <>
      <Banner tone="warning" title="Another owner changed the team meanwhile">
        Nothing of yours was saved. Below is what you typed; this is how the team is now:
      </Banner>
      <Facts
        facts={[
          ['Name', name],
          ['Description', description === '' ? 'None' : description],
        ]}
      />
    </>
  );
}
