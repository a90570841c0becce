// Asks before a revision is brought back, and names what changes by it and whom it would have met.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { $api, api } from '../../api/client.ts';
import { isConflict } from '../../api/failure.ts';
import type { Answer } from '../../api/operation-types.ts';
import { useOrganization } from '../../api/organization.ts';
import { Differences } from '../../policy/differences.tsx';
import type { SettingsSnapshot } from '../../policy/policy-settings.ts';
import { Preview } from '../../policy/preview.tsx';
import { settingsPath } from '../../policy/use-settings.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { notify } from '../../ui/toast.tsx';

export interface BringBackDialogProps {
  readonly target: Answer<'showRevision'>;
  readonly current: SettingsSnapshot;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Only over the settings that are shown as being in force: where somebody changes them meanwhile nothing is done. */
export function BringBackDialog({ target: { revision, settings }, current, onDone, onClose }: BringBackDialogProps) {
  const { name: org } = useOrganization();
  const queryClient = useQueryClient();
  const params = { path: { org, revision } };
  const diff = useQuery($api.queryOptions('get', '/v2/orgs/{org}/settings/revisions/{revision}/diff', { params: { ...params, query: { against: current.revision } } }, { staleTime: Infinity }));
  const bringBack = async (): Promise<void> => {
    try {
      const { data } = await api.POST('/v2/orgs/{org}/settings/revisions/{revision}/rollback', { params: { ...params, header: { 'If-Match': current.tag } } });
      notify(data === undefined || data.revision === current.revision ? `Nothing had to be changed` : `Revision ${revision} is in force again, as revision ${data.revision}`);
      onDone();
      void queryClient.invalidateQueries();
    } catch (error) {
      if (isConflict(error)) void queryClient.invalidateQueries({ queryKey: ['get', settingsPath] });
      throw error;
    }
  };
  const { registry_access_management: registries, ...rest } = settings;
  return (
    <ConfirmDialog title={`Bring revision ${revision} back?`} action="Bring back" isWide isOpen onClose={onClose} onConfirm={bringBack}>
      <p>{`The settings become as they were at revision ${revision}, as a new revision. What was changed since then goes:`}</p>
      <Loaded query={diff} failure="What changes could not be loaded" lines={3}>
        {({ changes }) => (changes.length === 0 ? <p>Nothing: the settings in force are the same.</p> : <Differences changes={changes} label="What changes" />)}
      </Loaded>
      <Preview change={{ settings: rest, registry_access_management: registries }} revision={current.revision} />
    </ConfirmDialog>
  );
}
