// GET /token: an access token for who sends Basic credentials, or for the anonymous.
import { parseBasicCredentials } from './basic-credentials.ts';
import { unauthorized } from './denial.ts';
import { pushedNames } from './pushed-names.ts';
import { issuedAnswer } from './response.ts';
import type { TokenAnswer } from './response.ts';
import { signInAtGateway } from './sign-in-at-gateway.ts';
import type { TokenDoorOptions, TokenRequest } from './token-door-options.ts';

/**
 * Distribution token specification, "Requesting a Token". `service`, `account`, `client_id` and `offline_token` may be sent
 * and change nothing, nor does `scope` but for what upstream is asked for in the name of a person whom it proves: the token says who asks, and each
 * request is decided anew. No refresh token is given here, so that clients keep what their user signed in with, which ends when it is revoked.
 */
export async function issueToken(options: TokenDoorOptions, authorization: string | undefined, request: TokenRequest & { readonly query: URLSearchParams }): Promise<TokenAnswer> {
  if (authorization === undefined) return issuedAnswer(await options.tokens.issueAccessToken({ kind: 'anonymous' }));
  const credentials = parseBasicCredentials(authorization);
  if (credentials === undefined) return unauthorized('authorization cannot be read: send a user name and password as Basic credentials');
  const scopes = request.query.getAll('scope');
  const signedIn = await signInAtGateway(options, { ...credentials, scopes }, request);
  if (!signedIn.ok) return signedIn.answer;
  return issuedAnswer(await options.tokens.issueAccessToken(signedIn.subject, { ...signedIn, ...pushedNames(scopes) }));
}
