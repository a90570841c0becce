// POST /v2/auth/token
import type { Operation } from '../operation.ts';
import type { AdminSignIn } from './sign-in-to-admin.ts';

export function createCreateAuthToken({ signIn }: { readonly signIn: AdminSignIn }): Operation<'createAuthToken'> {
  return async ({ body, clientAddress, signal }) => {
    const signedIn = await signIn.withSecret({ identifier: body.identifier, secret: body.secret, clientAddress, signal });
    return { body: { access_token: await signIn.issue(signedIn) } };
  };
}
