// Another password, which ends the other sessions.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { useUser } from '../../api/organization.ts';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Section } from '../../ui/page.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { notify } from '../../ui/toast.tsx';
import styles from './account.module.css';

export function PasswordSection() {
  const { username } = useUser();
  const queryClient = useQueryClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const change = useMutation({
    mutationFn: () => api.PUT('/v2/user/password', { body: { current_password: current, new_password: next } }),
    onSuccess: async () => {
      for (const clear of [setCurrent, setNext, setAgain]) clear('');
      notify('The password is changed; your other sessions are ended');
      await queryClient.invalidateQueries({ queryKey: ['get', '/v2/sessions'] });
    },
  });
  const { fields } = change.isError ? toFailure(change.error) : { fields: {} as Readonly<Record<string, readonly string[]>> };
  const isDifferent = again !== '' && again !== next;
  const actions = (
    <Button type="submit" look="primary" isPending={change.isPending} isDisabled={current === '' || next === '' || again !== next}>
      Change the password
    </Button>
  );
  return (
    <Section title="Password" description="Your other sessions end with the old one, and so does what was signed in with it. Access tokens go on.">
      <div className={styles['narrow']}>
        <Form onSubmit={() => change.mutate()} error={change.error} actions={actions}>
          <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
          <TextField label="Current password" name="current_password" type="password" autoComplete="current-password" value={current} onChange={setCurrent} errors={fields['current_password']} />
          <TextField label="New password" name="new_password" type="password" autoComplete="new-password" description="8 to 128 characters." value={next} onChange={setNext} errors={fields['new_password']} />
          <TextField label="New password again" name="new_password_again" type="password" autoComplete="new-password" value={again} onChange={setAgain} errors={isDifferent ? ['is not the same as above'] : undefined} />
        </Form>
      </div>
    </Section>
  );
}
