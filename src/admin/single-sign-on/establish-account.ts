// Which account somebody is whom the identity provider knows: the linked one, one that is linked now, or a new one.
import { randomUUID } from 'node:crypto';
import type { Account, AccountStore } from '../../identity/account.port.ts';
import { fitAccountName } from '../../identity/fit-account-name.ts';
import type { OidcPerson } from '../../identity/oidc/person.ts';
import { hasPassword, noPasswordHash } from '../../identity/password.ts';
import type { Role } from '../../core/policy/facts.ts';
import type { MemberStore, NewMember } from '../members/members.port.ts';
import { ProblemError } from '../problem.ts';
import type { SignInActs } from './sign-in-acts.ts';
import type { LinkCandidate, SingleSignOnConnection, SingleSignOnStore } from './single-sign-on.port.ts';

export interface EstablishAccountOptions {
  readonly store: Pick<SingleSignOnStore, 'findLinkedAccount' | 'linkIdentity' | 'createLinkedMember' | 'findLinkCandidates'> & Pick<MemberStore, 'addMembership' | 'membershipsOf'> & Pick<AccountStore, 'findAccountById'>;
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

export function createEstablishAccount({ store, now }: EstablishAccountOptions): EstablishAccount {
  const linked = async ({ connection: { organization }, person: { issuer, subject } }: ToEstablish): Promise<Account | undefined> => {
    const id = await store.findLinkedAccount({ organization, issuer, subject });
    return id === undefined ? undefined : store.findAccountById(id);
  };

  const join = async ({ connection: { organization }, role, acts }: ToEstablish, account: Account): Promise<void> => {
    if ((await store.membershipsOf(account.id)).some((each) => each.organization === organization)) return;
    await store.addMembership({ organization, userId: account.id, role, atMs: now() }, acts(account, { action: 'org.member.add', name: account.name, after: { username: account.name, role } }));
  };

  const linkByEmail = async (toEstablish: ToEstablish): Promise<boolean> => {
    const { connection, person, acts } = toEstablish;
    const { organization } = connection;
    if (person.email === null) return false;
    const candidates = await store.findLinkCandidates(organization, person.issuer, person.email);
    const [candidate] = candidates;
    if (candidate === undefined) return false;
    if (candidates.length > 1) throw refused(`several accounts of ${organization} have your e-mail address, ${person.email}: ask an owner to give each its own`);
    const problem = problemOfLinking(candidate, connection);
    if (problem !== undefined) throw refused(problem);
    const { userId, name } = candidate;
    const act = acts({ id: userId, name }, { action: 'enterprise.sso.identity.link', name, after: { issuer: person.issuer, by: 'e-mail address' } });
    await store.linkIdentity({ organization, issuer: person.issuer, subject: person.subject, userId, atMs: now() }, act);
    return true;
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
    if (known === undefined && !(await linkByEmail(toEstablish))) await create(toEstablish);
    const account = known ?? (await linked(toEstablish));
    if (account === undefined) throw new Error('a person was linked to no account');
    if (!account.isActive) throw refused(`your account \`${account.name}\` is deactivated: ask an owner of ${toEstablish.connection.organization}`);
    await join(toEstablish, account);
    return account;
  };
}

/** An e-mail address is proof enough for an account that nobody else can have made and that nobody signs in to in another way; for others an owner, or the person, has to say so. */
function problemOfLinking({ name, passwordHash, isOfThisAlone, isLinked }: LinkCandidate, { organization, linkByEmail }: SingleSignOnConnection): string | undefined {
  const whatToDo = `sign in to \`${name}\` as before and link it to single sign-on`;
  if (!isOfThisAlone) return `the account \`${name}\` with your e-mail address belongs to further organizations: ${whatToDo}`;
  if (linkByEmail) return undefined;
  const orOwner = `or ask an owner of ${organization} to switch link_by_email on`;
  if (isLinked) return `the account \`${name}\` with your e-mail address is linked to somebody else at your identity provider: ${whatToDo}, ${orOwner}`;
  return hasPassword({ passwordHash }) ? `the account \`${name}\` with your e-mail address has a password of its own: ${whatToDo}, ${orOwner}` : undefined;
}

function refused(sentence: string): ProblemError {
  return new ProblemError(403, sentence);
}
