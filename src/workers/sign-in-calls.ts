// Signing in from another process: one place counts the failures of a name and an address, however many workers they reach.
import type { SignIn, SignInAttempt, SignInResult } from '../gateway/token/sign-in.port.ts';
import type { Channel, Handlers } from './channel.ts';

export type SignInCalls = {
  readonly signIn: { readonly question: Omit<SignInAttempt, 'signal'>; readonly answer: SignInResult };
};

/** The primary's side. */
export function serveSignIn(signIn: SignIn): Handlers<SignInCalls> {
  return { signIn: (attempt, signal) => signIn({ ...attempt, signal }) };
}

/** The worker's side. */
export function createRemoteSignIn(channel: Channel<SignInCalls>): SignIn {
  return ({ signal, ...attempt }) => channel.call('signIn', attempt, { signal });
}
