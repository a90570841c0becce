// Who signs people in for the token door: this process, or another of the machine, which then counts everybody's failures.
export type { SignIn, SignInAttempt, SignInResult } from '../../identity/sign-in.ts';
