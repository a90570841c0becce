// Asks for the password and a code, before the second factor or what replaces it is changed.
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { toFailure } from '../../api/failure.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';

export interface ProveBothDialogProps {
  readonly title: string;
  readonly action: string;
  readonly isDanger?: boolean;
  readonly children: ReactNode;
  /** What it is asked for; a failure is shown in the dialog. */
  readonly onProven: (proof: { readonly password: string; readonly code: string }) => Promise<void>;
  readonly onClose: () => void;
}

export function ProveBothDialog({ title, action, isDanger = false, children, onProven, onClose }: ProveBothDialogProps) {
  const form = useId();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const prove = useMutation({ mutationFn: () => onProven({ password, code }) });
  const { fields } = prove.isError ? toFailure(prove.error) : { fields: {} as Readonly<Record<string, readonly string[]>> };
  const actions = (
    <>
      <Button onPress={onClose}>Cancel</Button>
      <Button type="submit" form={form} look={isDanger ? 'danger' : 'primary'} isPending={prove.isPending} isDisabled={password === '' || code.trim() === ''}>
        {action}
      </Button>
    </>
  );
  return (
    <Dialog title={title} isOpen onClose={onClose} actions={actions}>
      {children}
      <Form id={form} onSubmit={() => prove.mutate()} error={prove.error}>
        <TextField label="Password" type="password" autoComplete="current-password" value={password} onChange={setPassword} errors={fields['password']} autoFocus />
        <TextField label="Code" description="Six digits from your authenticator app, or one of your recovery codes." autoComplete="one-time-code" isCode value={code} onChange={setCode} errors={fields['code']} />
      </Form>
    </Dialog>
  );
}
