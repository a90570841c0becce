// Operations: members, teams and invitations.
import * as invites from '../invites.ts';
import { listedMember, memberRoleChange } from '../members.ts';
import { paths } from '../paths.ts';
import { ask, bad, create, missing, read, remove, replace, start, update } from '../route.ts';
import type { Route } from '../route.ts';
import * as teams from '../teams.ts';

export const peopleRoutes = {
  exportMembers: { ...read, path: paths.membersExport, summary: 'the members and invitees of the organization as a CSV file', caller: 'owner', organizationTokenScope: 'member-read', content: ['text/csv'] },
  showMember: { ...read, hasContentTag: true, path: paths.member, summary: 'one member; members see the e-mail address of nobody else', caller: 'member', organizationTokenScope: 'member-read', response: listedMember },
  setMemberRole: { ...replace, path: paths.member, summary: "change a member's role; the last owner's stays", caller: 'owner', organizationTokenScope: 'member-edit', request: memberRoleChange, response: listedMember, problems: [400, 409, 412] },
  removeMember: { ...remove, path: paths.member, summary: 'take a member out of the organization, or leave it; the last owner stays', caller: 'member', organizationTokenScope: 'member-edit', problems: [409, 412] },

  listTeams: { ...read, path: paths.teams, summary: 'the teams of the organization', caller: 'member', organizationTokenScope: 'group-read', query: teams.teamsQuery, response: teams.teamPage, problems: bad },
  createTeam: { ...create, path: paths.teams, summary: 'make a team', caller: 'owner', organizationTokenScope: 'group-edit', request: teams.createTeamRequest, response: teams.team, problems: [400, 409] },
  showTeam: { ...read, hasContentTag: true, path: paths.team, summary: 'one team', caller: 'member', organizationTokenScope: 'group-read', response: teams.team },
  replaceTeam: { ...replace, path: paths.team, summary: 'rename and describe a team', caller: 'owner', organizationTokenScope: 'group-edit', request: teams.replaceTeamRequest, response: teams.team, problems: [400, 409, 412] },
  updateTeam: { ...update, path: paths.team, summary: 'rename or describe a team', caller: 'owner', organizationTokenScope: 'group-edit', request: teams.updateTeamRequest, response: teams.team, problems: [400, 409, 412] },
  removeTeam: { ...remove, path: paths.team, summary: 'remove a team; its people stay members', caller: 'owner', organizationTokenScope: 'group-edit', problems: [412] },
  listTeamMembers: { ...read, path: paths.teamMembers, summary: 'who is in a team', caller: 'member', organizationTokenScope: 'group-read', query: teams.teamMembersQuery, response: teams.teamMemberPage, problems: bad },
  addTeamMember: { ...ask, access: 'change', path: paths.teamMembers, summary: 'put a member of the organization into a team', caller: 'owner', organizationTokenScope: 'group-edit', request: teams.teamMemberRequest, response: teams.teamMember, problems: bad },
  removeTeamMember: { ...remove, path: paths.teamMember, summary: 'take somebody out of a team', caller: 'owner', organizationTokenScope: 'group-edit' },

  listInvites: { ...read, path: paths.organizationInvites, summary: 'the open invitations of the organization', caller: 'owner', organizationTokenScope: 'invite-read', response: invites.inviteList },
  sendInvites: { ...start, path: paths.invitesBulk, summary: 'invite people by name or e-mail address, as an owner of the organization; the links are mailed, or shown this once where the server sends no mail', caller: 'user', organizationTokenScope: 'invite-edit', request: invites.inviteRequest, response: invites.invitedList, problems: [400, 403, 404, 409] },
  cancelInvite: { ...remove, path: paths.invite, summary: 'cancel an invitation, as an owner of its organization', caller: 'user', organizationTokenScope: 'invite-edit', problems: missing },
  resendInvite: { ...update, status: 204, path: paths.inviteResend, summary: 'mail an invitation again, with a new link; the earlier one is dead', caller: 'user', organizationTokenScope: 'invite-edit', problems: [404, 409] },
  renewInviteLink: { ...create, path: paths.inviteLink, summary: 'make a new link of an invitation to hand over, shown this once; the earlier one is dead', caller: 'user', organizationTokenScope: 'invite-edit', response: invites.linkedInvite, problems: missing },
  showInviteOffer: { ...read, path: paths.inviteOffer, summary: 'what an invitation offers, for whoever has its link', caller: 'anyone', response: invites.inviteOffer, problems: [404, 409] },
  acceptInvite: { ...ask, access: 'change', path: paths.inviteAccept, summary: 'accept an invitation as who is signed in', caller: 'user', request: invites.acceptInviteRequest, response: invites.acceptedInvite, problems: [400, 403, 404, 409] },
  acceptInviteAsNew: { ...create, path: paths.inviteRegister, summary: 'accept an invitation with a new account', caller: 'anyone', request: invites.acceptInviteAsNewRequest, response: invites.acceptedInvite, problems: [400, 404, 409] },
  declineInvite: { ...ask, access: 'change', status: 204, path: paths.inviteDecline, summary: 'decline an invitation: its link is dead', caller: 'anyone', request: invites.acceptInviteRequest, problems: [400, 404] },
} as const satisfies Readonly<Record<string, Route>>;
