// A whole admin plane in this process: real store, sign-in, tokens and catalog, asked through the app's own fetch.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { CacheKeeper } from '../../src/admin/cache/cache.port.ts';
import { type Admin, createAdmin } from '../../src/admin/server.ts';
import type { ReadServerSetupFacts } from '../../src/admin/client-setup/setup-facts.port.ts';
import { createAuthorityKeeper } from '../../src/authority/authority-keeper.ts';
import { createPasswordSignInRefusal } from '../../src/admin/single-sign-on/refuse-password.ts';
import type { CatalogRefresh } from '../../src/admin/catalog/refresh.ts';
import type { DescribeUpstreams } from '../../src/admin/upstreams/upstreams.port.ts';
import type { RateLimits } from '../../src/admin/rate-limit.ts';
import type { TokenScope } from '../../src/core/policy/access-request.ts';
import { shippedCatalog } from '../../src/facts/publishers.ts';
import { parseNetworks } from '../../src/http/networks.ts';
import { type AdminTokens, createAdminTokens } from '../../src/identity/admin-token.ts';
import { createSignIn } from '../../src/identity/authenticate.ts';
import { type Sessions, createSessions } from '../../src/identity/session.ts';
import { mintToken } from '../../src/identity/secret.ts';
import { generateSigningKey } from '../../src/identity/signing-key.ts';
import { type SqliteStore, openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.ts';
import { type Log, createLog } from '../../src/telemetry/log.ts';
import type { AnyAnswer } from './any-answer.ts';
import { preparedAtMs, preparedStore, secretKey } from './prepared-store.ts';
import { type CheckAnswer, checkAnswersOf } from './served-document.ts';
import { anAct } from '../../src/store/conformance/store-under-test.ts';

export const origin = 'http://admin.example.test:8080';
export { password } from './prepared-store.ts';
const key = await generateSigningKey('admin');

/** `json` is empty where there was no body. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: AnyAnswer;
}

export type Send = (method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>) => Promise<Reply>;

export interface Installation {
  readonly store: SqliteStore;
  /** The database's. */
  readonly file: string;
  readonly admin: Admin;
  readonly adminTokens: AdminTokens;
  readonly sessions: Sessions;
  /** The clock of everything in it. */
  readonly clock: { nowMs: number };
  /** Lines of the log, as JSON. */
  readonly logged: readonly string[];
  readonly anonymous: Send;
  /** Signed in with the password: `owner`, `second-owner`, `editor`, `developer` (member) of acme, `stranger` (owner of globex alone). */
  readonly as: (name: string) => Promise<Send>;
  /** Signed in with a new personal access token of this scope. */
  readonly withToken: (name: string, scope: TokenScope) => Promise<{ readonly send: Send; readonly tokenId: string; readonly secret: string }>;
  readonly secretOfFirstToken: string;
}

export interface InstallationOptions {
  /** Whether invitations are mailed; not unless given. */
  readonly hasMail?: boolean;
  readonly withSecondOrganization?: boolean;
  /** Switched off unless given. */
  readonly cache?: CacheKeeper;
  /** Switched off unless given. */
  readonly makeCatalogRefresh?: (parts: { readonly store: SqliteStore; readonly now: () => number; readonly log: Log }) => CatalogRefresh;
  readonly describeUpstreams?: DescribeUpstreams;
  /** None unless given. */
  readonly takenOverHosts?: readonly string[];
  /** The proxy is off unless given. */
  readonly readServerSetupFacts?: ReadServerSetupFacts;
  /** Private addresses that webhooks may send to; none unless given. */
  readonly webhookNetworks?: readonly string[];
  /** Out of reach unless given: the clock stands still. */
  readonly rateLimits?: RateLimits;
}

const unlimited: RateLimits = { perMinute: 1_000_000, anonymousPerMinute: 1_000_000 };

const plainSetupFacts: ReadServerSetupFacts = () => Promise.resolve({ gatewayUrl: 'https://gate.example.test', takenOverHosts: {}, registries: ['docker.io', 'ghcr.io'] });

