// Replaces the password that the first start made up: it stood in the terminal.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { useUser } from '../../api/organization.ts';
import { setUpKey } from '../../api/set-up-progress.ts';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { notify } from '../../ui/toast.tsx';
import styles from './set-up.module.css';
import type { StepBodyProps } from './step-body-props.ts';

export function PasswordStep({ org, isDone, onDone }: StepBodyProps) {
  if (isDone) {
    return (
      <p>
        Your password is not one that the first start made up. Change it, or switch a second factor on, under <Link to="/account">My account</Link>.
      </p>
    );
  }
  return (
    <>
      <p>The first start made your password up and printed it: whoever can read that terminal or log knows it.</p>
      <PasswordForm org={org} onDone={onDone} />
    </>
  );
}

function PasswordForm({ org, onDone }: { readonly org: string; readonly onDone: () => void }) {
  const { username } = useUser();
  const queryClient = useQueryClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const change = useMutation({
    mutationFn: () => api.PUT('/v2/user/password', { body: { current_password: current, new_password: next } }),
    onSuccess: async () => {
      notify('Your password is changed');
      onDone();
      await queryClient.invalidateQueries({ queryKey: setUpKey(org) });
    },
  });
  const failure = change.error === null ? undefined : toFailure(change.error);
  const isOfField = failure !== undefined && Object.keys(failure.fields).length > 0;
  return (
    <div className={styles['narrow']}>
      <Form
        onSubmit={() => change.mutate()}
        error={isOfField ? undefined : change.error}
        actions={
          <Button type="submit" look="primary" isPending={change.isPending} isDisabled={current === '' || next === '' || again !== next}>
            Change the password
          </Button>
        }
      >
        <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
        <TextField label="Current password" type="password" autoComplete="current-password" value={current} onChange={setCurrent} errors={failure?.fields['current_password']} />
        <TextField label="New password" type="password" autoComplete="new-password" description="8 to 128 characters." value={next} onChange={setNext} errors={failure?.fields['new_password']} />
        <TextField label="New password again" type="password" autoComplete="new-password" value={again} onChange={setAgain} errors={again !== '' && again !== next ? ['is not the same as above'] : undefined} />
      </Form>
    </div>
  );
}
