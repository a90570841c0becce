// The settings in force, registry access among them, with the revision that If-Match names.
import { type QueryClient, useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { Failure } from '../api/failure.ts';
import type { SettingsSnapshot } from './policy-settings.ts';

const triesMax = 4;

export const settingsPath = '/v2/orgs/{org}/settings';

/** Begins as the client's own keys do, so that whoever invalidates the settings invalidates this. */
function settingsKey(org: string) {
  return ['get', settingsPath, { params: { path: { org } } }, 'with registry access'] as const;
}

export function useSettings(org: string) {
  return useQuery({ queryKey: settingsKey(org), queryFn: ({ signal }) => readSettings(org, signal) });
}

/** What a save answered: the page goes on from it without asking again. */
export function rememberSettings(queryClient: QueryClient, org: string, snapshot: SettingsSnapshot): void {
  queryClient.setQueryData(settingsKey(org), snapshot);
}

/** After a change that did not answer with the settings: what was known is not gone on from. */
export function forgetSettings(queryClient: QueryClient, org: string): void {
  void queryClient.resetQueries({ queryKey: settingsKey(org) });
}

/** Both halves at one revision: where somebody saves between the two answers they are asked for again. */
async function readSettings(org: string, signal: AbortSignal): Promise<SettingsSnapshot> {
  const params = { path: { org } };
  for (let tries = 0; tries < triesMax; tries += 1) {
    const [settings, registries] = await Promise.all([api.GET(settingsPath, { params, signal }), api.GET('/v2/orgs/{org}/settings/registry-access-management', { params, signal })]);
    const tag = settings.response.headers.get('etag');
    if (tag === null || tag !== registries.response.headers.get('etag') || settings.data === undefined || registries.data === undefined) continue;
    const { revision, ...rest } = settings.data;
    return { settings: { ...rest, registry_access_management: registries.data }, revision, tag };
  }
  throw new Failure('the settings are being changed by others: try again', { status: 409 });
}
