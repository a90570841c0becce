// POST /v2/users/login: deprecated at Docker Hub, and what its Terraform provider uses.
import type { Operation } from '../operation.ts';
import type { AdminSignIn } from './sign-in-to-admin.ts';

export function createLogin({ signIn }: { readonly signIn: AdminSignIn }): Operation<'login'> {
  return async ({ body, clientAddress, signal }) => ({
    body: { token: await signIn({ identifier: body.username, secret: body.password, clientAddress, signal }) },
  });
}
