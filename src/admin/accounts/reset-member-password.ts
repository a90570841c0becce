// POST /v2/orgs/{org}/members/{username}/password: for a member who has forgotten it, by an owner.
import type { AccountStore } from '../../identity/account.port.ts';
import { hashPassword } from '../../identity/password.ts';
import { generatePassword } from '../generate-password.ts';
import type { MemberStore } from '../members/members.port.ts';
import type { Operation } from '../operation.ts';
import { requireOwnMember } from '../own-member.ts';
import { ProblemError } from '../problem.ts';
import type { AccountChanges } from './accounts.port.ts';

export interface ResetMemberPasswordOptions {
  readonly store: Pick<AccountChanges, 'changePassword'> & Pick<AccountStore, 'findAccountById'> & Pick<MemberStore, 'findMember' | 'organizationsOfAccount'>;
}

/** Of nobody who has as much to say: an owner who could set another's password could act in that one's name. */
export function createResetMemberPassword({ store }: ResetMemberPasswordOptions): Operation<'resetMemberPassword'> {
  return async ({ membership: { organization }, params: { username }, body, act }) => {
    const member = await requireOwnMember(store, { organization, username });
    if (member.role === 'owner') {
      throw new ProblemError(409, `\`${member.name}\` is an owner, whose password nobody else sets: change the role first, or run pullgate user reset-password ${member.name} on the server's machine`);
    }
    const account = await store.findAccountById(member.id);
    if (account === undefined || account.passwordHash === null) throw new ProblemError(409, `\`${member.name}\` has no password here, and signs in with another system`);
    const password = body.password ?? generatePassword();
    const change = { userId: member.id, passwordHash: await hashPassword(password), credentialVersion: account.credentialVersion, removesSecondFactor: body.remove_totp };
    const result = await store.changePassword(change, act({ action: 'org.member.password.reset', name: member.name, after: { remove_totp: body.remove_totp } }));
    if (result === 'conflict') throw new ProblemError(409, `the password of \`${member.name}\` was changed a moment ago: try again`);
    return { body: { username: member.name, ...(body.password === undefined ? { password } : {}) } };
  };
}
