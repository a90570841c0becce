// Gives the organization a further namespace, after showing what that changes.
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { useSettings } from '../../policy/use-settings.ts';
import { Preview, PreviewToCome } from '../../policy/preview.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { notify } from '../../ui/toast.tsx';
import { conflictWords } from './conflict-words.ts';
import { useChanged } from './use-changed.ts';
import { useSettled } from './use-settled.ts';

/** What is worth a preview: the server checks the rest. */
const looksWhole = /^(?:[a-z0-9.:-]+\/)*[a-z0-9]+(?:[._-]+[a-z0-9]+)*$/;

export function AddNamespace({ org, onClose }: { readonly org: string; readonly onClose: () => void }) {
  const id = useId();
  const [namespace, setNamespace] = useState('');
  const [note, setNote] = useState('');
  const settings = useSettings(org);
  const { changed, lookAgain } = useChanged();
  const settled = useSettled(namespace.trim());
  const add = useMutation({
    mutationFn: async (added: string) => {
      const header = settings.data === undefined ? {} : { 'If-Match': settings.data.tag };
      await api.POST('/v2/orgs/{org}/namespaces', { params: { path: { org }, header }, body: { namespace: added, ...(note.trim() !== '' && { note: note.trim() }) } });
    },
    onSuccess: async (_, added) => {
      notify(`${added} belongs to ${org} now`);
      onClose();
      await changed();
    },
    onError: lookAgain,
  });
  const failure = add.error === null ? undefined : toFailure(add.error);
  return (
    <Dialog
      title="Add a namespace"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={id} isPending={add.isPending} isDisabled={namespace.trim() === '' || settings.data === undefined}>
            Add
          </Button>
        </>
      }
    >
      <Form id={id} onSubmit={() => add.mutate(namespace.trim())}>
        <TextField label="Namespace" isCode autoFocus description="acme-labs at Docker Hub, or ghcr.io/acme at another registry." value={namespace} onChange={setNamespace} errors={failure?.fields['namespace']} />
        <TextField label="Note (optional)" description="What it is for." value={note} onChange={setNote} errors={failure?.fields['note']} />
        {failure !== undefined && Object.keys(failure.fields).length === 0 && <Banner tone="danger">{conflictWords(failure)}</Banner>}
        {settings.data !== undefined && looksWhole.test(settled) && !settings.data.settings.namespaces.includes(settled) ? (
          <Preview change={{ settings: { namespaces: [...settings.data.settings.namespaces, settled] } }} revision={settings.data.revision} />
        ) : (
          <PreviewToCome>Type a new namespace to see whom it would have met.</PreviewToCome>
        )}
      </Form>
    </Dialog>
  );
}
