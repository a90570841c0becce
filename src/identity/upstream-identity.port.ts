// The registry whose names and secrets people may sign in with here, as sign-in needs it.

/** What upstream gave for a person's own name and secret: to be used for requests of that person alone, and kept in memory alone. */
export interface UpstreamSignIn {
  /** `docker.io`. */
  readonly registry: string;
  /** Tells this sign-in from every other one; nothing can be learnt from it. */
  readonly key: string;
  /** How `token` is sent: as a Bearer token, or as the credentials of the Basic scheme where upstream has no tokens. */
  readonly scheme: 'bearer' | 'basic';
  readonly token: string;
  readonly expiresAtMs: number;
  /** What the token was asked for, each as `repository:library/nginx:pull`. */
  readonly scopes: readonly string[];
}

export interface UpstreamIdentityQuestion {
  readonly username: string;
  readonly password: string;
  readonly scopes: readonly string[];
  readonly signal: AbortSignal;
}

/** Messages are upstream's own words. */
export type UpstreamIdentityAnswer =
  | { readonly kind: 'proven'; readonly identity: Pick<UpstreamSignIn, 'key' | 'scheme' | 'token'>; readonly expiresAtMs: number }
  | { readonly kind: 'wrong' }
  /** Upstream does not let this one in, right or wrong. */
  | { readonly kind: 'refused'; readonly message?: string }
  /** It could not be asked. `problem` reads after the registry's name. */
  | { readonly kind: 'away'; readonly problem: string; readonly isRateLimit: boolean; readonly retryAfterSeconds?: number; readonly message?: string };

export interface UpstreamIdentities {
  readonly registry: string;
  /** Whether the name and the secret are right. Rejects with the signal's reason alone. */
  proveIdentity(question: UpstreamIdentityQuestion): Promise<UpstreamIdentityAnswer>;
}
