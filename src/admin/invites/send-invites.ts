// POST /v2/invites/bulk: people are invited, all or none. Nobody learns from it who has an account here.
import { randomUUID } from 'node:crypto';
import type { InviteStatus, InvitedList } from '../../contract/invites.ts';
import type { Caller } from '../caller.ts';
import { inviteLink, mintInviteSecret } from '../invite-link.ts';
import type { MemberStore, Person } from '../members/members.port.ts';
import type { Done, Operation } from '../operation.ts';
import { ProblemError, invalidRequest, notFound } from '../problem.ts';
import type { Act } from '../../audit/activity.port.ts';
import { mustSpareOwners, ownersInviteSpared, requireNoNewOwner } from '../spare-owners.ts';
import { type Invitee, parseInvitee } from './invitee.ts';
import type { InviteStore, NewInvite } from './invites.port.ts';
import { wireInvite } from './wire-invite.ts';

/** Of one organization: the list of them comes whole. */
const openMax = 1000;

export interface SendInvitesOptions {
  readonly store: Pick<InviteStore, 'saveInvites' | 'listInvites'> & Pick<MemberStore, 'listPeople'>;
  readonly hasMail: boolean;
  readonly now: () => number;
}

interface Judged {
  readonly given: string;
  readonly status: InviteStatus;
  readonly invitee?: Invitee;
}

export function createSendInvites({ store, hasMail, now }: SendInvitesOptions): Operation<'sendInvites'> {
  return async ({ caller, body, act, address }) => {
    const organization = ownedOrganization(caller, body.org.toLowerCase());
    requireNoNewOwner(caller, body.role);
    const judged = await Promise.all(withoutRepeated(body.invitees).map((given) => judge(store, organization, given)));
    const sparesOwners = mustSpareOwners(caller);
    const team = body.team === '' ? null : (body.team ?? null);
    const entries = judged.flatMap(({ invitee }) => (invitee === undefined ? [] : [entryOf({ invitee, organization, team, role: body.role, inviter: caller.name, nowMs: now(), hasMail, act })]));
    if (body.dry_run && sparesOwners) await requireNoOwnersInvite(store, organization, judged);
    if (body.dry_run || entries.length === 0) return { body: { invitees: judged.map(({ given, status }) => ({ invitee: given, status })) } };
    const saved = await store.saveInvites(entries, { openMax, sparesOwners });
    if (saved.result === 'owner') throw ownersInviteSpared(saved.invitee);
    if (saved.result === 'no-team') throw invalidRequest({ team: [`${organization} has no team of this name: make it first, or leave it out`] });
    if (saved.result !== 'saved') throw new ProblemError(409, `${organization} may have ${openMax} open invitations: cancel some first`);
    const secrets = new Map(entries.map(({ invite: { invitee, secret } }) => [invitee, secret]));
    const stored = new Map(saved.invites.map((invite) => [invite.invitee, invite]));
    const invitees = judged.map(({ given, status, invitee }): InvitedList['invitees'][number] => {
      const invite = invitee && stored.get(invitee.text);
      if (invite === undefined) return { invitee: given, status };
      const link = invite.mail === 'none' ? { link: inviteLink(address, secrets.get(invite.invitee) ?? '') } : {};
      return { invitee: given, status, invite: { ...wireInvite(invite), ...link } };
    });
    return { body: { invitees } };
  };
}

/** @throws ProblemError 404 for an organization that is not the caller's, 403 where the caller is no owner */
function ownedOrganization(caller: Caller, name: string): string {
  const membership = caller.memberships.find(({ organization }) => organization === name);
  if (membership === undefined) throw notFound('organization');
  if (membership.role !== 'owner') throw new ProblemError(403, `only owners of ${name} may invite people: ask one of them`);
  return name;
}

/** What a dry run says of it: one that is sent again takes the place of the open one. @throws ProblemError 403 where that is for an owner */
async function requireNoOwnersInvite(store: SendInvitesOptions['store'], organization: string, judged: readonly Judged[]): Promise<void> {
  const wanted = new Set(judged.map(({ invitee }) => invitee?.text.toLowerCase()));
  const open = (await store.listInvites(organization)).find(({ invitee, role }) => role === 'owner' && wanted.has(invitee.toLowerCase()));
  if (open !== undefined) throw ownersInviteSpared(open.invitee);
}

/** The first of each, whatever its case. */
function withoutRepeated(invitees: readonly string[]): readonly string[] {
  const keys = invitees.map((given) => given.trim().toLowerCase());
  return invitees.filter((_, position) => keys.indexOf(keys[position] ?? '') === position);
}

async function judge(store: Pick<MemberStore, 'listPeople'>, organization: string, given: string): Promise<Judged> {
  const invitee = parseInvitee(given);
  if (invitee === undefined) return { given, status: 'invalid_email_or_docker_id' };
  const { people } = await store.listPeople(organization, { kinds: ['member'], search: invitee.text, searchEmail: true, limit: 100, offset: 0 });
  const isMember = people.some((person) => isPerson(person, invitee));
  return isMember ? { given, status: 'existing_org_member' } : { given, status: 'invited', invitee };
}

function isPerson({ name, email }: Person, { kind, text }: Invitee): boolean {
  return (kind === 'name' ? name : (email ?? '')).toLowerCase() === text.toLowerCase();
}

interface ToInvite extends Pick<NewInvite, 'organization' | 'team' | 'role' | 'inviter'> {
  readonly invitee: Invitee;
  readonly nowMs: number;
  readonly hasMail: boolean;
  readonly act: (done: Done) => Act;
}

/** A mail goes to an address; the link for a name is handed over. */
function entryOf({ invitee, nowMs, hasMail, act, ...to }: ToInvite): { readonly invite: NewInvite; readonly act: Act } {
  const invite: NewInvite = { ...to, id: randomUUID(), invitee: invitee.text, ...mintInviteSecret({ isMailed: hasMail && invitee.kind === 'address', nowMs }) };
  const { organization, team, role } = to;
  return { invite, act: act({ action: 'org.member.invite.send', organization, name: invitee.text, after: { invitee: invitee.text, role, team } }) };
}
