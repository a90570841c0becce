// The organizations that I am in, with my role, and the way out.
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { type Organization, useOrganizations, useUser } from '../../api/organization.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Section } from '../../ui/page.tsx';
import { Empty } from '../../ui/states.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import { notify } from '../../ui/toast.tsx';

const roleTexts = {
  owner: 'Owner: sets the policy and looks after people',
  editor: 'Editor: reads settings, members and teams; pulls as the policy says',
  member: 'Member: reads settings, members and teams; pulls as the policy says',
} as const satisfies Record<Organization['role'], string>;

export function OrganizationsTab() {
  const { username } = useUser();
  const organizations = useOrganizations();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [left, setLeft] = useState<Organization>();
  const leave = async ({ name }: Organization): Promise<void> => {
    await api.DELETE('/v2/orgs/{org}/members/{username}', { params: { path: { org: name, username } } });
    if (organizations.length === 1) {
      // Every session ended with the last organization.
      await navigate({ to: '/sign-in' });
      queryClient.clear();
      return;
    }
    notify(`You have left ${name}`);
    await queryClient.invalidateQueries();
  };
  const columns: readonly Column<Organization>[] = [
    {
      id: 'name',
      title: 'Organization',
      isRowHeader: true,
      cell: ({ name }) => (
        <Link to="/orgs/$org" params={{ org: name }}>
          {name}
        </Link>
      ),
    },
    { id: 'role', title: 'Your role', cell: ({ role }) => roleTexts[role] },
    {
      id: 'actions',
      title: 'Actions',
      kind: 'actions',
      cell: (organization) => (
        <Button size="small" aria-label={`Leave ${organization.name}`} onPress={() => setLeft(organization)}>
          Leave
        </Button>
      ),
    },
  ];
  return (
    <Section title="Organizations" description="Each sets its own policy; in several, all of them hold for you, and the strictest wins." isFlush>
      <Table label="Your organizations" columns={columns} rows={organizations} keyOf={({ name }) => name} empty={<Empty title="You are in no organization">Ask an owner to add you, or open the invitation that you were sent.</Empty>} />
      {left !== undefined && (
        <ConfirmDialog title={`Leave ${left.name}?`} action="Leave" isOpen onClose={() => setLeft(undefined)} onConfirm={() => leave(left)}>
          <p>
            You lose your role in {left.name}, your place in its teams, and what you may pull and see through it. Only an owner can bring you back.
            {organizations.length === 1 && ' It is your only organization: your sessions end with it.'}
          </p>
        </ConfirmDialog>
      )}
    </Section>
  );
}
