// Accepting with a new account, which is signed in at once.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { sessionState } from '../../api/session-state.ts';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { type Offer, isForName } from './offer.ts';

const passwordCharactersMin = 8;

export function AcceptAsNew({ token, offer }: { readonly token: string; readonly offer: Offer }) {
  const isNamed = isForName(offer);
  const [username, setUsername] = useState(isNamed ? offer.invitee.toLowerCase() : '');
  const [fullName, setFullName] = useState('');
  const [password, setPassword] = useState('');
  const join = useJoin({ token, organization: offer.org });
  const fields = join.error === null ? {} : toFailure(join.error).fields;
  return (
    <Form
      onSubmit={() => join.mutate({ username: username.trim(), fullName: fullName.trim(), password, isNamed })}
      error={join.error}
      actions={
        <Button type="submit" look="primary" isPending={join.isPending} isDisabled={username.trim() === '' || password === ''}>
          Create the account and join
        </Button>
      }
    >
      <p>
        New here? Choose a name and a password.{' '}
        {isNamed ? '' : (
          <>
            With an account here already:{' '}
            <Link to="/sign-in" search={{ next: `/invite/${token}` }}>
              sign in and accept
            </Link>
            .
          </>
        )}
      </p>
      <TextField label="User name" name="username" autoComplete="username" isCode value={username} onChange={setUsername} isReadOnly={isNamed} errors={fields['username']} />
      <TextField label="Full name (optional)" name="name" autoComplete="name" value={fullName} onChange={setFullName} errors={fields['full_name']} />
      <TextField
        label="Password"
        name="new-password"
        type="password"
        autoComplete="new-password"
        description={`At least ${passwordCharactersMin} characters.`}
        value={password}
        onChange={setPassword}
        errors={fields['password']}
      />
    </Form>
  );
}

interface NewAccount {
  readonly username: string;
  readonly fullName: string;
  readonly password: string;
  readonly isNamed: boolean;
}

function useJoin({ token, organization }: { readonly token: string; readonly organization: string }) {
  const queryClient = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: async ({ username, fullName, password, isNamed }: NewAccount) => {
      const { data } = await api.POST('/v2/invites/register', { body: { token, ...(!isNamed && { username }), full_name: fullName, password } });
      queryClient.clear();
      try {
        await api.POST('/v2/sessions', { body: { username: data?.username ?? username, password } });
      } catch {
        // The account is there; where passwords do not sign in, the sign-in page says what does.
        await router.navigate({ to: '/sign-in', search: { next: `/orgs/${organization}` } });
        return;
      }
      sessionState.begin();
      await router.navigate({ to: '/orgs/$org', params: { org: organization } });
    },
  });
}
