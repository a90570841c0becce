// What an identity provider says of itself (OpenID Connect Discovery 1.0 section 4): asked for, checked, and remembered for a few minutes.
import type { ServerMetadata } from 'openid-client';
import { createBoundedMap } from '../bounded-map.ts';
import { answerTimeoutMs, createBoundedFetch } from './bounded-fetch.ts';
import { explainOidcError } from './explain-failure.ts';
import { OidcFailure, quoteForeign } from './oidc-failure.ts';
import { isEndpointFor } from './provider-address.ts';

const secondMs = 1000;
const minuteMs = 60 * secondMs;
/** A provider that moves an endpoint is followed within this. */
const keptMs = 5 * minuteMs;
/** Whoever starts sign-ins in a row does not make us ask a provider that is away in a row. */
const failureKeptMs = 2 * secondMs;
const providersMax = 200;

export interface Discover {
  /** `issuer` has passed `problemOfIssuer`. @throws OidcFailure */
  readonly discover: (issuer: string) => Promise<ServerMetadata>;
  /** Asks again, whatever is remembered. @throws OidcFailure, or the signal's reason */
  readonly discoverAnew: (issuer: string, signal: AbortSignal) => Promise<ServerMetadata>;
}

interface Kept {
  readonly metadata: Promise<ServerMetadata>;
  readonly untilMs: number;
}

/** `now` is in ms since the epoch. */
export function createDiscover({ now }: { readonly now: () => number }): Discover {
  const kept = createBoundedMap<string, Kept>(providersMax);
  return {
    discover: (issuer) => {
      const known = kept.get(issuer);
      if (known !== undefined && known.untilMs > now()) return known.metadata;
      // One question for all who ask meanwhile: none of them can take it back.
      const metadata = ask(issuer, AbortSignal.timeout(answerTimeoutMs));
      kept.set(issuer, { metadata, untilMs: now() + keptMs });
      metadata.catch(() => kept.set(issuer, { metadata, untilMs: now() + failureKeptMs }));
      return metadata;
    },
    discoverAnew: async (issuer, signal) => {
      const metadata = await ask(issuer, signal);
      kept.set(issuer, { metadata: Promise.resolve(metadata), untilMs: now() + keptMs });
      return metadata;
    },
  };
}

async function ask(issuer: string, signal: AbortSignal): Promise<ServerMetadata> {
  const client = await import('openid-client');
  const url = new URL(issuer);
  const mayAsk = (asked: URL): boolean => asked.origin === url.origin;
  try {
    const configuration = await client.discovery(url, 'pullgate', undefined, client.None(), {
      [client.customFetch]: createBoundedFetch({ mayAsk, signal }),
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- deprecated to warn of it; only an issuer on loopback gets this far without https
      execute: url.protocol === 'http:' ? [client.allowInsecureRequests] : [],
    });
    const metadata = configuration.serverMetadata();
    checkMetadata(url, metadata);
    return metadata;
  } catch (error) {
    throw explainOidcError(error);
  }
}

/** What the sign-in needs is there, and is where it may be. */
function checkMetadata(issuer: URL, metadata: ServerMetadata): void {
  // openid-client takes `{tenantid}` of Microsoft's shared issuers, behind which is everybody.
  if (URL.parse(metadata.issuer)?.href !== issuer.href) {
    throw new OidcFailure(`the identity provider calls itself \`${quoteForeign(metadata.issuer)}\`: give exactly this as the issuer, with your own tenant where it has a place for one`);
  }
  for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const) {
    const address = URL.parse(metadata[name] ?? '');
    if (address === null) throw new OidcFailure(`the identity provider names no ${name}: is the issuer the address of an OpenID Connect provider?`);
    if (!isEndpointFor(issuer, address)) throw new OidcFailure(`the identity provider's ${name} is not at an https address: nothing is sent there`);
  }
  const { response_types_supported: responseTypes, code_challenge_methods_supported: challenges } = metadata;
  if (responseTypes?.includes('code') === false) throw new OidcFailure('the identity provider does not support the authorization code flow: switch it on there');
  if (challenges?.includes('S256') === false) throw new OidcFailure('the identity provider does not support PKCE with S256: switch it on there');
}
