// The token endpoint's refusals, in a body that every client finds its sentence in: `errors` is the distribution spec's,
// `details` is what docker prints first, `error` and `error_description` are OAuth2's (RFC 6749 section 5.2).
import type { RegistryErrorCode } from '../../core/distribution/error.ts';
import { explainSignInFailure } from '../../identity/sign-in-failure.ts';
import { reasonPhrase } from '../../http/reason-phrase.ts';
import type { SignInRefused } from '../../identity/sign-in.ts';
import type { TokenAnswer } from './response.ts';

/** docker, podman and containerd read only a Bearer challenge here: this one says what RFC 9110 section 15.5.2 wants said. */
const basicChallenge = { 'www-authenticate': 'Basic realm="pullgate", charset="UTF-8"' };

/** Where upstream does not say when to come back. */
const upstreamRetrySeconds = 10;

export function signInDenied(refused: SignInRefused): TokenAnswer {
  const message = explainSignInFailure(refused.failure, refused);
  switch (refused.failure) {
    case 'slow-down':
      return refusal(429, { code: 'TOOMANYREQUESTS', message, oauthError: 'slow_down', headers: { 'retry-after': String(refused.retryAfterSeconds ?? 1) } });
    case 'upstream-limits':
    case 'upstream-away':
      return refusal(503, { code: 'UNAVAILABLE', message, oauthError: 'temporarily_unavailable', headers: { 'retry-after': String(refused.retryAfterSeconds ?? upstreamRetrySeconds) } });
    case 'bad-credentials':
    case 'token-revoked':
    case 'token-expired':
    case 'token-inactive':
    case 'account-inactive':
    case 'second-factor-required':
    case 'wrong-code':
    case 'password-off':
    case 'docker-organization-token':
    case 'no-account':
    case 'own-password':
    case 'upstream-refused':
      return unauthorized(message);
  }
}

/** 401: who asks is not known, or may not sign in. */
export function unauthorized(message: string): TokenAnswer {
  return refusal(401, { code: 'UNAUTHORIZED', message, oauthError: 'invalid_grant', headers: basicChallenge });
}

/** 400: the request itself is wrong. */
export function badRequest(oauthError: 'invalid_request' | 'unsupported_grant_type', message: string): TokenAnswer {
  return refusal(400, { code: 'UNSUPPORTED', message, oauthError });
}

export function bodyTooLarge(maxBytes: number): TokenAnswer {
  const message = `request body is larger than ${maxBytes} bytes: send the form of a token request`;
  return refusal(413, { code: 'SIZE_INVALID', message, oauthError: 'invalid_request', headers: { connection: 'close' } });
}

export function methodNotAllowed(): TokenAnswer {
  return refusal(405, { code: 'UNSUPPORTED', message: 'tokens are given to GET and POST', oauthError: 'invalid_request', headers: { allow: 'GET, POST' } });
}

/** 503: Pullgate's fault, not that of who signs in. */
export function unavailable(): TokenAnswer {
  return refusal(503, { code: 'UNAVAILABLE', message: 'pullgate cannot sign anybody in right now: try again', oauthError: 'temporarily_unavailable', headers: { 'retry-after': '1' } });
}

interface Refusal {
  readonly code: RegistryErrorCode;
  readonly message: string;
  readonly oauthError: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function refusal(status: number, { code, message, oauthError, headers = {} }: Refusal): TokenAnswer {
  return { status, headers, reason: reasonPhrase(message), body: { errors: [{ code, message, detail: null }], details: message, error: oauthError, error_description: message } };
}
