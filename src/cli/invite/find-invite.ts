// The open invitation that a person means.
import { type Invite, inviteList } from '../../contract/invites.ts';
import { pathOf, paths } from '../../contract/paths.ts';
import type { ApiClient } from '../api-client.ts';
import { CliFailure } from '../failure.ts';

/** @param name who was invited, in any case, or the id. @throws CliFailure where nobody of that name is invited */
export async function findInvite(api: ApiClient, organization: string, name: string): Promise<Invite> {
  const { data } = await api.call({ method: 'GET', path: pathOf(paths.organizationInvites, { org: organization }), answer: inviteList });
  const invite = data.find(({ id, invitee }) => id === name || invitee.toLowerCase() === name.toLowerCase());
  if (invite === undefined) throw new CliFailure(`nobody called ${name} is invited: see pullgate invite list`);
  return invite;
}
