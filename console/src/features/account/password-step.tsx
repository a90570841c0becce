// The password once more, so that who has only found a session cannot lock its owner out.
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { BegunSecondFactor } from './begun-second-factor.ts';

export interface PasswordStepProps {
  readonly onBegun: (begun: BegunSecondFactor) => void;
  readonly onClose: () => void;
}

export function PasswordStep({ onBegun, onClose }: PasswordStepProps) {
  const form = useId();
  const [password, setPassword] = useState('');
  const begin = useMutation({
    gcTime: 0, // nothing keeps the key
    mutationFn: async () => {
      const { data } = await api.POST('/v2/user/totp', { body: { password } });
      if (data !== undefined) onBegun(data);
    },
  });
  const actions = (
    <>
      <Button onPress={onClose}>Cancel</Button>
      <Button type="submit" form={form} look="primary" isPending={begin.isPending} isDisabled={password === ''}>
        Go on
      </Button>
    </>
  );
  return (
    <Dialog title="Switch two-factor sign-in on" isOpen onClose={onClose} actions={actions}>
      <Form id={form} onSubmit={() => begin.mutate()} error={begin.error}>
        <TextField label="Password" type="password" autoComplete="current-password" value={password} onChange={setPassword} errors={begin.isError ? toFailure(begin.error).fields['password'] : undefined} autoFocus />
      </Form>
    </Dialog>
  );
}
