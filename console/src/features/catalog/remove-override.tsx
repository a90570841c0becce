// Leaves it to the catalog again what a namespace counts as.
import { api } from '../../api/client.ts';
import { Failure, toFailure } from '../../api/failure.ts';
import { Preview } from '../../policy/preview.tsx';
import { useSettings } from '../../policy/use-settings.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { notify } from '../../ui/toast.tsx';
import { conflictWords } from './conflict-words.ts';
import { overridesWithout } from './overrides-of.ts';
import { useChanged } from './use-changed.ts';

export interface RemoveOverrideProps {
  readonly org: string;
  readonly namespace: string;
  readonly onClose: () => void;
}

export function RemoveOverride({ org, namespace, onClose }: RemoveOverrideProps) {
  const settings = useSettings(org);
  const current = settings.data;
  const { changed, lookAgain } = useChanged();
  const remove = async (): Promise<void> => {
    try {
      await api.DELETE('/v2/orgs/{org}/catalog-overrides/{namespace}', { params: { path: { org, namespace }, header: current === undefined ? {} : { 'If-Match': current.tag } } });
    } catch (error) {
      await lookAgain(error);
      throw new Failure(conflictWords(toFailure(error)), { status: toFailure(error).status });
    }
    notify(`The catalog says again what ${namespace} counts as`);
    void changed();
  };
  return (
    <ConfirmDialog title={`Remove the override of ${namespace}?`} action="Remove" isReady={!settings.isPending} isOpen onClose={onClose} onConfirm={remove}>
      <p>Its category and its note go. {namespace} counts as what the catalog says.</p>
      {current !== undefined && <Preview change={{ settings: { catalog_overrides: overridesWithout(current.settings.catalog_overrides, namespace) } }} revision={current.revision} />}
    </ConfirmDialog>
  );
}
