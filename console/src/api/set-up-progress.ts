// How far an organization is set up, asked of the API each time: nothing of it is kept anywhere else.
import { useQuery } from '@tanstack/react-query';
import { api } from './client.ts';
import { toFailure } from './failure.ts';
import { useUser } from './organization.ts';
import { hasNoFurtherNamespaces } from './set-up-memory.ts';
import { type Step, setUpSteps } from './set-up-steps.ts';

const membersMax = 100;
/** The newest of each kind: enough to find one that came through. */
export const pullsSeen = 20;
const secondMs = 1000;

/** For owners alone. `pollMs`: how often it is asked again; left out: never by itself. After a step invalidate `setUpKey(org)`. */
export function useSetUpProgress(org: string, pollMs?: number) {
  const { username } = useUser();
  return useQuery({ queryKey: setUpKey(org), queryFn: ({ signal }) => readProgress(org, username, signal), staleTime: 5 * secondMs, ...(pollMs !== undefined && { refetchInterval: pollMs }) });
}

export function setUpKey(org: string) {
  return ['set-up progress', org] as const;
}

/** It was allowed, and the image was there. */
export function isServed({ outcome }: { readonly outcome: number }): boolean {
  return outcome < 400;
}

async function readProgress(org: string, username: string, signal: AbortSignal): Promise<readonly Step[]> {
  const path = { org };
  const [hasGeneratedPassword, settings, allowed, refused, invites, members] = await Promise.all([
    isPasswordGenerated(org, username, signal),
    api.GET('/v2/orgs/{org}/settings', { params: { path }, signal }),
    api.GET('/v2/orgs/{org}/pulls', { params: { path, query: { effect: 'permit', action: 'pull', limit: pullsSeen } }, signal }),
    api.GET('/v2/orgs/{org}/pulls', { params: { path, query: { effect: 'deny', action: 'pull', limit: pullsSeen } }, signal }),
    api.GET('/v2/orgs/{org}/invites', { params: { path }, signal }),
    api.GET('/v2/orgs/{org}/members', { params: { path, query: { page_size: membersMax } }, signal }),
  ]);
  const pulls = [...(allowed.data?.pulls ?? []), ...(refused.data?.pulls ?? [])];
  return setUpSteps({
    hasGeneratedPassword,
    namespaces: settings.data?.namespaces.length ?? 0,
    hasNoFurtherNamespaces: hasNoFurtherNamespaces(org),
    isImageAccessOn: settings.data?.restricted_images.enabled === true,
    hasSignedInPull: pulls.some(({ subject_kind: kind }) => kind !== 'anonymous'),
    hasAllowedPull: allowed.data?.pulls.some(isServed) === true,
    hasInvites: (invites.data?.data.length ?? 0) > 0,
    joined: members.data?.results.map(({ date_joined: at }) => at) ?? [],
  });
}

/** The log says what the first start made up, and who changed what since. Whoever may not read the installation's log did not make the first start. */
async function isPasswordGenerated(org: string, username: string, signal: AbortSignal): Promise<boolean> {
  try {
    const { data } = await api.GET('/v2/activity', { params: { query: { action: 'installation.first_start', limit: 1 } }, signal });
    const after = data?.activity[0]?.after as { readonly owner?: unknown; readonly owner_password?: unknown } | null | undefined;
    if (after?.owner_password !== 'generated' || after.owner !== username) return false;
    const [changed, reset] = await Promise.all([
      api.GET('/v2/activity', { params: { query: { action: 'user.password.change', name: username, limit: 1 } }, signal }),
      api.GET('/v2/orgs/{org}/activity', { params: { path: { org }, query: { action: 'org.member.password.reset', name: username, limit: 1 } }, signal }),
    ]);
    return changed.data?.activity.length === 0 && reset.data?.activity.length === 0;
  } catch (error) {
    if (toFailure(error).status === 403) return false;
    throw error;
  }
}
