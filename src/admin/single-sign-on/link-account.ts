// POST /v2/orgs/{org}/single-sign-on/link: who is signed in says "this is me at the provider as well". A POST of one's own, so that no other site can begin it.
import type { Operation } from '../operation.ts';
import type { BeginSignIn } from './begin-sign-in.ts';
import { parseLocalPath } from './local-path.ts';

export function createLinkAccount({ begin }: { readonly begin: BeginSignIn }): Operation<'linkSingleSignOn'> {
  return async ({ membership, caller, body, address, signal }) => {
    const purpose = { kind: 'link', userId: caller.id, returnTo: parseLocalPath(body.return_to) } as const;
    const { location, cookie } = await begin({ organization: membership.organization, purpose, address, signal });
    return { body: { authorization_url: location }, headers: { 'Set-Cookie': cookie } };
  };
}
