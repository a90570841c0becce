// POST /v2/orgs/{org}/members: a new account and its membership.
import { randomUUID } from 'node:crypto';
import { hashPassword } from '../../identity/password.ts';
import { generatePassword } from '../generate-password.ts';
import type { InstallationStore } from '../installation/installation.port.ts';
import type { Operation } from '../operation.ts';
import { ProblemError } from '../problem.ts';
import type { MemberStore, NewMember } from './members.port.ts';
import { wireMember } from './wire-member.ts';

export interface CreateMemberOptions {
  readonly store: Pick<MemberStore, 'createMember'> & Pick<InstallationStore, 'organizationNames'>;
  readonly now: () => number;
}

/** People and organizations share one space of names, as at Docker Hub: `docker login -u` takes either. */
export function createCreateMember({ store, now }: CreateMemberOptions): Operation<'createMember'> {
  return async ({ membership, body }) => {
    const taken = new ProblemError(409, `the name \`${body.username}\` is taken: choose another`);
    if ((await store.organizationNames()).includes(body.username)) throw taken;
    const password = body.password ?? generatePassword();
    const member: NewMember = {
      id: randomUUID(),
      organization: membership.organization,
      name: body.username,
      email: body.email ?? null,
      fullName: body.full_name ?? '',
      passwordHash: await hashPassword(password),
      role: body.role,
      atMs: now(),
    };
    if ((await store.createMember(member)) === 'name-taken') throw taken;
    const shown = wireMember({ ...member, isActive: true, joinedAtMs: member.atMs }, { showEmail: true });
    return { body: { ...shown, ...(body.password === undefined ? { password } : {}) } };
  };
}
