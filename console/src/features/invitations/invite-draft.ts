// Who is to be invited, and what the server says of each.
import type { Answer } from '../../api/operation-types.ts';
import type { Role } from '../../api/organization.ts';

export interface InviteDraft {
  readonly text: string;
  readonly role: Role;
  /** Empty: none. */
  readonly team: string;
}

export type Verdict = Answer<'sendInvites'>['invitees'][number];
