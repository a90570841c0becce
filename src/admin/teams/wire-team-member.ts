// A member of a team as the API shows it: as in the list of the organization's members.
import type { Member as WireMember } from '../../contract/members.ts';
import type { Member } from '../members/members.port.ts';
import { wirePerson } from '../wire-person.ts';
import { wireRole } from '../wire-role.ts';

export function wireTeamMember(member: Member, { showEmail, teams }: { readonly showEmail: boolean; readonly teams: readonly string[] }): WireMember {
  return { ...wirePerson({ ...member, kind: 'member', teams }, { showEmail }), role: wireRole[member.role] };
}
