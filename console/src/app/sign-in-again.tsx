// The session is over: asks to sign in again over the page, so that what was being edited is not lost.
import { useQueryClient } from '@tanstack/react-query';
import { useUser } from '../api/organization.ts';
import { sessionState } from '../api/session-state.ts';
import { PasswordForm } from '../features/sign-in/password-form.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

export function SignInAgain() {
  const { username } = useUser();
  const queryClient = useQueryClient();
  const goOn = async (signedIn: string): Promise<void> => {
    // Another person must see nothing of this one.
    if (signedIn !== username) {
      globalThis.location.assign('/');
      return;
    }
    sessionState.begin();
    await queryClient.invalidateQueries();
  };
  return (
    <Dialog title="Your session has ended" isOpen isDismissable={false} onClose={() => undefined}>
      <p>Sign in again to go on. What you were editing is still here.</p>
      <PasswordForm username={username} onSignedIn={goOn} />
      <p>
        With single sign-on: <a href="/sign-in" target="_blank" rel="noreferrer">sign in in another tab</a>, then come back.
      </p>
      <Button look="quiet" onPress={() => void goOn(username)}>
        I have signed in in another tab
      </Button>
    </Dialog>
  );
}
