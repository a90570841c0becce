// What a failed connection means: the errors of undici and Node as UpstreamErrors.
import { UpstreamError } from './error.ts';
import type { UpstreamErrorKind } from './error.ts';

interface Meaning {
  readonly kind: UpstreamErrorKind;
  readonly words: string;
  readonly isTransient?: boolean;
}

const meanings: Readonly<Record<string, Meaning>> = {
  ECONNREFUSED: { kind: 'unavailable', words: 'cannot be reached: connection refused', isTransient: true },
  ECONNRESET: { kind: 'unavailable', words: 'cut the connection', isTransient: true },
  EPIPE: { kind: 'unavailable', words: 'cut the connection', isTransient: true },
  UND_ERR_SOCKET: { kind: 'unavailable', words: 'cut the connection', isTransient: true },
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: { kind: 'bad-response', words: 'cut its answer short', isTransient: true },
  ENOTFOUND: { kind: 'unavailable', words: 'cannot be reached: its name does not resolve' },
  EAI_AGAIN: { kind: 'unavailable', words: 'cannot be reached: its name does not resolve for now', isTransient: true },
  EHOSTUNREACH: { kind: 'unavailable', words: 'cannot be reached: no route to it', isTransient: true },
  ENETUNREACH: { kind: 'unavailable', words: 'cannot be reached: no route to its network', isTransient: true },
  ETIMEDOUT: { kind: 'timeout', words: 'did not accept a connection in time', isTransient: true },
  UND_ERR_CONNECT_TIMEOUT: { kind: 'timeout', words: 'did not accept a connection in time', isTransient: true },
  UND_ERR_HEADERS_TIMEOUT: { kind: 'timeout', words: 'did not answer in time' },
  UND_ERR_BODY_TIMEOUT: { kind: 'timeout', words: 'stopped in the middle of its answer', isTransient: true },
  UND_ERR_HEADERS_OVERFLOW: { kind: 'bad-response', words: 'sent more header bytes than are read' },
};

/** `host` is where the connection went to, which for redirects and tokens is not the registry's own address; `isTransient` holds whatever the failure was. */
export function connectionError(error: unknown, registry: string, host: string, always: { readonly isTransient: boolean } = { isTransient: false }): UpstreamError {
  if (error instanceof UpstreamError) return error;
  const code = codeOf(error);
  const { kind, words, isTransient = false } = meanings[code] ?? unlisted(code);
  return new UpstreamError({ kind, registry, problem: `${words} (${host})`, isTransient: isTransient || always.isTransient, cause: error });
}

/** Whether what came could not be read as HTTP. */
export function isNotHttp(error: unknown): boolean {
  return codeOf(error).startsWith('HPE_');
}

function unlisted(code: string): Meaning {
  if (code.startsWith('HPE_')) return { kind: 'bad-response', words: 'does not speak HTTP as it should' };
  // OpenSSL's and Node's codes of a handshake that failed: ERR_TLS_..., ERR_SSL_..., CERT_..., SELF_SIGNED_..., UNABLE_TO_...
  if (/TLS|SSL|CERT|SELF_SIGNED|UNABLE_TO|EPROTO/.test(code)) return { kind: 'unavailable', words: `cannot be reached: its certificate or TLS was not accepted, ${code}` };
  return { kind: 'unavailable', words: `cannot be reached: ${code === '' ? 'the connection failed' : code}` };
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  // undici has codes for some of its parser's errors alone.
  return 'name' in error && error.name === 'HTTPParserError' ? 'HPE_UNNAMED' : '';
}
