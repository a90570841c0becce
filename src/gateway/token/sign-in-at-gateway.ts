// Signs in for pulling: the sign-in itself, and what image access says about organization access tokens.
import type { OrganizationTokenSubject, UserSubject } from '../../core/policy/access-request.ts';
import { organizationTokensUnusable } from '../../identity/sign-in-failure.ts';
import type { BasicCredentials } from './basic-credentials.ts';
import { signInDenied, unauthorized } from './denial.ts';
import type { TokenAnswer } from './response.ts';
import type { TokenDoorOptions, TokenRequest } from './token-door-options.ts';

export type GatewaySignIn =
  | { readonly ok: true; readonly subject: UserSubject | OrganizationTokenSubject; readonly credentialVersion?: number }
  | { readonly ok: false; readonly answer: TokenAnswer };

export async function signInAtGateway({ signIn, log }: Pick<TokenDoorOptions, 'signIn' | 'log'>, credentials: BasicCredentials, request: TokenRequest): Promise<GatewaySignIn> {
  const { clientAddress, signal, snapshot } = request;
  const result = await signIn({ ...credentials, clientAddress, signal });
  if (!result.ok) {
    log.info({ failure: result.failure, clientAddress }, 'sign-in refused');
    return { ok: false, answer: signInDenied(result) };
  }
  const { subject, account } = result;
  if (subject.kind === 'organization-token' && snapshot.organizationUsesImageAccess(subject.organization)) {
    log.info({ failure: 'organization-token', clientAddress, tokenId: subject.tokenId, organization: subject.organization }, 'sign-in refused');
    return { ok: false, answer: unauthorized(organizationTokensUnusable) };
  }
  return { ok: true, subject, ...(account === undefined ? {} : { credentialVersion: account.credentialVersion }) };
}
