// What identity providers know of an organization's people and teams, and the tokens that they come with.
import type { Act, Json } from '../../audit/activity.port.ts';
import type { ActionName } from '../../core/activity/action.ts';
import type { Role } from '../../core/policy/facts.ts';

export interface ScimToken {
  readonly id: string;
  readonly organization: string;
  /** The owner's name. */
  readonly createdBy: string;
  readonly createdAtMs: number;
  readonly lastUsedAtMs: number | null;
}

export interface ScimEmail {
  readonly value: string;
  readonly type?: string | undefined;
  readonly display?: string | undefined;
  readonly primary?: boolean | undefined;
}

/** A person as the identity provider describes them. */
export interface ScimProfile {
  /** Unique in the organization, compared without case. */
  readonly userName: string;
  readonly externalId: string | null;
  readonly displayName: string | null;
  readonly formattedName: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly emails: readonly ScimEmail[];
}

export interface ScimUser {
  /** Of the account. */
  readonly id: string;
  /** Members whom no identity provider has described yet have what their account says: the e-mail address, or the name, as `userName`. */
  readonly profile: ScimProfile;
  readonly accountName: string;
  /** A member whose account is not switched off. */
  readonly isActive: boolean;
  /** Of a deactivated person the one that comes back. */
  readonly role: Role;
  /** Of a deactivated person those that come back. Ordered by display name. */
  readonly groups: readonly ScimReference[];
  readonly createdAtMs: number;
  readonly modifiedAtMs: number;
}

export interface ScimReference {
  readonly id: string;
  readonly display: string;
}

export interface ScimGroup {
  /** The team's UUID. */
  readonly id: string;
  /** As the identity provider has it; of a team that was made or renamed here, the team's name. */
  readonly displayName: string;
  readonly externalId: string | null;
  readonly teamName: string;
  /** With deactivated people, who come back into the team. Ordered by account name. */
  readonly members: readonly ScimReference[];
  readonly createdAtMs: number;
  readonly modifiedAtMs: number;
}

export interface NewScimUser {
  readonly organization: string;
  readonly profile: ScimProfile;
  readonly isActive: boolean;
  /** Of the account, where one is made. */
  readonly id: string;
  /** Names to try, from attempt 1 on, until one is free. */
  readonly accountName: (attempt: number) => string;
  /** Of a secret that nobody knows: no registry's word opens the account, as it does where there is none. */
  readonly passwordHash: string;
  readonly email: string | null;
  readonly fullName: string;
  readonly atMs: number;
}

export interface ScimTarget {
  readonly organization: string;
  readonly id: string;
  readonly atMs: number;
}

/** What a person is to be; `isActive` undefined: as before. */
export interface ScimUserChange {
  readonly profile: ScimProfile;
  readonly isActive: boolean | undefined;
  /** For the account, where it is this organization's identity provider that made it. */
  readonly email: string | null;
  readonly fullName: string;
}

export interface NewScimGroup {
  readonly organization: string;
  readonly displayName: string;
  readonly externalId: string | null;
  /** Ids of users. */
  readonly members: readonly string[];
  readonly team: { readonly id: number; readonly uuid: string };
  /** Names to try, from attempt 1 on. */
  readonly teamName: (attempt: number) => string;
  readonly atMs: number;
}

export interface ScimGroupChange {
  readonly displayName: string;
  readonly externalId: string | null;
  readonly members: readonly string[];
  readonly teamName: (attempt: number) => string;
}

/** Made once it is known what is done, to whom: a request may be several acts. */
export type MakeScimAct = (done: { readonly action: ActionName; readonly name: string; readonly before?: Json; readonly after?: Json }) => Act;

export interface UnknownMembers {
  readonly result: 'unknown-members';
  readonly ids: readonly string[];
}

/** Narrows a list before it is filtered: each of these equals, without case. */
export interface ScimNarrowing {
  readonly userName?: string;
  readonly externalId?: string;
  readonly displayName?: string;
  readonly id?: string;
}

/**
 * Each change is one transaction, with its acts. `change` is called inside it with what is stored at that moment; what it throws undoes everything
 * and reaches the caller. What changes nothing is not recorded.
 */
export interface ScimStore {
  /** `too-many`: an organization has two at most, an old and a new one. */
  createScimToken(token: ScimToken, hash: string, act: Act): Promise<'created' | 'too-many'>;
  /** Newest first. */
  listScimTokens(organization: string): Promise<readonly ScimToken[]>;
  findScimTokenByHash(hash: string): Promise<ScimToken | undefined>;
  /** Best effort, grouped by the adapter. */
  touchScimToken(id: string, usedAtMs: number): Promise<void>;
  revokeScimToken(token: { readonly organization: string; readonly id: string }, act: Act): Promise<boolean>;

  /** Members, and people who were deactivated or taken out here but are known to the identity provider. Ordered by creation. */
  listScimUsers(organization: string, narrowing: ScimNarrowing): Promise<readonly ScimUser[]>;
  findScimUser(organization: string, id: string): Promise<ScimUser | undefined>;
  /**
   * A member whom no identity provider has described, and whose account has that name or e-mail address, is attached; else an account is made.
   * `taken`: the organization knows somebody of that name already; `ambiguous`: several members have that e-mail address; `last-owner` as for a change.
   */
  createScimUser(user: NewScimUser, act: MakeScimAct): Promise<{ readonly result: 'created'; readonly user: ScimUser } | { readonly result: 'taken' | 'ambiguous' | 'last-owner' | 'switched-off' }>;
  /** `switched-off`: by somebody else than an identity provider, who alone switches the account on again. */
  changeScimUser(
    target: ScimTarget,
    change: (current: ScimUser) => ScimUserChange,
    act: MakeScimAct,
  ): Promise<{ readonly result: 'changed'; readonly user: ScimUser } | { readonly result: 'missing' | 'taken' | 'last-owner' | 'switched-off' }>;
  /** Forgets the person. An account that is in no organization then is switched off, and its tokens are revoked. */
  removeScimUser(target: ScimTarget, check: (current: ScimUser) => void, act: MakeScimAct): Promise<'removed' | 'missing' | 'last-owner'>;

  /** Ordered by creation. */
  listScimGroups(organization: string, narrowing: ScimNarrowing): Promise<readonly ScimGroup[]>;
  findScimGroup(organization: string, id: string): Promise<ScimGroup | undefined>;
  /** `taken`: a group of the organization has that display name. */
  createScimGroup(group: NewScimGroup, act: MakeScimAct): Promise<{ readonly result: 'created'; readonly group: ScimGroup } | { readonly result: 'taken' } | UnknownMembers>;
  changeScimGroup(
    target: ScimTarget,
    change: (current: ScimGroup) => ScimGroupChange,
    act: MakeScimAct,
  ): Promise<{ readonly result: 'changed'; readonly group: ScimGroup } | { readonly result: 'missing' | 'taken' } | UnknownMembers>;
  removeScimGroup(target: ScimTarget, check: (current: ScimGroup) => void, act: MakeScimAct): Promise<'removed' | 'missing'>;
}
