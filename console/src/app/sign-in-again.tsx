// The session is over: asks to sign in again over the page, so that what was being edited is not lost.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { api } from '../api/client.ts';
import { toFailure } from '../api/failure.ts';
import { useOrganizations, useUser } from '../api/organization.ts';
import { sessionState } from '../api/session-state.ts';
import { findOffers } from '../features/sign-in/find-offers.ts';
import { watchSignIn } from '../features/sign-in/other-tabs.ts';
import { PasswordForm } from '../features/sign-in/password-form.tsx';
import { SignInElsewhere } from '../features/sign-in/sign-in-elsewhere.tsx';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Loading } from '../ui/states.tsx';

const organizationsAsked = 5;

export function SignInAgain() {
  const { username } = useUser();
  const queryClient = useQueryClient();
  const { isPending, data: offers = [] } = useOffers();
  const [isWithPassword, setWithPassword] = useState(false);
  const [problem, setProblem] = useState<string>();
  const goOn = useCallback(
    async (signedIn: string): Promise<void> => {
      // Another person must see nothing of this one.
      if (signedIn !== username) {
        globalThis.location.assign('/');
        return;
      }
      sessionState.begin();
      await queryClient.invalidateQueries();
    },
    [username, queryClient],
  );
  const lookAgain = useCallback(
    async (isAsked: boolean): Promise<void> => {
      try {
        const { data } = await api.GET('/v2/user');
        if (data !== undefined) await goOn(data.username);
      } catch (error) {
        const { status, message } = toFailure(error);
        if (isAsked) setProblem(status === 401 ? 'You are not signed in yet.' : message);
      }
    },
    [goOn],
  );
  useEffect(() => watchSignIn(() => void lookAgain(false)), [lookAgain]);
  const isPasswordOff = offers.some(({ password }) => !password) && !isWithPassword;
  return (
    <Dialog title="Your session has ended" isOpen isDismissable={false} onClose={() => undefined}>
      <p>{`Sign in again as ${username} to go on. What you were editing is still here.`}</p>
      {isPending && <Loading lines={2} />}
      {!isPending && !isPasswordOff && <PasswordForm username={username} onSignedIn={goOn} />}
      <SignInElsewhere offers={offers} look={isPasswordOff ? 'primary' : 'secondary'} />
      {isPasswordOff && (
        <Button look="quiet" onPress={() => setWithPassword(true)}>
          Use a password
        </Button>
      )}
      <Button look="quiet" onPress={() => void lookAgain(true)}>
        I have signed in in another tab
      </Button>
      {problem !== undefined && <Banner tone="warning">{problem}</Banner>}
    </Dialog>
  );
}

/** Of the reader's organizations; where they cannot be asked there is still the password. */
function useOffers() {
  const names = useOrganizations()
    .slice(0, organizationsAsked)
    .map(({ name }) => name);
  return useQuery({ queryKey: ['single sign-on offers', names], queryFn: async () => (await Promise.all(names.map(findOffers))).flat(), retry: false });
}
