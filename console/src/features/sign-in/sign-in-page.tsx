// Signing in: with a password, or with the identity provider of an organization.
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { sessionState } from '../../api/session-state.ts';
import { Button } from '../../ui/button.tsx';
import { Welcome } from '../../ui/welcome.tsx';
import { localPath } from './local-path.ts';
import { PasswordForm } from './password-form.tsx';
import { SingleSignOnForm } from './single-sign-on-form.tsx';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const { next } = route.useSearch();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [way, setWay] = useState<'password' | 'single-sign-on'>('password');
  const path = localPath(next);
  const goOn = async (): Promise<void> => {
    // Nothing of whoever was signed in before is shown to whoever is now.
    queryClient.clear();
    sessionState.begin();
    await router.navigate({ href: path });
  };
  return (
    <Welcome title="Sign in">
      {way === 'password' ? <PasswordForm onSignedIn={goOn} /> : <SingleSignOnForm next={path} />}
      <Button look="quiet" onPress={() => setWay(way === 'password' ? 'single-sign-on' : 'password')}>
        {way === 'password' ? 'Use single sign-on' : 'Use a password'}
      </Button>
    </Welcome>
  );
}
