// An OpenID Connect provider that does what a real one cannot be made to do: every answer of it can be bent.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { type JWTHeaderParameters, SignJWT, UnsecuredJWT, exportJWK, generateKeyPair } from 'jose';

export interface Bent {
  /** Of the id token. */
  readonly claims?: (claims: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
  readonly signature?: 'good' | 'none' | 'unpublished key' | 'same key id, another key' | 'client secret' | 'missing token';
  readonly metadata?: (metadata: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
  readonly callback?: (query: URLSearchParams) => void;
  /** In place of the whole answer. */
  readonly answers?: Readonly<Record<string, (response: ServerResponse) => unknown>>;
}

export interface HostileProvider {
  readonly issuer: string;
  bent: Bent;
  /** The paths that were asked for, with the authorization header of the token requests. */
  readonly asked: { readonly path: string; readonly authorization: string | undefined }[];
}

export const hostileSecret = 'the secret that hostile knows';

/** Of every such provider of the process: RSA keys take a tenth of a second each. */
const keyPairs = Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);

export async function openHostileProvider(t: TestContext): Promise<HostileProvider> {
  const [good, other] = await keyPairs;
  const keys = [{ ...(await exportJWK(good.publicKey)), kid: 'good', use: 'sig', alg: 'RS256' }];
  const nonces = new Map<string, string>();
  const asked: { path: string; authorization: string | undefined }[] = [];

  const sign = (claims: Readonly<Record<string, unknown>>): Promise<string> | string | undefined => {
    const signed = (key: Parameters<SignJWT['sign']>[0], header: JWTHeaderParameters) => new SignJWT({ ...claims }).setProtectedHeader(header).sign(key);
    switch (provider.bent.signature ?? 'good') {
      case 'good':
        return signed(good.privateKey, { alg: 'RS256', kid: 'good' });
      case 'none':
        return new UnsecuredJWT({ ...claims }).encode();
      case 'unpublished key':
        return signed(other.privateKey, { alg: 'RS256', kid: 'other' });
      case 'same key id, another key':
        return signed(other.privateKey, { alg: 'RS256', kid: 'good' });
      case 'client secret':
        return signed(new TextEncoder().encode(hostileSecret.padEnd(32, ' ')), { alg: 'HS256' });
      case 'missing token':
        return undefined;
    }
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<unknown> => {
    const url = new URL(request.url ?? '/', provider.issuer);
    asked.push({ path: url.pathname, authorization: request.headers.authorization });
    const json = (body: unknown): unknown => response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
    const special = provider.bent.answers?.[url.pathname];
    if (special !== undefined) return special(response);
    switch (url.pathname) {
      case '/.well-known/openid-configuration': {
        const { issuer } = provider;
        const metadata = { issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks`, response_types_supported: ['code'], authorization_response_iss_parameter_supported: true, id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'] };
        return json(provider.bent.metadata?.(metadata) ?? metadata);
      }
      case '/authorize': {
        const code = `code-${nonces.size}`;
        nonces.set(code, url.searchParams.get('nonce') ?? '');
        const back = new URL(url.searchParams.get('redirect_uri') ?? '');
        back.search = new URLSearchParams({ code, state: url.searchParams.get('state') ?? '', iss: provider.issuer }).toString();
        provider.bent.callback?.(back.searchParams);
        return response.writeHead(302, { location: back.href }).end();
      }
      case '/token': {
        let body = '';
        for await (const chunk of request as AsyncIterable<Buffer>) body += chunk.toString();
        const nowSeconds = Math.floor(Date.now() / 1000);
        const claims = { iss: provider.issuer, sub: 'mallory', aud: 'hostile-client', iat: nowSeconds, exp: nowSeconds + 300, nonce: nonces.get(new URLSearchParams(body).get('code') ?? '') };
        const token = await sign(provider.bent.claims?.(claims) ?? claims);
        return json({ access_token: 'opaque', token_type: 'Bearer', ...(token === undefined ? {} : { id_token: token }) });
      }
      case '/jwks':
        return json({ keys });
      default:
        return response.writeHead(404).end();
    }
  };

  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const provider: HostileProvider = { issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bent: {}, asked };
  return provider;
}
