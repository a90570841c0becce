// The front's token service: GET with Basic or nothing, POST as OAuth2, and Docker Hub's own words when credentials are wrong.
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { RelayedAnswer } from './relay.ts';

export interface TokenServiceOptions {
  readonly accounts: readonly { readonly username: string; readonly password: string }[];
  /** Whether `username` (undefined: nobody signed in) may read the repository. */
  readonly mayRead: (repository: string, username: string | undefined) => boolean;
  /** Whether `username` may push to it and delete there; nobody when left out. */
  readonly mayWrite?: (repository: string, username: string | undefined) => boolean;
  readonly lifetimeSeconds: number;
  /** Random bytes of a token, four characters for three: Docker Hub's tokens have 2500 to 4000 characters. */
  readonly tokenBytes: number;
  readonly now: () => number;
}

export interface TokenService {
  answer(request: IncomingMessage, url: URL): Promise<RelayedAnswer>;
  /** Which repositories a token reads, and as `name:push` and `name:delete` which it writes; undefined for an unknown or expired one. */
  grantsOf(token: string): ReadonlySet<string> | undefined;
  /** Forgets all tokens, as if they had been revoked. */
  forgetAll(): void;
}

const formBytesMax = 64 * 1024;

export function createTokenService(options: TokenServiceOptions): TokenService {
  const tokens = new Map<string, { grants: ReadonlySet<string>; expiresAtMs: number }>();
  const issue = (username: string | undefined, scopes: readonly string[]): RelayedAnswer => {
    const names = scopes.map((scope) => /^repository:([^:]+):(?:[^:]*,)?(?:pull|\*)(?:,|$)/.exec(scope)?.[1]);
    // Token specification: what is not permitted is left out of the token; it is no error here.
    const readable = names.filter((name) => name !== undefined).filter((name) => options.mayRead(name, username));
    const grants = new Set([...readable, ...scopes.flatMap((scope) => writes(scope, username))]);
    const token = `front.${randomBytes(options.tokenBytes).toString('base64url')}`;
    const nowMs = options.now();
    tokens.set(token, { grants, expiresAtMs: nowMs + options.lifetimeSeconds * 1000 });
    return jsonAnswer(200, { token, access_token: token, expires_in: options.lifetimeSeconds, issued_at: new Date(nowMs).toISOString() });
  };
  const writes = (scope: string, username: string | undefined): readonly string[] => {
    const [, name = '', actions = ''] = /^repository:([^:]+):(.*)$/.exec(scope) ?? [];
    return ['push', 'delete'].filter((action) => actions.split(',').includes(action) && options.mayWrite?.(name, username) === true).map((action) => `${name}:${action}`);
  };
  const isRight = (username: string, password: string): boolean =>
    options.accounts.some((account) => account.username === username && account.password === password);
  const wrong = jsonAnswer.bind(undefined, 401, { details: 'incorrect username or password' });
  return {
    answer: async (request, url) => {
      if (request.method === 'POST') {
        const form = new URLSearchParams(await readForm(request));
        const username = form.get('username') ?? '';
        if (form.get('grant_type') !== 'password' || !isRight(username, form.get('password') ?? '')) return wrong();
        return issue(username, (form.get('scope') ?? '').split(' '));
      }
      const basic = /^basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
      if (basic === undefined) return issue(undefined, url.searchParams.getAll('scope'));
      const [username = '', ...rest] = Buffer.from(basic, 'base64').toString().split(':');
      if (!isRight(username, rest.join(':'))) return wrong();
      return issue(username, url.searchParams.getAll('scope'));
    },
    grantsOf: (token) => {
      const found = tokens.get(token);
      return found === undefined || found.expiresAtMs <= options.now() ? undefined : found.grants;
    },
    forgetAll: () => tokens.clear(),
  };
}

export function jsonAnswer(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): RelayedAnswer {
  const bytes = Buffer.from(`${JSON.stringify(value)}\n`);
  return {
    status,
    headers: { 'content-type': 'application/json', 'content-length': String(bytes.byteLength), ...headers },
    body: Readable.from([bytes]),
  };
}

async function readForm(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request) {
    text += String(piece);
    if (text.length > formBytesMax) throw new Error('the form is too long');
  }
  return text;
}
