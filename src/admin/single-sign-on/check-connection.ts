// Everything that can be wrong with a connection before it is stored, all of it at once.
import { isLoopbackHost, problemOfIssuer } from '../../identity/oidc/provider-address.ts';
import { OidcFailure } from '../../identity/oidc/oidc-failure.ts';
import type { OidcProvider } from '../../identity/oidc/provider.ts';
import type { AccountStore } from '../../identity/account.port.ts';
import { hasPassword } from '../../identity/password.ts';
import type { SingleSignOnChange } from '../../contract/single-sign-on.ts';
import type { Caller } from '../caller.ts';
import type { InstallationStore } from '../installation/installation.port.ts';
import type { MemberStore } from '../members/members.port.ts';
import { ownsEverything } from '../owns-everything.ts';
import type { TeamStore } from '../teams/teams.port.ts';
import { allowsEverybody } from './public-issuers.ts';
import type { SingleSignOnConnection } from './single-sign-on.port.ts';

export interface CheckConnectionOptions {
  readonly store: Pick<InstallationStore, 'organizationNames'> & Pick<MemberStore, 'findMember'> & Pick<AccountStore, 'findAccountByName'> & Pick<TeamStore, 'findTeam'>;
  readonly provider: Pick<OidcProvider, 'check'>;
}

export interface ConnectionToCheck {
  readonly before: SingleSignOnConnection | undefined;
  readonly after: SingleSignOnConnection;
  readonly change: SingleSignOnChange;
  readonly caller: Pick<Caller, 'memberships'>;
  readonly signal: AbortSignal;
}

/** Problems by field; none when it may be stored. The provider is asked where the issuer is new, or was given again. */
export async function checkConnection({ store, provider }: CheckConnectionOptions, checked: ConnectionToCheck): Promise<Readonly<Record<string, readonly string[]>>> {
  const { before, after, change } = checked;
  const issuer = await problemOfProvider({ store, provider }, checked);
  // What an owner cannot read, an owner of an evil mind must not have sent to another place either.
  const isSecretLost = before !== undefined && before.issuer !== after.issuer && before.clientSecret !== null && change.client_secret === undefined;
  const problems: readonly (readonly [string, string | undefined])[] = [
    ['issuer', issuer],
    ['client_id', after.clientId === '' ? 'is missing' : undefined],
    ['client_secret', isSecretLost ? 'belongs to the issuer before: give the one of this issuer' : undefined],
    ['domains', after.domains.length === 0 && allowsEverybody(after.issuer) ? 'is empty, and anybody can have an account at this issuer: name the domains of your e-mail addresses' : undefined],
    ['default_role', after.defaultRole === 'owner' ? 'would make everybody an owner: make owners by group_mapping' : undefined],
    ['enforced', after.isEnforced && !after.isEnabled ? 'needs the connection to be enabled' : undefined],
    ['password_owners', after.isEnforced || change.password_owners !== undefined ? await problemOfPasswordOwners(store, after) : undefined],
    ...(await problemsOfTeams(store, after)),
  ];
  return Object.fromEntries(problems.flatMap(([field, problem]) => (problem === undefined ? [] : [[field, [problem]]])));
}

async function problemOfProvider({ store, provider }: CheckConnectionOptions, { before, after, change, caller, signal }: ConnectionToCheck): Promise<string | undefined> {
  if (after.issuer === '') return 'is missing';
  const problem = problemOfIssuer(after.issuer);
  if (problem !== undefined) return problem;
  if (before?.issuer === after.issuer && change.issuer === undefined) return undefined;
  // What listens on this machine alone is the business of whoever runs it.
  if (isLoopbackHost(new URL(after.issuer).hostname) && !(await ownsEverything(caller, store))) return "is on the server's own machine: only an owner of every organization may connect to that";
  try {
    await provider.check(after.issuer, signal);
    return undefined;
  } catch (error) {
    if (error instanceof OidcFailure) return error.message;
    throw error;
  }
}

async function problemOfPasswordOwners(store: CheckConnectionOptions['store'], { organization, passwordOwners, isEnforced }: SingleSignOnConnection): Promise<string | undefined> {
  for (const name of passwordOwners) {
    const [member, account] = await Promise.all([store.findMember(organization, name), store.findAccountByName(name)]);
    if (member?.role !== 'owner' || !member.isActive) return `\`${name}\` is no active owner of ${organization}: name owners`;
    if (account !== undefined && !hasPassword(account)) return `\`${name}\` has no password to keep: name an owner who has one`;
  }
  return isEnforced && passwordOwners.length === 0 ? 'is empty: name at least one owner who keeps the password, for the day when the identity provider is away' : undefined;
}

async function problemsOfTeams(store: CheckConnectionOptions['store'], { organization, groupMapping }: SingleSignOnConnection): Promise<readonly (readonly [string, string | undefined])[]> {
  return Promise.all(
    groupMapping.map(async ({ team }, index) => {
      const isThere = team === undefined || (await store.findTeam(organization, team)) !== undefined;
      return [`group_mapping.${index}.team`, isThere ? undefined : `there is no team \`${team}\` in ${organization}: make it first`] as const;
    }),
  );
}
