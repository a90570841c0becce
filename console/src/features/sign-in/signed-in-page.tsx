// Where a sign-in ends that was begun in a tab of its own because the session of another tab was over: tells that tab, and that this one may go.
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Welcome } from '../../ui/welcome.tsx';
import { announceSignIn } from './other-tabs.ts';

export function SignedInPage() {
  useEffect(announceSignIn, []);
  return (
    <Welcome title="You are signed in">
      <p>Close this tab and go on in the one that you came from. What you were editing is still there.</p>
      <p>
        <Link to="/">Open the console here</Link>
      </p>
    </Welcome>
  );
}
