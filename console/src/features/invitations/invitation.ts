// An invitation as the API lists it, with how it stands.
import type { Answer } from '../../api/operation-types.ts';
import type { BadgeTone } from '../../ui/badge.tsx';

export type Invitation = Answer<'listInvites'>['data'][number];

export interface InvitationTask {
  readonly kind: 'link' | 'mail' | 'cancel';
  readonly invitation: Invitation;
}

export interface InvitationState {
  readonly words: string;
  readonly tone: BadgeTone;
  /** Why, where something has to be done. */
  readonly problem?: string;
}

const states = {
  none: { words: 'Open', tone: 'neutral' },
  queued: { words: 'Mail on its way', tone: 'neutral' },
  sent: { words: 'Mailed', tone: 'good' },
  failed: { words: 'Mail failed', tone: 'danger' },
} as const satisfies Record<Invitation['mail'], InvitationState>;

export function stateOf({ expires_at: end, mail, mail_problem: problem }: Invitation, nowMs: number): InvitationState {
  if (Date.parse(end) <= nowMs) return { words: 'Expired', tone: 'warning', problem: 'Create a new link, or cancel it.' };
  return { ...states[mail], ...(problem !== '' && { problem }) };
}
