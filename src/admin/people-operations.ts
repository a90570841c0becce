// The operations of contract/routes/people.ts with what they need: members, teams and invitations.
import type { peopleRoutes } from '../contract/routes/people.ts';
import { createAcceptInviteAsNew } from './invites/accept-as-new.ts';
import { createAcceptInvite } from './invites/accept-invite.ts';
import { createCancelInvite } from './invites/cancel-invite.ts';
import { createDeclineInvite } from './invites/decline-invite.ts';
import { createListInvites } from './invites/list-invites.ts';
import { createRenewInviteLink, createResendInvite } from './invites/renew-invite.ts';
import { createSendInvites } from './invites/send-invites.ts';
import { createShowInviteOffer } from './invites/show-offer.ts';
import { createExportMembers } from './members/export-members.ts';
import { createRemoveMember } from './members/remove-member.ts';
import { createSetMemberRole } from './members/set-role.ts';
import { createShowMember } from './members/show-member.ts';
import type { OperationsOf } from './operation.ts';
import type { AdminStores } from './stores.ts';
import { createAddTeamMember } from './teams/add-member.ts';
import { createReplaceTeam, createUpdateTeam } from './teams/change-team.ts';
import { createCreateTeam } from './teams/create-team.ts';
import { createListTeamMembers } from './teams/list-team-members.ts';
import { createListTeams } from './teams/list-teams.ts';
import { createRemoveTeamMember } from './teams/remove-member.ts';
import { createRemoveTeam } from './teams/remove-team.ts';
import { createShowTeam } from './teams/show-team.ts';

export interface PeopleOperationsOptions {
  readonly stores: AdminStores;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** Whether the server sends mail: the links of invitations go to their addresses then. */
  readonly hasMail?: boolean | undefined;
}

export function createPeopleOperations({ stores: store, now, hasMail = false }: PeopleOperationsOptions): OperationsOf<typeof peopleRoutes> {
  return {
    exportMembers: createExportMembers({ store, now }),
    showMember: createShowMember({ store }),
    setMemberRole: createSetMemberRole({ store }),
    removeMember: createRemoveMember({ store }),
    listTeams: createListTeams({ store }),
    createTeam: createCreateTeam({ store, now }),
    showTeam: createShowTeam({ store }),
    replaceTeam: createReplaceTeam({ store }),
    updateTeam: createUpdateTeam({ store }),
    removeTeam: createRemoveTeam({ store }),
    listTeamMembers: createListTeamMembers({ store }),
    addTeamMember: createAddTeamMember({ store, now }),
    removeTeamMember: createRemoveTeamMember({ store }),
    listInvites: createListInvites({ store }),
    sendInvites: createSendInvites({ store, hasMail, now }),
    cancelInvite: createCancelInvite({ store }),
    resendInvite: createResendInvite({ store, hasMail, now }),
    renewInviteLink: createRenewInviteLink({ store, hasMail, now }),
    showInviteOffer: createShowInviteOffer({ store, now }),
    acceptInvite: createAcceptInvite({ store, now }),
    acceptInviteAsNew: createAcceptInviteAsNew({ store, now }),
    declineInvite: createDeclineInvite({ store }),
  };
}
