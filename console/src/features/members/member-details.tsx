// One member opened whole: what is known, where else the name is found, and what can be done.
import { Link } from '@tanstack/react-router';
import { $api } from '../../api/client.ts';
import { useOrganization, useUser } from '../../api/organization.ts';
import { roleOf, roleTexts } from '../../policy/role-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Time } from '../../ui/time.tsx';
import { memberActions } from './member-menu.tsx';
import type { ListedMember, MemberTask } from './member-task.ts';
import styles from './members.module.css';

export interface MemberDetailsProps {
  readonly username: string;
  readonly onTask: (task: MemberTask) => void;
  readonly onClose: () => void;
}

export function MemberDetails({ username, onTask, onClose }: MemberDetailsProps) {
  const { name: org, role } = useOrganization();
  const { username: ownName } = useUser();
  const query = $api.useQuery('get', '/v2/orgs/{org}/members/{username}', { params: { path: { org, username } } });
  const isOwner = role === 'owner';
  return (
    <Dialog title={username} place="side" isOpen onClose={onClose}>
      <Loaded query={query} failure={`${username} could not be loaded`}>
        {(member) => {
          const isSelf = member.username === ownName;
          return (
            <>
              <Facts facts={factsOf(member, { org, showsEmail: isOwner || isSelf })} />
              {(isOwner || isSelf) && <Elsewhere org={org} username={member.username} isOwner={isOwner} />}
              <div className={styles['actions']}>
                {memberActions({ member, isOwner, isSelf, onTask }).map(({ id, label, icon, onAction }) => (
                  <Button key={id} size="small" icon={icon} onPress={onAction}>
                    {label}
                  </Button>
                ))}
              </div>
            </>
          );
        }}
      </Loaded>
    </Dialog>
  );
}

function factsOf({ username, full_name: fullName, email, role, groups, date_joined: joined }: ListedMember, { org, showsEmail }: { readonly org: string; readonly showsEmail: boolean }) {
  const known = roleOf(role);
  const teams = (
    <ul className={styles['list']}>
      {groups.map((team) => (
        <li key={team}>
          <Link to="/orgs/$org/teams/$team" params={{ org, team }}>
            {team}
          </Link>
        </li>
      ))}
    </ul>
  );
  return [
    ['User name', username],
    ['Full name', fullName === '' ? 'None' : fullName],
    ...(showsEmail ? ([['E-mail', email === '' ? 'None' : email]] as const) : []),
    ['Role', known === undefined ? role : `${roleTexts[known].name}. ${roleTexts[known].sentence}`],
    ['Teams', groups.length === 0 ? 'None' : teams],
    ['Joined', <Time key="joined" at={joined} />],
  ] as const;
}

function Elsewhere({ org, username, isOwner }: { readonly org: string; readonly username: string; readonly isOwner: boolean }) {
  return (
    <ul className={styles['list']}>
      <li>
        <Link to="/orgs/$org/pulls" params={{ org }} search={{ username } as object}>
          Pulls of {username}
        </Link>
      </li>
      {isOwner && (
        <li>
          <Link to="/orgs/$org/activity" params={{ org }} search={{ actor: username }}>
            What {username} changed
          </Link>
        </li>
      )}
    </ul>
  );
}
