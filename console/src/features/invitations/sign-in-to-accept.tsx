// The invitee has an account here: only signed in to it can the invitation be accepted.
import { Link } from '@tanstack/react-router';
import { buttonClass } from '../../ui/button.tsx';

export function SignInToAccept({ token, invitee }: { readonly token: string; readonly invitee: string }) {
  return (
    <>
      <p>{invitee} has an account here: sign in to accept.</p>
      <Link to="/sign-in" search={{ next: `/invite/${token}` }} className={buttonClass({ look: 'primary' })}>
        Sign in as {invitee}
      </Link>
    </>
  );
}
