// POST /v2/auth/token
import type { Operation } from '../operation.ts';
import type { AdminSignIn } from './sign-in-to-admin.ts';

export function createCreateAuthToken({ signIn }: { readonly signIn: AdminSignIn }): Operation<'createAuthToken'> {
  return async ({ body, clientAddress, signal }) => ({
    body: { access_token: await signIn({ identifier: body.identifier, secret: body.secret, clientAddress, signal }) },
  });
}
