// A member as the API shows it: Docker Hub's fields, with those that Pullgate keeps nothing in left empty.
import type { Member as WireMember } from '../../contract/members.ts';
import { wirePerson } from '../wire-person.ts';
import { wireRole } from '../wire-role.ts';
import type { Member } from './members.port.ts';

export interface ShowMember {
  readonly showEmail: boolean;
  /** Names of the member's teams. */
  readonly teams?: readonly string[];
}

export function wireMember(member: Member, { showEmail, teams = [] }: ShowMember): WireMember {
  return { ...wirePerson({ ...member, kind: 'member', teams }, { showEmail }), role: wireRole[member.role] };
}
