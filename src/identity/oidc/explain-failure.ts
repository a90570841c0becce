// What the OpenID Connect client found wrong, in a sentence for the person who signs in.
import { OidcFailure, quoteForeign } from './oidc-failure.ts';

/** The codes are oauth4webapi's, in which openid-client names what it refuses. */
const sentences: Readonly<Record<string, string>> = {
  OAUTH_JWT_TIMESTAMP_CHECK_FAILED: "the identity provider's token has expired, or its clock and this server's are more than a minute apart: sign in again, and have the clocks set",
  OAUTH_KEY_SELECTION_FAILED: "the identity provider's token is signed with a key that the provider does not publish: nobody is signed in",
  OAUTH_UNSUPPORTED_OPERATION: "the identity provider signs its tokens in a way that cannot be checked: have it use RS256, PS256, ES256 or EdDSA",
  OAUTH_MISSING_SERVER_METADATA: 'the identity provider does not say where it signs people in: is the issuer the address of an OpenID Connect provider?',
  OAUTH_INVALID_SERVER_METADATA: 'the identity provider gives an address that is none: is the issuer the address of an OpenID Connect provider?',
  OAUTH_HTTP_REQUEST_FORBIDDEN: 'the identity provider gives an address without https: nothing is sent there',
  OAUTH_REQUEST_PROTOCOL_FORBIDDEN: 'the identity provider gives an address without https: nothing is sent there',
  OAUTH_RESPONSE_IS_NOT_JSON: 'the identity provider did not answer in JSON: is the issuer the address of an OpenID Connect provider?',
  OAUTH_PARSE_ERROR: 'the identity provider answered in broken JSON: try again',
};

const claimSentences: Readonly<Record<string, string>> = {
  nonce: "the identity provider's token was made for another sign-in: start again",
  aud: "the identity provider's token is for another application: is the client id the one that was registered for Pullgate?",
  azp: "the identity provider's token is for another application: is the client id the one that was registered for Pullgate?",
  iss: "the identity provider's token names another issuer: nobody is signed in",
};

/** @throws whatever is no failure of the provider: what the signal was aborted with, and mistakes of ours */
export function explainOidcError(error: unknown): OidcFailure {
  const causes = [...causesOf(error)];
  const known = causes.find((cause) => cause instanceof OidcFailure);
  if (known !== undefined) return known;
  const sentence = causes.map(sentenceOf).find((each) => each !== undefined);
  if (sentence === undefined) throw error;
  return new OidcFailure(sentence, { cause: error });
}

function sentenceOf(error: Error): string | undefined {
  const { code, cause } = error as { readonly code?: unknown; readonly cause?: unknown };
  if (typeof code !== 'string') return undefined;
  switch (code) {
    case 'OAUTH_AUTHORIZATION_RESPONSE_ERROR':
      return `the identity provider did not sign you in (${saidBy(error)}): try again, or ask who looks after it`;
    case 'OAUTH_RESPONSE_BODY_ERROR':
      return refusedRequest(error);
    case 'OAUTH_JWT_CLAIM_COMPARISON_FAILED':
      return claimSentences[claimOf(cause)] ?? invalid;
    case 'OAUTH_RESPONSE_IS_NOT_CONFORM':
      return `the identity provider answered ${statusOf(cause)}: is the issuer right, and the provider well?`;
    case 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED':
      return error.message.includes('issuer') ? 'the identity provider names another issuer than the one that is configured: write it exactly as the provider does' : invalid;
    default:
      return sentences[code] ?? (code.startsWith('OAUTH_') ? invalid : undefined);
  }
}

const invalid = "the identity provider's answer is not valid: nobody is signed in; start again";

/** RFC 6749 section 5.2. */
function refusedRequest(error: Error): string {
  const { error: reason } = error as { readonly error?: unknown };
  if (reason === 'invalid_grant') return 'the identity provider refused the code of this sign-in, which is good once and for a short time: start again';
  if (reason === 'invalid_client' || reason === 'unauthorized_client') return `the identity provider refused the client id or the client secret (${saidBy(error)}): ask an owner of your organization to check them`;
  return `the identity provider refused the sign-in (${saidBy(error)}): start again`;
}

function saidBy(error: Error): string {
  const { error: reason, error_description: description } = error as { readonly error?: unknown; readonly error_description?: unknown };
  return [reason, description].filter((text) => typeof text === 'string').map(quoteForeign).join(': ');
}

/** oauth4webapi tells in the innermost cause which claim it was. */
function claimOf(cause: unknown): string {
  for (let each = cause; typeof each === 'object' && each !== null; each = (each as { readonly cause?: unknown }).cause) {
    if ('claim' in each && typeof each.claim === 'string') return each.claim;
  }
  return '';
}

function statusOf(cause: unknown): string {
  return cause instanceof Response ? `with status ${cause.status}` : 'in a way that is not OpenID Connect';
}

function* causesOf(error: unknown): Generator<Error> {
  for (let cause = error; cause instanceof Error; cause = cause.cause) yield cause;
}
