// Links somebody whom the identity provider knows to the account that is theirs already: the one that it made over SCIM, or that of their verified e-mail address.
import type { OidcPerson } from '../../identity/oidc/person.ts';
import { hasPassword } from '../../identity/password.ts';
import { ProblemError } from '../problem.ts';
import type { SignInActs } from './sign-in-acts.ts';
import type { ExternalIdCandidate, LinkCandidate, SingleSignOnConnection, SingleSignOnStore } from './single-sign-on.port.ts';

export interface LinkExistingOptions {
  readonly store: Pick<SingleSignOnStore, 'linkIdentity' | 'findLinkCandidates' | 'findExternalIdCandidates'>;
  readonly now: () => number;
}

export interface ToLink {
  readonly connection: SingleSignOnConnection;
  readonly person: OidcPerson;
  readonly acts: SignInActs;
}

/** False: there is no such account. @throws ProblemError 403 where there is one that is not linked by itself, with the reason */
export type LinkExisting = (toLink: ToLink) => Promise<boolean>;

export function createLinkExisting({ store, now }: LinkExistingOptions): LinkExisting {
  const link = async ({ connection: { organization }, person: { issuer, subject }, acts }: ToLink, { userId, name }: LinkCandidate, by: string): Promise<true> => {
    const act = acts({ id: userId, name }, { action: 'enterprise.sso.identity.link', name, after: { issuer, by } });
    await store.linkIdentity({ organization, issuer, subject, userId, atMs: now() }, act);
    return true;
  };

  const findByExternalId = async ({ connection: { organization }, person: { issuer, externalId } }: ToLink): Promise<ExternalIdCandidate | undefined> => {
    if (externalId === null) return undefined;
    const [candidate, ...others] = await store.findExternalIdCandidates(organization, issuer, externalId);
    if (others.length > 0) throw refused(`several accounts of ${organization} have your id at the identity provider as their externalId: ask whoever looks after the provider to give each its own`);
    return candidate;
  };

  const findByEmail = async ({ connection: { organization }, person: { issuer, email } }: ToLink): Promise<LinkCandidate | undefined> => {
    if (email === null) return undefined;
    const [candidate, ...others] = await store.findLinkCandidates(organization, issuer, email);
    if (others.length > 0) throw refused(`several accounts of ${organization} have your e-mail address, ${email}: ask an owner to give each its own`);
    return candidate;
  };

  return async (toLink) => {
    const { connection } = toLink;
    const described = await findByExternalId(toLink);
    const problemOfId = described && problemOfExternalId(described, connection);
    if (described !== undefined && problemOfId === undefined) return link(toLink, described, 'external id');
    const addressed = await findByEmail(toLink);
    // The provider has said who it is: then it is nobody else.
    if (problemOfId !== undefined && addressed?.userId !== described?.userId) throw refused(problemOfId);
    if (addressed === undefined) return false;
    const problem = problemOfEmail(addressed, connection);
    if (problem !== undefined) throw refused(problem);
    return link(toLink, addressed, 'e-mail address');
  };
}

const asBefore = (name: string): string => `sign in to \`${name}\` as before and link it to single sign-on`;

/** What the provider says over SCIM is proof enough for an account that it made itself for this organization, and that nobody signs in to in another way. */
function problemOfExternalId(candidate: ExternalIdCandidate, { organization }: SingleSignOnConnection): string | undefined {
  const { name, isMember, isOfProvider, isOfThisAlone, isLinked } = candidate;
  if (!isMember) return deactivated(name, organization);
  if (!isOfThisAlone) return `the account \`${name}\` with your id at the identity provider belongs to further organizations: ${asBefore(name)}`;
  if (!isOfProvider) return `the account \`${name}\` with your id at the identity provider was there before the provider told of it: ${asBefore(name)}`;
  if (isLinked) return `the account \`${name}\` with your id at the identity provider is linked to somebody else there: ask an owner of ${organization} to take that link away`;
  return hasPassword(candidate) ? `the account \`${name}\` with your id at the identity provider has a password of its own: ${asBefore(name)}` : undefined;
}

/** An e-mail address is proof enough for an account that nobody else can have made and that nobody signs in to in another way; for others an owner, or the person, has to say so. */
function problemOfEmail({ name, passwordHash, isOfThisAlone, isLinked }: LinkCandidate, { organization, linkByEmail }: SingleSignOnConnection): string | undefined {
  if (!isOfThisAlone) return `the account \`${name}\` with your e-mail address belongs to further organizations: ${asBefore(name)}`;
  if (linkByEmail) return undefined;
  const orOwner = `or ask an owner of ${organization} to switch link_by_email on`;
  if (isLinked) return `the account \`${name}\` with your e-mail address is linked to somebody else at your identity provider: ${asBefore(name)}, ${orOwner}`;
  return hasPassword({ passwordHash }) ? `the account \`${name}\` with your e-mail address has a password of its own: ${asBefore(name)}, ${orOwner}` : undefined;
}

export function deactivated(name: string, organization: string): string {
  return `your account \`${name}\` is deactivated: ask an owner of ${organization}`;
}

function refused(sentence: string): ProblemError {
  return new ProblemError(403, sentence);
}
