// People and their place in an organization.
import type { Act } from '../../audit/activity.port.ts';
import type { Role } from '../../core/policy/facts.ts';

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly fullName: string;
  readonly role: Role;
  readonly isActive: boolean;
  readonly joinedAtMs: number;
}

export interface NewMember {
  readonly id: string;
  readonly organization: string;
  readonly name: string;
  readonly email: string | null;
  readonly fullName: string;
  readonly passwordHash: string | null;
  readonly role: Role;
  readonly atMs: number;
}

export interface NewMembership {
  readonly organization: string;
  /** Of an account that is there. */
  readonly userId: string;
  readonly role: Role;
  readonly atMs: number;
}

/** Somebody in the list of an organization: a member, or an invitee by the name or address that was invited. */
export interface Person {
  readonly kind: 'member' | 'invitee';
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly fullName: string;
  /** An invitee's is to be. */
  readonly role: Role;
  /** Names of teams, ordered. */
  readonly teams: readonly string[];
  /** An invitee's: when it was invited. */
  readonly joinedAtMs: number;
}

export interface ListPeople {
  readonly limit: number;
  readonly offset: number;
  readonly kinds: readonly Person['kind'][];
  /** Members of this role, and no invitee. */
  readonly role?: Role | undefined;
  /** Part of the name or full name, and of the e-mail address with `searchEmail`. */
  readonly search?: string | undefined;
  readonly searchEmail?: boolean | undefined;
}

export interface MemberName {
  readonly organization: string;
  readonly userId: string;
}

/** `sparesOwners`: an owner is left as they are, which the result `owner` tells. */
export interface SparingOwners {
  readonly sparesOwners?: boolean;
}

export interface MemberStore {
  /** Ordered by name. */
  listMembers(organization: string, page: { readonly limit: number; readonly offset: number }): Promise<{ readonly total: number; readonly members: readonly Member[] }>;
  /** Members and invitees, ordered by name. */
  listPeople(organization: string, list: ListPeople): Promise<{ readonly total: number; readonly people: readonly Person[] }>;
  findMember(organization: string, name: string): Promise<Member | undefined>;
  /** A new account and its membership, both or neither. People and organizations share one space of names. */
  createMember(member: NewMember, act: Act): Promise<'created' | 'name-taken'>;
  /** The membership of an account that is there; a member keeps the role it has. */
  addMembership(membership: NewMembership, act: Act): Promise<'added' | 'already-member'>;
  /** `last-owner`: the organization would be left without an active owner, here and below. The role that is there already changes nothing. */
  setRole(change: MemberName & SparingOwners & { readonly role: Role }, act: Act): Promise<'changed' | 'missing' | 'last-owner' | 'owner'>;
  /** Out of the organization and its teams; whoever is in no organization then has no session any more. */
  removeMember(member: MemberName & SparingOwners, act: Act): Promise<'removed' | 'missing' | 'last-owner' | 'owner'>;
  /** Switched off, an account signs in nowhere, and its sessions are over. The tokens stay, and work again with the account. */
  setAccountActive(change: { readonly userId: string; readonly isActive: boolean }, act: Act): Promise<'changed' | 'missing' | 'last-owner'>;
  /** Every organization that has a say in an account: those that the person is in, and those whose identity provider keeps the person deactivated. */
  organizationsOfAccount(userId: string): Promise<readonly string[]>;
  /** The organizations of a person, with the role in each. */
  membershipsOf(userId: string): Promise<readonly { readonly organization: string; readonly role: Role }[]>;
}
