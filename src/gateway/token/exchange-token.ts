// POST /token: OAuth2's way to an access token, with a password or a refresh token.
import { badRequest, unauthorized } from './denial.ts';
import { pushedNames } from './pushed-names.ts';
import { issuedAnswer } from './response.ts';
import type { TokenAnswer } from './response.ts';
import { signInAtGateway } from './sign-in-at-gateway.ts';
import { organizationTokensUnusable } from '../../identity/sign-in-failure.ts';
import type { TokenDoorOptions, TokenRequest } from './token-door-options.ts';

/** Distribution's OAuth2 token specification; RFC 6749 sections 4.3 and 6. `form` is application/x-www-form-urlencoded. */
export async function exchangeToken(options: TokenDoorOptions, form: string, request: TokenRequest): Promise<TokenAnswer> {
  const fields = new URLSearchParams(form);
  const repeated = [...fields.keys()].find((name) => name !== 'scope' && fields.getAll(name).length > 1);
  if (repeated !== undefined) return badRequest('invalid_request', 'a parameter is given more than once: send each once');
  switch (fields.get('grant_type')) {
    case 'password':
      return exchangePassword(options, fields, request);
    case 'refresh_token':
      return exchangeRefreshToken(options, fields, request);
    case null:
      return badRequest('invalid_request', 'grant_type is missing: send password or refresh_token');
    default:
      return badRequest('unsupported_grant_type', 'grant_type is not supported: send password or refresh_token');
  }
}

/** Gives a refresh token only to who asks for it with `access_type=offline`. */
async function exchangePassword(options: TokenDoorOptions, fields: URLSearchParams, request: TokenRequest): Promise<TokenAnswer> {
  const identifier = fields.get('username') ?? '';
  const secret = fields.get('password') ?? '';
  if (identifier === '' || secret === '') return badRequest('invalid_request', 'username or password is missing: send both');
  const signedIn = await signInAtGateway(options, { identifier, secret, scopes: fields.getAll('scope') }, request);
  if (!signedIn.ok) return signedIn.answer;
  const issued = await options.tokens.issueAccessToken(signedIn.subject, { ...signedIn, ...pushedNames(fields.getAll('scope')) });
  // What upstream has proven lives as long as upstream's own token: nothing is kept that could prove it again.
  const mayRefresh = fields.get('access_type') === 'offline' && signedIn.upstream === undefined;
  const refresh = mayRefresh ? { refresh_token: await options.tokens.issueRefreshToken(signedIn.subject, signedIn) } : {};
  return issuedAnswer(issued, { scope: scopeOf(fields), ...refresh });
}

async function exchangeRefreshToken({ tokens, log }: TokenDoorOptions, fields: URLSearchParams, { snapshot, clientAddress }: TokenRequest): Promise<TokenAnswer> {
  const refreshToken = fields.get('refresh_token') ?? '';
  if (refreshToken === '') return badRequest('invalid_request', 'refresh_token is missing: send the one that a sign-in gave');
  const holder = await tokens.verifyRefreshToken(refreshToken);
  if (holder === undefined) return unauthorized('refresh token is malformed, foreign or expired: sign in again');
  const subject = snapshot.subjectOf(holder);
  if ('gone' in subject) {
    log.info({ failure: subject.gone, clientAddress, tokenId: holder.tokenId, subjectId: holder.subjectId }, 'refresh refused');
    return unauthorized(`this sign-in has ended (${subject.gone.replaceAll('-', ' ')}): sign in again`);
  }
  if (subject.kind === 'organization-token' && snapshot.organizationUsesImageAccess(subject.organization)) return unauthorized(organizationTokensUnusable);
  return issuedAnswer(await tokens.issueAccessToken(subject, { ...holder, ...pushedNames(fields.getAll('scope')) }), { scope: scopeOf(fields) });
}

/** What was asked for, as RFC 6749 section 5.1 wants it told: not what will be permitted. */
function scopeOf(fields: URLSearchParams): string {
  return fields.getAll('scope').join(' ');
}
