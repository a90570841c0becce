// User name, password, and the code of the authenticator app where the account has one.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Failure } from '../../api/failure.ts';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { SingleSignOnInstead } from './single-sign-on-instead.tsx';

export interface PasswordFormProps {
  /** Who is asked for alone; left out: whoever comes. */
  readonly username?: string;
  /** A path of the console to go on to, where the person may be sent to an identity provider instead. */
  readonly next?: string;
  /** Called with the name of whoever signed in; the session's cookie is set. */
  readonly onSignedIn: (username: string) => Promise<unknown>;
}

export function PasswordForm({ username: asked = '', next, onSignedIn }: PasswordFormProps) {
  const [username, setUsername] = useState(asked);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [needsCode, setNeedsCode] = useState(false);
  const signIn = useMutation({
    mutationFn: async () => {
      const { data } = await api.POST('/v2/sessions', { body: { username: username.trim(), password, ...(needsCode && { code }) } });
      if (data !== undefined) await onSignedIn(data.user.username);
    },
    onError: (error) => {
      if (error instanceof Failure && error.needsSecondFactor) setNeedsCode(true);
    },
  });
  const elsewhere = signIn.error instanceof Failure ? signIn.error.singleSignOnOf : undefined;
  const isAskingForCode = signIn.error instanceof Failure && signIn.error.needsSecondFactor && code === '';
  return (
    <Form
      onSubmit={() => signIn.mutate()}
      error={isAskingForCode ? undefined : signIn.error}
      actions={
        <Button type="submit" look="primary" isPending={signIn.isPending} isDisabled={username.trim() === '' || password === '' || (needsCode && code.trim() === '')}>
          Sign in
        </Button>
      }
    >
      <TextField label="User name" name="username" autoComplete="username" isCode value={username} onChange={setUsername} isReadOnly={needsCode} autoFocus={asked === ''} />
      <TextField label="Password" name="password" type="password" autoComplete="current-password" value={password} onChange={setPassword} isReadOnly={needsCode} autoFocus={asked !== ''} />
      {elsewhere !== undefined && next !== undefined && <SingleSignOnInstead organization={elsewhere} next={next} />}
      {needsCode && (
        <TextField
          label="Code"
          name="code"
          description="Six digits from your authenticator app, or one of your recovery codes."
          autoComplete="one-time-code"
          inputMode="numeric"
          value={code}
          onChange={setCode}
          autoFocus
        />
      )}
    </Form>
  );
}
