// What the token endpoint needs from the rest of the gateway.
import type { Subject } from '../../core/policy/access-request.ts';
import type { GatewayTokens } from '../../identity/gateway-token.ts';
import type { VerifiedToken } from '../../identity/verified-token.ts';
import type { Log } from '../../telemetry/log.ts';
import type { SignIn } from './sign-in.port.ts';

/** The part of the policy snapshot that is asked. */
export interface TokenSnapshot {
  readonly organizationUsesImageAccess: (organization: string) => boolean;
  /** Whether who signed in a while ago is still welcome. */
  readonly subjectOf: (token: VerifiedToken) => Subject | { readonly gone: string };
}

export interface TokenDoorOptions {
  readonly signIn: SignIn;
  readonly tokens: GatewayTokens;
  /** Undefined until the policy has been loaded: nobody can sign in before. */
  readonly currentSnapshot: () => TokenSnapshot | undefined;
  readonly isConfiguredRegistry: (registry: string) => boolean;
  /** The registry whose names and secrets people may sign in with; left out: there is none. */
  readonly identityRegistry?: string;
  readonly log: Log;
}

/** One request, as far as it decides about a token. */
export interface TokenRequest {
  readonly clientAddress: string;
  readonly signal: AbortSignal;
  /** The registry whose own host was asked. */
  readonly ownRegistry?: string;
  readonly snapshot: TokenSnapshot;
}
