// The name and the address that others in the organizations see.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { useUser } from '../../api/organization.ts';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Form } from '../../ui/form.tsx';
import { Section } from '../../ui/page.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Time } from '../../ui/time.tsx';
import { notify } from '../../ui/toast.tsx';
import styles from './account.module.css';

export function ProfileTab() {
  const user = useUser();
  const queryClient = useQueryClient();
  const [fullName, setFullName] = useState(user.full_name);
  const [email, setEmail] = useState(user.email);
  const save = useMutation({
    mutationFn: () => api.PATCH('/v2/user', { body: { full_name: fullName.trim(), email: email.trim() === '' ? null : email.trim() } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['get', '/v2/user'] });
      notify('Saved');
    },
  });
  const { fields } = save.isError ? toFailure(save.error) : { fields: {} as Readonly<Record<string, readonly string[]>> };
  const isChanged = fullName.trim() !== user.full_name || email.trim() !== user.email;
  const actions = (
    <Button type="submit" look="primary" isPending={save.isPending} isDisabled={!isChanged}>
      Save
    </Button>
  );
  return (
    <Section title="Profile" description="Members of your organizations see your name; owners see your e-mail address as well.">
      <Facts
        facts={[
          ['User name', user.username],
          ['Account created', user.date_joined === null ? 'Not known' : <Time key="made" at={user.date_joined} form="day" />],
        ]}
      />
      <div className={styles['narrow']}>
        <Form onSubmit={() => save.mutate()} error={save.error} actions={actions}>
          <TextField label="Full name" name="full_name" autoComplete="name" maxLength={200} value={fullName} onChange={setFullName} errors={fields['full_name']} />
          <TextField label="E-mail address" name="email" type="email" autoComplete="email" value={email} onChange={setEmail} errors={fields['email']} />
        </Form>
      </div>
    </Section>
  );
}
