// One consistent view of people, tokens and compiled policies: everything a pull is decided with, without a database.
import type { AccessFacts, BindingOrganization, Catalog, Role } from '../core/policy/facts.ts';
import type { AnonymousSubject, OrganizationTokenSubject, Resource, Subject } from '../core/policy/access-request.ts';
import { isOwnRepository } from '../core/policy/namespace.ts';
import type { CompiledPolicy } from '../core/policy/policy.ts';
import { compileTokenReach } from '../core/policy/token-reach.ts';
import type { VerifiedToken } from '../identity/verified-token.ts';
import type { PolicySourceData, SourceToken } from './policy-source.port.ts';

/** Why a token that is still valid speaks for nobody any more. */
export type GoneReason = 'account-removed' | 'account-inactive' | 'password-changed' | 'token-revoked' | 'token-expired';

export interface Gone {
  readonly gone: GoneReason;
}

export interface Snapshot {
  readonly version: number;
  /** Names of the organizations that this gateway serves. */
  readonly organizations: readonly string[];
  /** The subject that a verified token speaks for now, or why it speaks for nobody. */
  readonly subjectOf: (token: VerifiedToken) => Subject | Gone;
  /**
   * What the policy must know about the subject; the same object each time for the same person.
   * @throws PolicyUnusable when a binding organization's settings could not be compiled: nothing may be decided then
   */
  readonly factsFor: (subject: Subject) => AccessFacts;
  /** Whether the organization restricts images; false for one that is not known. */
  readonly organizationUsesImageAccess: (organization: string) => boolean;
}

/** The settings of an organization are stored but cannot be evaluated. */
export class PolicyUnusable extends Error {
  override readonly name = 'PolicyUnusable';
  readonly organization: string;
  constructor(organization: string) {
    super(`settings of organization ${organization} cannot be evaluated: see the log, and save them anew`);
    this.organization = organization;
  }
}

export interface SnapshotParts {
  readonly data: PolicySourceData;
  /** By organization; undefined where the settings could not be compiled. */
  readonly policies: ReadonlyMap<string, CompiledPolicy | undefined>;
  readonly catalog: Catalog;
  readonly isConfiguredRegistry: (registry: string) => boolean;
  /** The organizations that this gateway serves; undefined: every one. */
  readonly allowedOrganizations: ReadonlySet<string> | undefined;
  readonly now: () => number;
}

type SourceUser = PolicySourceData['users'][number];

const anonymous: AnonymousSubject = { kind: 'anonymous' };

/** Builds a snapshot. Facts and subjects are made when first asked for, and kept for as long as the snapshot. */
export function buildSnapshot(parts: SnapshotParts): Snapshot {
  const users = new Map(parts.data.users.map((user) => [user.id, user]));
  const tokens = new Map(parts.data.tokens.map((token) => [token.id, token]));
  return {
    version: parts.data.version,
    organizations: [...parts.policies.keys()].filter((name) => parts.allowedOrganizations?.has(name) !== false),
    subjectOf: createSubjectLookup(users, tokens, parts.now),
    factsFor: createFactsLookup(users, tokens, parts),
    organizationUsesImageAccess: (organization) => parts.policies.get(organization)?.settings.restrictedImages.enabled ?? false,
  };
}

function createSubjectLookup(users: ReadonlyMap<string, SourceUser>, tokens: ReadonlyMap<string, SourceToken>, now: () => number): Snapshot['subjectOf'] {
  // By token id, else user id: both unique, and both without secrets.
  const known = new Map<string, Subject>();
  const remember = (key: string, subject: Subject): Subject => {
    known.set(key, subject);
    return subject;
  };
  const personOf = (verified: VerifiedToken): Subject | Gone => {
    const user = users.get(verified.subjectId);
    if (user === undefined) return { gone: 'account-removed' };
    if (!user.isActive) return { gone: 'account-inactive' };
    if (verified.credentialVersion !== undefined && verified.credentialVersion !== user.credentialVersion) return { gone: 'password-changed' };
    // Signed in with the password: whatever the person may do.
    if (verified.tokenId === undefined) return known.get(user.id) ?? remember(user.id, { kind: 'user', id: user.id, name: user.name, scopes: ['repo:admin'] });
    const token = tokens.get(verified.tokenId);
    if (token?.kind !== 'personal' || token.userId !== user.id) return { gone: 'token-revoked' };
    if (isExpired(token, now())) return { gone: 'token-expired' };
    return known.get(token.id) ?? remember(token.id, { kind: 'user', id: user.id, name: user.name, tokenId: token.id, scopes: token.scopes });
  };
  const robotOf = (verified: VerifiedToken): Subject | Gone => {
    const token = verified.tokenId === undefined ? undefined : tokens.get(verified.tokenId);
    if (token?.kind !== 'organization') return { gone: 'token-revoked' };
    if (isExpired(token, now())) return { gone: 'token-expired' };
    return known.get(token.id) ?? remember(token.id, { kind: 'organization-token', organization: token.organization, tokenId: token.id });
  };
  return (verified) => {
    switch (verified.subjectKind) {
      case 'user':
        return personOf(verified);
      case 'organization-token':
        return robotOf(verified);
      case 'anonymous':
        return anonymous;
    }
  };
}

function isExpired(token: SourceToken, nowMs: number): boolean {
  return token.expiresAtMs !== null && token.expiresAtMs <= nowMs;
}

function createFactsLookup(users: ReadonlyMap<string, SourceUser>, tokens: ReadonlyMap<string, SourceToken>, parts: SnapshotParts): Snapshot['factsFor'] {
  const { policies, catalog, isConfiguredRegistry, allowedOrganizations } = parts;
  const bind = (organization: string, role: Role): readonly BindingOrganization[] => {
    if (allowedOrganizations?.has(organization) === false) return [];
    const policy = policies.get(organization);
    if (policy === undefined) throw new PolicyUnusable(organization);
    return [{ policy, role }];
  };
  // Those that this gateway does not serve have namespaces, too.
  const compiled = [...policies.values()].filter((policy) => policy !== undefined);
  const isOrganizationNamespace = (resource: Resource): boolean => compiled.some((policy) => isOwnRepository(resource, policy));
  const remembered = new Map<string, AccessFacts>();
  const remember = (key: string, make: () => Pick<AccessFacts, 'organizations' | 'tokenReach'>): AccessFacts => {
    const found = remembered.get(key);
    if (found !== undefined) return found;
    const made = { ...make(), catalog, isConfiguredRegistry, isOrganizationNamespace };
    remembered.set(key, made);
    return made;
  };
  const robotFacts = ({ organization, tokenId }: OrganizationTokenSubject): Pick<AccessFacts, 'organizations' | 'tokenReach'> => {
    const token = tokens.get(tokenId);
    const organizations = bind(organization, 'member');
    return token?.kind === 'organization' ? { organizations, tokenReach: compileTokenReach(token.resources) } : { organizations };
  };
  return (subject) => {
    switch (subject.kind) {
      case 'user':
        return remember(`user:${subject.id}`, () => ({ organizations: users.get(subject.id)?.memberships.flatMap(({ organization, role }) => bind(organization, role)) ?? [] }));
      case 'organization-token':
        return remember(`token:${subject.tokenId}`, () => robotFacts(subject));
      case 'anonymous':
        // Nobody's membership is known, so everybody's policy binds.
        return remember('anonymous', () => ({ organizations: [...policies.keys()].flatMap((organization) => bind(organization, 'member')) }));
    }
  };
}
