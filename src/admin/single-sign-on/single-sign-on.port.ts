// Connections of organizations to identity providers, and which accounts their people are.
import type { Act } from '../../audit/activity.port.ts';
import type { Role } from '../../core/policy/facts.ts';
import type { NewMember } from '../members/members.port.ts';

/** What being in a group of the provider's brings: a role, a place in a team, or both. */
export interface GroupMapping {
  readonly group: string;
  readonly role?: Role;
  /** The name of a team. */
  readonly team?: string;
}

export interface SingleSignOnConnection {
  readonly organization: string;
  /** As the provider writes it. */
  readonly issuer: string;
  readonly clientId: string;
  /** Null: a public client. Stored sealed. */
  readonly clientSecret: string | null;
  /** Beside `openid`. */
  readonly scopes: readonly string[];
  readonly groupClaim: string;
  readonly groupMapping: readonly GroupMapping[];
  /** Of whoever signs in first, and of whoever is in no group that brings a role where some do. */
  readonly defaultRole: Role;
  /** In lower case. With any, only people with a verified e-mail address in one of them sign in. */
  readonly domains: readonly string[];
  /** Whether accounts of this organization alone that have a password are linked by their verified e-mail address. */
  readonly linkByEmail: boolean;
  /** The claim that has what the same provider calls a person's `externalId` over SCIM; null: none has. */
  readonly externalIdClaim: string | null;
  readonly isEnabled: boolean;
  /** Password sign-in is off for the people of the organization. */
  readonly isEnforced: boolean;
  /** Names of the owners who keep the password all the same; whoever is no owner any more is not among them. */
  readonly passwordOwners: readonly string[];
  readonly createdAtMs: number;
  readonly changedAtMs: number;
  /** Counts the changes, from 1. */
  readonly revision: number;
}

/** A person as a provider knows it. */
export interface IdentityKey {
  /** Whose connection it came through: the owner of one organization says nothing of who is who in another. */
  readonly organization: string;
  readonly issuer: string;
  readonly subject: string;
}

export interface IdentityLink extends IdentityKey {
  readonly userId: string;
  readonly atMs: number;
}

/** An account that may be the one that a verified e-mail address stands for. */
export interface LinkCandidate {
  readonly userId: string;
  readonly name: string;
  /** As the account has it. */
  readonly passwordHash: string | null;
  /** Whether it is in this organization and in no other. */
  readonly isOfThisAlone: boolean;
  /** Whether somebody at this issuer is linked to it already. */
  readonly isLinked: boolean;
}

/** An account that may be the one whose `externalId` the provider gave over SCIM. */
export interface ExternalIdCandidate extends LinkCandidate {
  /** Whether the identity provider of this organization made the account. */
  readonly isOfProvider: boolean;
  /** Of this organization: else deactivated, or taken out. */
  readonly isMember: boolean;
}

/** A link as owners read it. */
export interface ListedIdentity {
  /** Made of issuer and subject. */
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly issuer: string;
  readonly subject: string;
  readonly atMs: number;
}

export interface SingleSignOnStore {
  findConnection(organization: string): Promise<SingleSignOnConnection | undefined>;
  /** Organizations whose enabled connection lists the domain, by name. */
  organizationsOfDomain(domain: string): Promise<readonly string[]>;
  /**
   * Stores a new connection (revision 1) or the next revision of one. From the moment when it enforces, whatever its people got for their passwords is
   * over, except for `passwordOwners`. `conflict`: the revision is not the next one. The acts are those of one change.
   */
  saveConnection(connection: SingleSignOnConnection, acts: readonly Act[]): Promise<'saved' | 'conflict'>;
  /** Links stay, for another connection to the same issuer. */
  removeConnection(organization: string, act: Act): Promise<'removed' | 'missing'>;

  /** The id of the account. */
  findLinkedAccount(identity: IdentityKey): Promise<string | undefined>;
  /** `taken`: that person is linked to an account already. */
  linkIdentity(link: IdentityLink, act: Act): Promise<'linked' | 'taken'>;
  /** Of one organization, by the account's name. */
  listIdentities(organization: string, page: { readonly limit: number; readonly offset: number }): Promise<{ readonly total: number; readonly identities: readonly ListedIdentity[] }>;
  findIdentity(organization: string, id: string): Promise<ListedIdentity | undefined>;
  /** With the link go the sessions that its person has through identity providers, and the bearer tokens. */
  removeIdentity(identity: IdentityKey, act: Act): Promise<'removed' | 'missing'>;
  /** A new account, its membership and its link, all or none. */
  createLinkedMember(member: NewMember, link: IdentityLink, act: Act): Promise<'created' | 'name-taken' | 'link-taken'>;
  /** Members of the organization with this e-mail address, compared without case. None that people have given themselves. */
  findLinkCandidates(organization: string, issuer: string, email: string): Promise<readonly LinkCandidate[]>;
  /** Whom the identity provider of this organization has described under exactly this `externalId`, members or not. */
  findExternalIdCandidates(organization: string, issuer: string, externalId: string): Promise<readonly ExternalIdCandidate[]>;
  /** Whether the identity provider of an organization knows this person, who is no member there: deactivated, or taken out. */
  isKeptOut(organization: string, userId: string): Promise<boolean>;
  /** The organizations that have switched password sign-in off for this person, by name. */
  organizationsWithoutPassword(userId: string): Promise<readonly string[]>;
}
