// One sign-in with an identity provider: OpenID Connect Core 1.0 section 3.1 (authorization code), with PKCE (RFC 7636), state, nonce and `iss` (RFC 9207).
import type { Configuration, ServerMetadata } from 'openid-client';
import { createBoundedFetch } from './bounded-fetch.ts';
import { createDiscover } from './discover.ts';
import { explainOidcError } from './explain-failure.ts';
import { OidcFailure } from './oidc-failure.ts';
import { isEndpointFor } from './provider-address.ts';

/** How far the provider's clock and ours may be apart. */
const clockToleranceSeconds = 60;
/** OpenID Connect Core 1.0 section 2, `sub`. */
const subjectCharactersMax = 255;

/** What the provider knows us as. */
export interface OidcClient {
  readonly issuer: string;
  readonly clientId: string;
  /** Null: a public client, which PKCE alone protects. */
  readonly clientSecret: string | null;
  readonly scopes: readonly string[];
}

/** What is kept, out of the provider's sight, between the two halves of a sign-in. */
export interface OidcAttempt {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly redirectUri: string;
}

/** Who signed in: everything that the ID token, and the userinfo endpoint beside it, say. The token's word goes before the endpoint's. */
export interface OidcIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

export interface OidcProvider {
  /** Whether there is such a provider. @throws OidcFailure with the reason when not */
  readonly check: (issuer: string, signal: AbortSignal) => Promise<void>;
  /** Where the browser has to go, and what to keep meanwhile. @throws OidcFailure */
  readonly begin: (client: OidcClient, redirectUri: string, signal: AbortSignal) => Promise<{ readonly location: URL; readonly attempt: OidcAttempt }>;
  /** `search` is the query that the browser came back with. @throws OidcFailure */
  readonly finish: (client: OidcClient, attempt: OidcAttempt, search: string, signal: AbortSignal) => Promise<OidcIdentity>;
}

/** `now` is in ms since the epoch. */
export function createOidcProvider({ now }: { readonly now: () => number }): OidcProvider {
  const { discover, discoverAnew } = createDiscover({ now });
  return {
    check: async (issuer, signal) => {
      await discoverAnew(issuer, signal);
    },
    begin: async (client, redirectUri, signal) => {
      const oidc = await import('openid-client');
      const configuration = await configure(client, await discover(client.issuer), signal);
      const attempt = { state: oidc.randomState(), nonce: oidc.randomNonce(), codeVerifier: oidc.randomPKCECodeVerifier(), redirectUri };
      const location = oidc.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: [...new Set(['openid', ...client.scopes])].join(' '),
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(attempt.codeVerifier),
        code_challenge_method: 'S256',
      });
      return { location, attempt };
    },
    finish: async (client, attempt, search, signal) => {
      const configuration = await configure(client, await discover(client.issuer), signal);
      try {
        return await redeem(configuration, attempt, search);
      } catch (error) {
        throw explainOidcError(error);
      }
    },
  };
}

/**
 * Made anew for each sign-in, so that the provider's keys are too: what it has rotated is known at once. The signature is checked although the
 * token comes over TLS from the provider itself.
 */
async function configure({ issuer, clientId, clientSecret }: OidcClient, metadata: ServerMetadata, signal: AbortSignal): Promise<Configuration> {
  const oidc = await import('openid-client');
  const endpoints = new Set([metadata.token_endpoint, metadata.jwks_uri, metadata.userinfo_endpoint].flatMap((address) => URL.parse(address ?? '')?.href ?? []));
  const isBasic = metadata.token_endpoint_auth_methods_supported?.includes('client_secret_basic') ?? true;
  const authentication = clientSecret === null ? oidc.None() : isBasic ? oidc.ClientSecretBasic(clientSecret) : oidc.ClientSecretPost(clientSecret);
  const configuration = new oidc.Configuration(metadata, clientId, { [oidc.clockTolerance]: clockToleranceSeconds }, authentication);
  const issuerUrl = new URL(issuer);
  configuration[oidc.customFetch] = createBoundedFetch({ mayAsk: (url) => endpoints.has(url.href) && isEndpointFor(issuerUrl, url), signal });
  oidc.enableNonRepudiationChecks(configuration);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- deprecated to warn of it; only an issuer on loopback gets this far without https
  if (issuerUrl.protocol === 'http:') oidc.allowInsecureRequests(configuration);
  return configuration;
}

async function redeem(configuration: Configuration, { state, nonce, codeVerifier, redirectUri }: OidcAttempt, search: string): Promise<OidcIdentity> {
  const oidc = await import('openid-client');
  const answered = new URL(redirectUri);
  answered.search = search;
  const tokens = await oidc.authorizationCodeGrant(configuration, answered, { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: codeVerifier, idTokenExpected: true });
  const claims = tokens.claims();
  if (claims === undefined) throw new OidcFailure('the identity provider sent no id token: is the scope openid permitted there?');
  if (claims.sub === '' || claims.sub.length > subjectCharactersMax) throw new OidcFailure("the identity provider's token names nobody that can be told apart (`sub`): ask who looks after it");
  const hasUserinfo = configuration.serverMetadata().userinfo_endpoint !== undefined;
  const userinfo = hasUserinfo ? await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub) : {};
  return { issuer: claims.iss, subject: claims.sub, claims: { ...userinfo, ...claims } };
}
