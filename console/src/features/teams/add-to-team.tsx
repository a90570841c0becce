// Puts a member of the organization into a team, completed from the members.
import { keepPreviousData, useMutation } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { $api, api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { useOrganization } from '../../api/organization.ts';
import { Button } from '../../ui/button.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { notify } from '../../ui/toast.tsx';
import { useRefreshTeams } from './team-queries.ts';
import styles from './teams.module.css';

const completionsMax = 8;

export function AddToTeam({ team }: { readonly team: string }) {
  const { name: org } = useOrganization();
  const refresh = useRefreshTeams();
  const [typed, setTyped] = useState('');
  const wanted = useDeferredValue(typed.trim());
  const { data: members } = $api.useQuery(
    'get',
    '/v2/orgs/{org}/members',
    { params: { path: { org }, query: { type: 'member', search: wanted, page_size: completionsMax } } },
    { enabled: wanted !== '', placeholderData: keepPreviousData },
  );
  const add = useMutation({
    mutationFn: async (member: string) => {
      const { data } = await api.POST('/v2/orgs/{org}/groups/{team}/members', { params: { path: { org, team } }, body: { member } });
      return data?.username ?? member;
    },
    onSuccess: async (username) => {
      setTyped('');
      await refresh();
      notify(`${username} is in ${team} now`);
    },
  });
  const others = wanted === '' ? [] : (members?.results ?? []).filter(({ groups }) => !groups.includes(team));
  const submit = (member: string): void => {
    if (member.trim() !== '') add.mutate(member.trim());
  };
  const onChange = (text: string): void => {
    setTyped(text);
    add.reset();
  };
  return (
    <div className={styles['add']}>
      <ComboBox
        label="Put a member in"
        placeholder="User name"
        value={typed}
        onChange={onChange}
        completions={others.map(({ username, full_name: fullName }) => ({ value: username, ...(fullName !== '' && { description: fullName }) }))}
        onSubmit={submit}
        errors={add.error === null ? undefined : [problemOf(add.error, { typed: add.variables, org })]}
      />
      <Button isPending={add.isPending} isDisabled={typed.trim() === ''} onPress={() => submit(typed)}>
        Add
      </Button>
    </div>
  );
}

function problemOf(error: unknown, { typed, org }: { readonly typed: string; readonly org: string }): string {
  const failure = toFailure(error);
  return failure.status === 404 && failure.message.startsWith('member') ? `${typed} is no member of ${org}: invite them first, or choose one of the list` : failure.message;
}
