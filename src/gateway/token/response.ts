// What the token endpoint sends: always JSON, never to be stored by anybody between.
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { IssuedAccessToken } from '../../identity/gateway-token.ts';

export interface TokenAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Stands after the status instead of the usual words: containerd shows nothing else of a refusal (docs/clients.md). */
  readonly reason?: string;
  readonly body: object;
}

/** Distribution token specification, "Token Response Fields"; OAuth2 adds `scope` and, when asked for, `refresh_token`. */
export function issuedAnswer({ token, expiresInSeconds, issuedAt }: IssuedAccessToken, extra: { readonly scope?: string; readonly refresh_token?: string } = {}): TokenAnswer {
  return { status: 200, body: { token, access_token: token, expires_in: expiresInSeconds, issued_at: issuedAt, ...extra } };
}

/** `always`: the headers of every answer. */
export function sendTokenAnswer(response: ServerResponse, { status, headers, reason, body }: TokenAnswer, always: OutgoingHttpHeaders): void {
  const text = `${JSON.stringify(body)}\n`;
  if (reason !== undefined && reason !== '') response.statusMessage = reason;
  response.writeHead(status, { ...always, 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), 'cache-control': 'no-store', pragma: 'no-cache', ...headers });
  response.end(response.req.method === 'HEAD' ? undefined : text);
}
