// Step two of inviting: what the server says of each line, before anything is sent.
import { $api } from '../../api/client.ts';
import { useOrganization } from '../../api/organization.ts';
import { roleTexts } from '../../policy/role-texts.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { formatCount } from '../../ui/format.ts';
import type { InviteDraft, Verdict } from './invite-draft.ts';
import styles from './invitations.module.css';

export interface CheckInviteesProps {
  readonly verdicts: readonly Verdict[];
  readonly draft: InviteDraft;
  readonly error: unknown;
  readonly isPending: boolean;
  readonly onSend: () => void;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

const verdictTexts = {
  invited: { words: 'Will be invited', tone: 'good' },
  existing_org_member: { words: 'Is a member already', tone: 'neutral' },
  invalid_email_or_docker_id: { words: 'Neither a user name nor an e-mail address', tone: 'danger' },
} as const satisfies Record<Verdict['status'], unknown>;

export function CheckInvitees({ verdicts, draft: { role, team }, error, isPending, onSend, onBack, onClose }: CheckInviteesProps) {
  const { name: org } = useOrganization();
  const { data: open } = $api.useQuery('get', '/v2/orgs/{org}/invites', { params: { path: { org } } });
  const invitedBefore = new Set(open?.data.map(({ invitee }) => invitee.toLowerCase()));
  const count = verdicts.filter(({ status }) => status === 'invited').length;
  const people = formatCount(count, 'person', 'people');
  const actions = (
    <>
      <Button onPress={onBack}>Back</Button>
      <Button type="submit" form="check-invitees" look="primary" isPending={isPending} isDisabled={count === 0}>
        {count === 0 ? 'Nobody to invite' : `Invite ${people}`}
      </Button>
    </>
  );
  return (
    <Dialog title="Invite people" isOpen onClose={onClose} actions={actions}>
      <Form id="check-invitees" error={error} onSubmit={onSend}>
        <p>{count === 0 ? 'Nobody of these can be invited. Go back to change the list.' : `${people} will be invited into ${org} as ${roleTexts[role].name.toLowerCase()}${team === '' ? '' : `, into the team ${team}`}.`}</p>
        <ul className={styles['verdicts']} tabIndex={0} aria-label="What becomes of each">
          {verdicts.map(({ invitee, status }) => (
            <li key={invitee} className={styles['verdict']}>
              <span className={styles['invitee']}>{invitee}</span>
              <Badge tone={verdictTexts[status].tone}>{verdictTexts[status].words}</Badge>
              {status === 'invited' && invitedBefore.has(invitee.toLowerCase()) && <span className={styles['note']}>Is invited already: the earlier link stops working.</span>}
            </li>
          ))}
        </ul>
      </Form>
    </Dialog>
  );
}
