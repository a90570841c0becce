// Which account somebody is whom the identity provider knows: the linked one, one that is linked now, or a new one.
import { randomUUID } from 'node:crypto';
import type { Account, AccountStore } from '../../identity/account.port.ts';
import { fitAccountName } from '../../identity/fit-account-name.ts';
import type { OidcPerson } from '../../identity/oidc/person.ts';
import { noPasswordHash } from '../../identity/password.ts';
import type { Role } from '../../core/policy/facts.ts';
import type { MemberStore, NewMember } from '../members/members.port.ts';
import { ProblemError } from '../problem.ts';
import { type LinkExisting, deactivated } from './link-existing.ts';
import type { SignInActs } from './sign-in-acts.ts';
import type { SingleSignOnConnection, SingleSignOnStore } from './single-sign-on.port.ts';

export interface EstablishAccountOptions {
  readonly store: Pick<SingleSignOnStore, 'findLinkedAccount' | 'createLinkedMember' | 'isKeptOut'> & Pick<MemberStore, 'addMembership' | 'membershipsOf'> & Pick<AccountStore, 'findAccountById'>;
  readonly linkExisting: LinkExisting;
  readonly now: () => number;
}

export interface ToEstablish {
  readonly connection: SingleSignOnConnection;
  readonly person: OidcPerson;
  /** Of a membership that is made now. */
  readonly role: Role;
  readonly acts: SignInActs;
}

/** @throws ProblemError 403 with the reason, and what to do */
export type EstablishAccount = (toEstablish: ToEstablish) => Promise<Account>;

/** Names that are taken one after the other. */
const namesTriedMax = 100;

export function createEstablishAccount({ store, linkExisting, now }: EstablishAccountOptions): EstablishAccount {
  const linked = async ({ connection: { organization }, person: { issuer, subject } }: ToEstablish): Promise<Account | undefined> => {
    const id = await store.findLinkedAccount({ organization, issuer, subject });
    return id === undefined ? undefined : store.findAccountById(id);
  };

  const join = async ({ connection: { organization }, role, acts }: ToEstablish, account: Account): Promise<void> => {
    if ((await store.membershipsOf(account.id)).some((each) => each.organization === organization)) return;
    // Deactivated in this organization alone: a sign-in does not undo what the provider, or an owner, has done.
    if (await store.isKeptOut(organization, account.id)) throw refused(deactivated(account.name, organization));
    await store.addMembership({ organization, userId: account.id, role, atMs: now() }, acts(account, { action: 'org.member.add', name: account.name, after: { username: account.name, role } }));
  };

  const create = async ({ connection: { organization }, person, role, acts }: ToEstablish): Promise<void> => {
    const id = randomUUID();
    for (let attempt = 1; attempt <= namesTriedMax; attempt += 1) {
      const name = fitAccountName(person.wishedName, attempt);
      const member: NewMember = { id, organization, name, email: person.email, fullName: person.fullName, passwordHash: noPasswordHash, role, atMs: now() };
      const act = acts({ id, name }, { action: 'org.member.add', name, after: { username: name, email: member.email, full_name: member.fullName, role, issuer: person.issuer } });
      const result = await store.createLinkedMember(member, { organization, issuer: person.issuer, subject: person.subject, userId: id, atMs: now() }, act);
      if (result !== 'name-taken') return; // link-taken: the same person, in another window, was first
    }
    throw refused(`every name like \`${fitAccountName(person.wishedName)}\` is taken: ask an owner of ${organization} to make your account`);
  };

  return async (toEstablish) => {
    const known = await linked(toEstablish);
    if (known === undefined && !(await linkExisting(toEstablish))) await create(toEstablish);
    const account = known ?? (await linked(toEstablish));
    if (account === undefined) throw new Error('a person was linked to no account');
    if (!account.isActive) throw refused(deactivated(account.name, toEstablish.connection.organization));
    await join(toEstablish, account);
    return account;
  };
}

function refused(sentence: string): ProblemError {
  return new ProblemError(403, sentence);
}
