// Takes a namespace from the organization: whoever pulls from it may be refused then.
import { api } from '../../api/client.ts';
import { Failure, toFailure } from '../../api/failure.ts';
import { Preview } from '../../policy/preview.tsx';
import { useSettings } from '../../policy/use-settings.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { notify } from '../../ui/toast.tsx';
import { conflictWords } from './conflict-words.ts';
import { useChanged } from './use-changed.ts';

export interface RemoveNamespaceProps {
  readonly org: string;
  readonly namespace: string;
  readonly onClose: () => void;
}

export function RemoveNamespace({ org, namespace, onClose }: RemoveNamespaceProps) {
  const settings = useSettings(org);
  const current = settings.data;
  const { changed, lookAgain } = useChanged();
  const remove = async (): Promise<void> => {
    try {
      await api.DELETE('/v2/orgs/{org}/namespaces/{namespace}', { params: { path: { org, namespace }, header: current === undefined ? {} : { 'If-Match': current.tag } } });
    } catch (error) {
      await lookAgain(error);
      throw new Failure(conflictWords(toFailure(error)), { status: toFailure(error).status });
    }
    notify(`${namespace} belongs to ${org} no more`);
    void changed();
  };
  return (
    <ConfirmDialog title={`Remove ${namespace} from ${org}?`} action="Remove" isReady={!settings.isPending} isOpen onClose={onClose} onConfirm={remove}>
      <p>Its images are your own no more: they count as what the catalog says, and your members can push there no more.</p>
      {current !== undefined && <Preview change={{ settings: { namespaces: current.settings.namespaces.filter((each) => each !== namespace) } }} revision={current.revision} />}
    </ConfirmDialog>
  );
}
