// Signing in with an organization's identity provider: finds it by the organization's name or by an e-mail address, and goes there.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Failure } from '../../api/failure.ts';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';

export interface SingleSignOnFormProps {
  /** A path of the console to come back to. */
  readonly next: string;
}

export function SingleSignOnForm({ next }: SingleSignOnFormProps) {
  const [name, setName] = useState('');
  const find = useMutation({
    mutationFn: async () => {
      const wanted = name.trim();
      const { data } = await api.GET('/v2/single-sign-on', { params: { query: wanted.includes('@') ? { email: wanted } : { organization: wanted } } });
      const offer = data?.results[0];
      if (offer === undefined) throw new Failure(`${wanted} has no single sign-on here: sign in with your password, or ask an owner`, { status: 404 });
      const start = new URL(offer.start_url, globalThis.location.origin);
      start.searchParams.set('return_to', next);
      globalThis.location.assign(start);
    },
  });
  return (
    <Form
      onSubmit={() => find.mutate()}
      error={find.error}
      actions={
        <Button type="submit" look="primary" isPending={find.isPending} isDisabled={name.trim() === ''}>
          Go on
        </Button>
      }
    >
      <TextField label="Organization or e-mail address" name="organization" isCode value={name} onChange={setName} autoFocus />
    </Form>
  );
}