/** Makes the organization acme with its people and, beside it, globex; all of it is gone after the test. */
export async function openInstallation(t: TestContext, { withSecondOrganization = true, hasMail, cache, makeCatalogRefresh, describeUpstreams = () => Promise.resolve([]), takenOverHosts, readServerSetupFacts = plainSetupFacts, webhookNetworks = [], rateLimits = unlimited }: InstallationOptions = {}): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-admin-'));
  const file = join(folder, 'pullgate.sqlite');
  const clock = { nowMs: preparedAtMs };
  const now = (): number => clock.nowMs;
  const { bytes, secretOfFirstToken } = await preparedStore({ withSecondOrganization });
  writeFileSync(file, bytes, { mode: 0o600 });
  const store = openSqliteStore({ file, secretKey, now });
  t.after(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const logged: string[] = [];
  const log = createLog({ level: 'info', format: 'json', destination: { write: (line) => void logged.push(line) } });
  const adminTokens = createAdminTokens({ key, issuer: origin, now });
  const catalogRefresh = makeCatalogRefresh?.({ store, now, log });
  const sessions = createSessions({ store, now, log });
  const { admin, check, failures } = await checkAnswersOf(createAdmin({
    stores: store,
    signIn: createSignIn({ accounts: store, tokens: store, passwordSignInRefusal: createPasswordSignInRefusal({ store, publicUrl: origin }), now, log }),
    adminTokens,
    sessions,
    catalog: shippedCatalog,
    catalogRefresh,
    catalogRefreshSettings: { isEnabled: catalogRefresh !== undefined, address: 'https://hub.docker.com', apply: 'apply', intervalMs: 86_400_000 },
    cache,
    authority: takenOverHosts && createAuthorityKeeper({ store, hosts: takenOverHosts, installation: () => Promise.resolve('acme'), now, log }),
    describeUpstreams,
    readServerSetupFacts,
    isConfiguredRegistry: (registry) => ['docker.io', 'ghcr.io'].includes(registry),
    gatewayHost: 'gate.example.test:5000',
    trustedProxies: parseNetworks(['127.0.0.1']),
    rateLimits,
    webhookNetworks,
    hasMail,
    now,
    log,
    version: '9.9.9',
  }));
  t.after(() => assert.deepEqual(failures, [], 'answers that the document does not have'));

  const sender = (token?: string): Send => (method, path, body, headers) => request({ admin, check }, method, path, { token, body, headers });
  const accountOf = async (name: string) => {
    const account = await store.findAccountByName(name);
    if (account === undefined) throw new Error(`no account ${name}`);
    return account;
  };
  return {
    store,
    file,
    admin,
    adminTokens,
    sessions,
    clock,
    logged,
    secretOfFirstToken,
    anonymous: sender(),
    as: async (name) => {
      const { id, credentialVersion } = await accountOf(name);
      const { token } = await adminTokens.issue({ subject: { kind: 'user', id, name, scopes: ['repo:admin'] }, credentialVersion });
      return sender(token);
    },
    withToken: async (name, scope) => {
      const { id } = await accountOf(name);
      const { secret, hash } = mintToken('personal');
      const tokenId = randomUUID();
      await store.createPersonalToken(
        { id: tokenId, userId: id, label: scope, scopes: [scope], createdAtMs: now(), expiresAt: null, isActive: true, lastUsedAtMs: null, creatorAddress: '', creatorUserAgent: '' },
        hash,
        anAct(),
      );
      const { token } = await adminTokens.issue({ subject: { kind: 'user', id, name, tokenId, scopes: [scope] } });
      return { send: sender(token), tokenId, secret };
    },
  };
}

interface Sent {
  readonly token: string | undefined;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>> | undefined;
}

/** A body that is text goes as it is, any other as JSON. */
async function request({ admin, check }: { readonly admin: Admin; readonly check: CheckAnswer }, method: string, path: string, { token, body, headers }: Sent): Promise<Reply> {
  const url = path.startsWith('http') ? path : origin + path;
  const sent = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const asked = new Request(url, {
    method,
    headers: { 'Content-Type': 'application/json', Accept: 'application/json', ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }), ...headers },
    ...(sent === undefined ? {} : { body: sent }),
  });
  const response = await admin.fetch(asked);
  const text = await response.text();
  check({ method, url, headers: asked.headers, body: sent }, { status: response.status, headers: response.headers, text });
  const json = (/[/+]json\b/.test(response.headers.get('content-type') ?? '') && text !== '' ? JSON.parse(text) : {}) as AnyAnswer;
  return { status: response.status, headers: response.headers, text, json };
}
