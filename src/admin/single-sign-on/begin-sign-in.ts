// The first half of every sign-in: the address at the provider, and the cookie that only this browser can come back with.
import { OidcFailure } from '../../identity/oidc/oidc-failure.ts';
import type { OidcProvider } from '../../identity/oidc/provider.ts';
import { ProblemError, notFound } from '../problem.ts';
import type { Attempt, Attempts } from './attempts.ts';
import type { SingleSignOnStore } from './single-sign-on.port.ts';
import { redirectUriAt } from './wire-connection.ts';

export interface BeginSignInOptions {
  readonly store: Pick<SingleSignOnStore, 'findConnection'>;
  readonly provider: Pick<OidcProvider, 'begin'>;
  readonly attempts: Pick<Attempts, 'keep'>;
}

export interface Beginning {
  readonly organization: string;
  readonly purpose: Attempt['purpose'];
  /** The one that was asked. */
  readonly address: URL;
  readonly signal: AbortSignal;
}

/** @throws ProblemError 404 where the organization is not there or offers none, which read the same, and 400 when its provider is away */
export type BeginSignIn = (beginning: Beginning) => Promise<{ readonly location: string; readonly cookie: string }>;

export function createBeginSignIn({ store, provider, attempts }: BeginSignInOptions): BeginSignIn {
  return async ({ organization, purpose, address, signal }) => {
    const connection = await store.findConnection(organization);
    if (connection?.isEnabled !== true) throw notFound('single sign-on of this organization');
    const { issuer, clientId } = connection;
    try {
      const { location, attempt: oidc } = await provider.begin(connection, redirectUriAt(address), signal);
      const cookie = await attempts.keep({ organization, issuer, clientId, oidc, purpose }, { isSecure: address.protocol === 'https:' });
      return { location: location.href, cookie };
    } catch (error) {
      throw error instanceof OidcFailure ? new ProblemError(400, error.message) : error;
    }
  };
}
