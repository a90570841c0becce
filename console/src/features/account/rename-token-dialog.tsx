// Another label for a token.
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { Token } from './token.ts';

export interface RenameTokenDialogProps {
  readonly token: Token;
  readonly onRenamed: () => Promise<void>;
  readonly onClose: () => void;
}

export function RenameTokenDialog({ token, onRenamed, onClose }: RenameTokenDialogProps) {
  const form = useId();
  const [label, setLabel] = useState(token.token_label);
  const rename = useMutation({
    mutationFn: async () => {
      await api.PATCH('/v2/access-tokens/{uuid}', { params: { path: { uuid: token.uuid } }, body: { token_label: label } });
      await onRenamed();
    },
    onSuccess: onClose,
  });
  const actions = (
    <>
      <Button onPress={onClose}>Cancel</Button>
      <Button type="submit" form={form} look="primary" isPending={rename.isPending} isDisabled={label.trim() === ''}>
        Rename
      </Button>
    </>
  );
  return (
    <Dialog title={`Rename ${token.token_label}`} isOpen onClose={onClose} actions={actions}>
      <Form id={form} onSubmit={() => rename.mutate()} error={rename.error}>
        <TextField label="Label" value={label} onChange={setLabel} maxLength={100} autoFocus errors={rename.isError ? toFailure(rename.error).fields['token_label'] : undefined} />
      </Form>
    </Dialog>
  );
}
