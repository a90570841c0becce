// What ends with a membership, and what stays: for the owner who removes somebody and for whoever leaves.
import type { ListedMember } from './member-task.ts';
import styles from './members.module.css';

export interface WhatIsLostProps {
  readonly member: ListedMember;
  readonly organization: string;
}

export function WhatIsLost({ member: { username, groups }, organization }: WhatIsLostProps) {
  return (
    <>
      <ul className={styles['bullets']}>
        <li>Within a second the gateway refuses the pulls of {username} for {organization}, with every token.</li>
        <li>Who is in no other organization has no session either: {username} is signed out at once.</li>
        {groups.length > 0 && <li>{groups.length === 1 ? `The place in the team ${groups[0] ?? ''} is lost.` : `The places in ${groups.length} teams are lost: ${groups.join(', ')}.`}</li>}
      </ul>
      <p>The account stays, with its access tokens, and works again with the next invitation. Pull records and the log keep the name.</p>
    </>
  );
}
