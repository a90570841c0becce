// DELETE /v2/orgs/{org}/members/{username}/sessions: nobody else may see them, and owners may end those of people that are theirs alone.
import type { Sessions } from '../../identity/session.ts';
import { requireOwnMember } from '../own-member.ts';
import type { MemberStore } from '../members/members.port.ts';
import type { Operation } from '../operation.ts';

export interface EndMemberSessionsOptions {
  readonly store: Pick<MemberStore, 'findMember' | 'organizationsOfAccount'>;
  readonly sessions: Pick<Sessions, 'endAll'>;
}

export function createEndMemberSessions({ store, sessions }: EndMemberSessionsOptions): Operation<'endMemberSessions'> {
  return async ({ membership: { organization }, params: { username }, act }) => {
    const { id, name } = await requireOwnMember(store, { organization, username });
    await sessions.endAll({ userId: id }, act({ action: 'org.member.session.end', name, before: { session: 'all' } }));
    return { body: undefined };
  };
}
