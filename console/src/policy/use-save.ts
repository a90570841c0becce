// Saves a draft as one revision, at the revision that it was begun on and at no other.
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { Failure, isConflict, toFailure } from '../api/failure.ts';
import { useOrganization } from '../api/organization.ts';
import { notify } from '../ui/toast.tsx';
import { problemOfSaving } from './change-body.ts';
import type { SettingsSnapshot } from './policy-settings.ts';
import type { Draft } from './use-draft.ts';
import { rememberSettings, settingsPath } from './use-settings.ts';

/** After a 412 the newest settings are read, so that the draft knows that it is behind. */
export function useSave(draft: Draft, onSaved: () => void) {
  const { name: org } = useOrganization();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => write(org, draft),
    onSuccess: (saved) => {
      rememberSettings(queryClient, org, saved);
      draft.discard();
      onSaved();
      notify(`Saved as revision ${saved.revision}`, { label: 'Undo', onPress: () => void undo(queryClient, org, { saved, before: draft.base.revision }) });
      void queryClient.invalidateQueries();
    },
    onError: async (error) => {
      draft.setFailure(toFailure(error));
      if (isConflict(error)) await queryClient.invalidateQueries({ queryKey: ['get', settingsPath] });
    },
  });
}

/** Either the settings or registry access; a draft of both is refused before anything is sent. */
async function write(org: string, { base, body }: Draft): Promise<SettingsSnapshot> {
  const problem = problemOfSaving(body);
  if (problem !== undefined) throw new Failure(problem, { status: 400 });
  const params = { path: { org }, header: { 'If-Match': base.tag } };
  if (body.settings !== undefined) {
    const { data, response } = await api.PUT(settingsPath, { params, body: body.settings });
    if (data === undefined) throw new Error('the settings were answered with nothing');
    const { revision, ...settings } = data;
    return { settings: { ...settings, registry_access_management: base.settings.registry_access_management }, revision, tag: tagOf(response) };
  }
  const { data, response } = await api.PUT('/v2/orgs/{org}/settings/registry-access-management', { params, body: body.registry_access_management ?? {} });
  if (data === undefined) throw new Error('registry access was answered with nothing');
  const tag = tagOf(response);
  return { settings: { ...base.settings, registry_access_management: data }, revision: Number(tag.replaceAll('"', '')), tag };
}

function tagOf(response: Response): string {
  return response.headers.get('etag') ?? '';
}

/** Only while nobody changed anything since. */
async function undo(queryClient: QueryClient, org: string, { saved, before }: { readonly saved: SettingsSnapshot; readonly before: number }): Promise<void> {
  try {
    await api.POST('/v2/orgs/{org}/settings/revisions/{revision}/rollback', { params: { path: { org, revision: before }, header: { 'If-Match': saved.tag } } });
    notify(`Undone: the settings of revision ${before} are in force again`);
  } catch (error) {
    notify(isConflict(error) ? 'Not undone: somebody changed the settings meanwhile, see History' : `Not undone: ${toFailure(error).message}`, undefined, 'warning');
  }
  await queryClient.invalidateQueries();
}
