// Step one of inviting: whom, with which role, into which team.
import { $api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { useOrganization } from '../../api/organization.ts';
import { RoleField } from '../../policy/role-field.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { InviteDraft } from './invite-draft.ts';
import { readInvitees } from './read-invitees.ts';

export interface NameInviteesProps {
  readonly draft: InviteDraft;
  readonly onChange: (draft: InviteDraft) => void;
  readonly error: unknown;
  readonly isPending: boolean;
  readonly onCheck: () => void;
  readonly onClose: () => void;
}

/** As many as the server takes at once. */
const inviteesMax = 200;
const teamsShown = 100;

export function NameInvitees({ draft, onChange, error, isPending, onCheck, onClose }: NameInviteesProps) {
  const { name: org } = useOrganization();
  const { data: teams } = $api.useQuery('get', '/v2/orgs/{org}/groups', { params: { path: { org }, query: { page_size: teamsShown } } });
  const count = readInvitees(draft.text).length;
  const fields = error === null ? {} : toFailure(error).fields;
  const tooMany = count > inviteesMax ? [`${count} people are too many at once: leave ${count - inviteesMax} of them for the next time`] : undefined;
  const teamOptions = [{ value: '', label: 'No team' }, ...(teams?.results ?? []).map(({ name }) => ({ value: name, label: name }))];
  const actions = (
    <>
      <Button onPress={onClose}>Cancel</Button>
      <Button type="submit" form="name-invitees" look="primary" isPending={isPending} isDisabled={count === 0 || tooMany !== undefined}>
        Go on
      </Button>
    </>
  );
  return (
    <Dialog title="Invite people" isOpen onClose={onClose} actions={actions}>
      <Form id="name-invitees" error={error} onSubmit={onCheck}>
        <TextField
          label="User names or e-mail addresses"
          description={count === 0 ? 'One a line, or with commas between them. Nothing is sent yet.' : `${count === 1 ? '1 person' : `${count} people`}. Nothing is sent yet.`}
          rows={6}
          autoFocus
          value={draft.text}
          onChange={(text) => onChange({ ...draft, text })}
          errors={tooMany ?? fields['invitees']}
        />
        <RoleField value={draft.role} onChange={(role) => onChange({ ...draft, role })} />
        {teamOptions.length > 1 && <Select label="Team" options={teamOptions} value={draft.team} onChange={(team) => onChange({ ...draft, team })} />}
      </Form>
    </Dialog>
  );
}
