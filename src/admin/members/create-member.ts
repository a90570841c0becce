// POST /v2/orgs/{org}/members: a new account and its membership, or the membership of an existing one.
import { randomUUID } from 'node:crypto';
import type { AccountStore } from '../../identity/account.port.ts';
import { hashPassword } from '../../identity/password.ts';
import { generatePassword } from '../generate-password.ts';
import type { InstallationStore } from '../installation/installation.port.ts';
import type { Operation } from '../operation.ts';
import { ownsEverything } from '../owns-everything.ts';
import { ProblemError } from '../problem.ts';
import { addExisting } from './add-existing.ts';
import type { MemberStore, NewMember } from './members.port.ts';
import { wireMember } from './wire-member.ts';

export interface CreateMemberOptions {
  readonly store: Pick<MemberStore, 'createMember' | 'findMember' | 'addMembership'> & Pick<AccountStore, 'findAccountByName'> & Pick<InstallationStore, 'organizationNames'>;
  readonly now: () => number;
}

/**
 * People and organizations share one space of names, as at Docker Hub: `docker login -u` takes either. Who owns one
 * organization cannot reach into the accounts of others, so a name is taken for all but the owner of every one.
 */
export function createCreateMember({ store, now }: CreateMemberOptions): Operation<'createMember'> {
  return async ({ caller, membership: { organization }, body, act }) => {
    const taken = new ProblemError(409, `the name \`${body.username}\` is taken: choose another`);
    const account = await store.findAccountByName(body.username);
    if (account !== undefined) {
      if (!(await ownsEverything(caller, store))) throw taken;
      return { body: await addExisting({ store, now }, { organization, account, body, act }) };
    }
    const password = body.password === undefined ? generatePassword() : body.password;
    const member: NewMember = {
      id: randomUUID(),
      organization,
      name: body.username,
      email: body.email ?? null,
      fullName: body.full_name ?? '',
      passwordHash: password === null ? null : await hashPassword(password),
      role: body.role,
      atMs: now(),
    };
    const { name, email, fullName: full_name, role } = member;
    const added = act({ action: 'org.member.add', name, after: { username: name, email, full_name, role } });
    if ((await store.createMember(member, added)) === 'name-taken') throw taken;
    const shown = wireMember({ ...member, isActive: true, joinedAtMs: member.atMs }, { showEmail: true });
    return { body: { ...shown, ...(body.password === undefined && password !== null ? { password } : {}) } };
  };
}
