// Signs in for pulling: the sign-in itself, and what image access says about organization access tokens.
import type { OrganizationTokenSubject, UserSubject } from '../../core/policy/access-request.ts';
import { organizationTokensUnusable } from '../../identity/sign-in-failure.ts';
import type { BasicCredentials } from './basic-credentials.ts';
import { signInDenied, unauthorized } from './denial.ts';
import type { TokenAnswer } from './response.ts';
import type { TokenDoorOptions, TokenRequest } from './token-door-options.ts';
import { upstreamScopes } from './upstream-scopes.ts';
import type { UpstreamSignIn } from '../../identity/upstream-identity.port.ts';

export type GatewaySignIn =
  | { readonly ok: true; readonly subject: UserSubject | OrganizationTokenSubject; readonly credentialVersion?: number; readonly upstream?: UpstreamSignIn }
  | { readonly ok: false; readonly answer: TokenAnswer };

export interface WantedSignIn extends BasicCredentials {
  /** The `scope` parameters as they came. */
  readonly scopes: readonly string[];
}

type SignInOptions = Pick<TokenDoorOptions, 'signIn' | 'log' | 'identityRegistry' | 'isConfiguredRegistry'>;

export async function signInAtGateway(options: SignInOptions, { scopes, ...credentials }: WantedSignIn, request: TokenRequest): Promise<GatewaySignIn> {
  const { signIn, log, identityRegistry, isConfiguredRegistry } = options;
  const { clientAddress, signal, snapshot, ownRegistry } = request;
  const wanted = identityRegistry === undefined ? {} : { upstreamScopes: upstreamScopes({ requested: scopes, registry: identityRegistry, isConfiguredRegistry, ...(ownRegistry === undefined ? {} : { ownRegistry }) }) };
  const result = await signIn({ ...credentials, ...wanted, clientAddress, signal });
  if (!result.ok) {
    if (result.failure === 'upstream-away' || result.failure === 'upstream-limits') log.warn({ registry: result.registry, problem: result.problem }, 'upstream could not check a sign-in');
    else log.info({ failure: result.failure, clientAddress }, 'sign-in refused');
    return { ok: false, answer: signInDenied(result) };
  }
  const { subject, account, upstream } = result;
  if (subject.kind === 'organization-token' && snapshot.organizationUsesImageAccess(subject.organization)) {
    log.info({ failure: 'organization-token', clientAddress, tokenId: subject.tokenId, organization: subject.organization }, 'sign-in refused');
    return { ok: false, answer: unauthorized(organizationTokensUnusable) };
  }
  return { ok: true, subject, ...(account === undefined ? {} : { credentialVersion: account.credentialVersion }), ...(upstream === undefined ? {} : { upstream }) };
}
