// A real OpenID Connect provider (oidc-provider) on loopback, with its own interaction pages and people of our choice.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type JWK, exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';

export type Claims = Readonly<Record<string, unknown>>;

export interface RealProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What it knows of each login name, which is the `sub` too; it may be changed between sign-ins. */
  readonly people: Map<string, Claims>;
  /** Signs with a new key from now on, and publishes that alone. */
  readonly rotateKeys: () => Promise<void>;
  /** Answers nothing any more. */
  readonly stop: () => void;
}

export async function openRealProvider(t: { readonly after: (stop: () => void) => void }, redirectUri: string): Promise<RealProvider> {
  const people = new Map<string, Claims>();
  const client = { clientId: 'pullgate-test', clientSecret: 'a secret with /+=% in it' };
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
  const server = createServer((request, response) => handle(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = (): void => {
    server.close();
    server.closeAllConnections();
  };
  t.after(stop);
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const signWith = (key: JWK): void => {
    const provider = new Provider(issuer, {
      clients: [{ client_id: client.clientId, client_secret: client.clientSecret, redirect_uris: [redirectUri], application_type: 'native' }],
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'preferred_username', 'groups', 'oid'] },
      findAccount: (_context, sub) => (people.has(sub) ? { accountId: sub, claims: () => ({ sub, ...people.get(sub) }) } : undefined),
      jwks: { keys: [key] },
      cookies: { keys: ['a key of the test alone'] },
      pkce: { required: () => true },
      ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    });
    const callback = provider.callback();
    handle = (request, response) => void callback(request, response);
  };
  signWith(await firstKey);
  const rotateKeys = async (): Promise<void> => signWith(await newKey());
  return { issuer, ...client, people, rotateKeys, stop };
}

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256' };
}

/** Every provider of the process begins with it: RSA keys take a tenth of a second each. */
const firstKey = newKey();
