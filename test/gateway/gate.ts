// A whole data plane in this process: real store, journal, policy and upstream client, in front of two small foreign registries.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createIngest } from '../../src/audit/ingest.ts';
import { moveSegment } from '../../src/audit/move-segment.ts';
import type { PullRecord } from '../../src/audit/pull-record.ts';
import { createUuids } from '../../src/audit/uuid.ts';
import { createRecorder } from '../../src/audit/recorder.ts';
import type { Subject, TokenScope } from '../../src/core/policy/access-request.ts';
import type { Role } from '../../src/core/policy/facts.ts';
import { defaultSettings } from '../../src/core/policy/settings.ts';
import type { OrganizationSettings } from '../../src/core/policy/settings.ts';
import { shippedCatalog } from '../../src/facts/publishers.ts';
import type { BlobDelivery } from '../../src/gateway/cache/blobs.ts';
import { noContent } from '../../src/gateway/cache/no-content.ts';
import { openContentStore } from '../../src/gateway/cache/open-content.ts';
import { ownCacheFolder } from '../../src/gateway/cache/own-folder.ts';
import { cachePaths } from '../../src/gateway/cache/path.ts';
import { createRoom } from '../../src/gateway/cache/room.ts';
import { createContentSource } from '../../src/gateway/cache/source.ts';
import type { ContentSourceOptions, CountingContentSource } from '../../src/gateway/cache/source.ts';
import { createEnforce } from '../../src/gateway/enforce.ts';
import { createGateway } from '../../src/gateway/gateway.ts';
import { createPolicySnapshot } from '../../src/gateway/policy-snapshot.ts';
import type { PolicySnapshot } from '../../src/gateway/policy-snapshot.ts';
import { createPull } from '../../src/gateway/pull.ts';
import type { Pull } from '../../src/gateway/pull.ts';
import { createPush } from '../../src/gateway/push.ts';
import { createRegistryDoor } from '../../src/gateway/registry/registry-door.ts';
import { parseNetworks } from '../../src/http/networks.ts';
import { createUploadSessions } from '../../src/gateway/upload-session.ts';
import { createListener } from '../../src/http/listener.ts';
import { createGatewayTokens } from '../../src/identity/gateway-token.ts';
import type { GatewayTokens } from '../../src/identity/gateway-token.ts';
import type { SigningKey } from '../../src/identity/signing-key.port.ts';
import { generateSigningKey } from '../../src/identity/signing-key.ts';
import { openCacheIndex } from '../../src/store/cache-index/open-cache-index.ts';
import { openRecordJournal } from '../../src/store/journal/open-record-journal.ts';
import { openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.ts';
import type { SqliteStore } from '../../src/store/sqlite/open-sqlite-store.ts';
import { createLog } from '../../src/telemetry/log.ts';
import type { Log } from '../../src/telemetry/log.ts';
import { rememberCredentials } from '../../src/upstream/remembered-credentials.ts';
import { createUpstreams } from '../../src/upstream/upstreams.ts';
import { credential, startForeignRegistry } from './foreign-registry.ts';
import type { ForeignRegistry } from './foreign-registry.ts';
import { anAct } from '../../src/store/conformance/store-under-test.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  /** An access token as after a sign-in with the person's PAT. */
  readonly token: string;
  readonly tokenId: string;
}

export interface Got {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  /** Of an error body. */
  readonly code: string | undefined;
  readonly message: string | undefined;
}

export interface Gate {
  readonly url: string;
  readonly port: number;
  readonly file: string;
  readonly store: SqliteStore;
  readonly tokens: GatewayTokens;
  readonly signingKey: SigningKey;
  readonly snapshot: PolicySnapshot;
  readonly source: CountingContentSource;
  /** The gateway's clock goes on by so much, at once. Tokens live on. */
  readonly passTime: (ms: number) => void;
  /** As a new process on the same folder: without what was in memory. */
  readonly restartCache: () => Promise<void>;
  /** docker.io, and ghcr.io. */
  readonly hub: ForeignRegistry;
  readonly other: ForeignRegistry;
  readonly owner: Person;
  readonly member: Person;
  addMember: (name: string, role: Role, options?: { organization?: string; scopes?: readonly TokenScope[] }) => Promise<Person>;
  /** As another process would: straight in the database. */
  elsewhere: (sql: string, ...values: (string | number)[]) => void;
  addOrganization: (name: string, settings: OrganizationSettings) => Promise<void>;
  change: (change: (settings: OrganizationSettings) => OrganizationSettings, organization?: string) => Promise<void>;
  /** Once the gateway decides by everything written before. */
  settled: () => Promise<void>;
  get: (path: string, options?: { token?: string | undefined; method?: string; headers?: Record<string, string> }) => Promise<Got>;
  /** Sends bytes as they are and reads until the connection ends. */
  raw: (text: string) => Promise<string>;
  records: () => Promise<readonly PullRecord[]>;
  breakRecords: () => Promise<void>;
  /** Closes the store under the gateway. */
  loseStore: () => Promise<void>;
  close: () => Promise<void>;
}

export const acme = 'acme';
const memberStart = { isActive: true, label: 'test', createdAtMs: 0, expiresAt: null, lastUsedAtMs: null, creatorAddress: '', creatorUserAgent: '' };

export interface GateOptions {
  /** The gateway has credentials for docker.io. */
  readonly hasCredential?: boolean;
  readonly allowedOrganizations?: readonly string[];
  /** How long upstream may take to answer; generous, since a test machine may be busy. */
  readonly responseTimeoutMs?: number;
  /** Nothing is kept. */
  readonly isCacheOff?: boolean;
  /** Of the cache. */
  readonly settings?: Partial<ContentSourceOptions['settings']>;
  /** Of docker.io's blobs. */
  readonly delivery?: BlobDelivery;
}

/** Long enough for no test to come upon it by itself. */
const cacheSettings = { tagFreshMs: 60_000, staleMs: 7 * 86_400_000, negativeMs: 5_000, slowMs: 10_000 };

/** Starts it with the organization acme (image access on, everything else as shipped), its owner olga and its member mike. */
export async function startGate(options: GateOptions = {}): Promise<Gate> {
  const { hasCredential = false, allowedOrganizations, responseTimeoutMs = 10_000 } = options;
  const now = (): number => Date.now();
  const log = createLog({ level: 'silent', format: 'json' });
  const folder = await mkdtemp(join(tmpdir(), 'gate-'));
  const file = join(folder, 'store.db');
  const store = openSqliteStore({ file, secretKey: new Uint8Array(32), now });
  const journal = await openRecordJournal({ folder: join(folder, 'journal'), worker: 'test', now, log });
  const recorder = createRecorder({ journal, log });
  const ingest = createIngest({ journal, move: (segment) => moveSegment(segment, { store }), log, now, intervalMs: 3_600_000 });
  const [hub, other] = await Promise.all([startForeignRegistry(), startForeignRegistry()]);
  const times = { connectTimeoutMs: responseTimeoutMs, responseTimeoutMs, idleTimeoutMs: responseTimeoutMs };
  const upstreams = createUpstreams({
    registries: [
      { registry: 'docker.io', address: hub.address, ...times, ...(hasCredential ? { credential } : {}) },
      { registry: 'ghcr.io', address: other.address, ...times },
    ],
    credentials: rememberCredentials({ credentials: store, now }),
    log,
    now,
  });
  const isConfiguredRegistry = (registry: string): boolean => upstreams.has(registry);
  const snapshot = createPolicySnapshot({ source: store, catalog: shippedCatalog, isConfiguredRegistry, ...(allowedOrganizations === undefined ? {} : { allowedOrganizations }), now, log });
  const signingKey = await generateSigningKey('gateway');
  const tokens = createGatewayTokens({ key: signingKey, now });
  const currentSnapshot = (): ReturnType<PolicySnapshot['current']> => snapshot.current();
  let passedMs = 0;
  const cacheNow = (): number => now() + passedMs;
  const cacheOptions = { ...options, folder: join(folder, 'cache'), upstreams, now: cacheNow, log };
  let cache = await openCache(cacheOptions);
  let currentPull = createPull({ source: cache.source, upstreams, now: cacheNow });
  const pull: Pull = {
    warmManifest: (wish) => currentPull.warmManifest(wish),
    manifest: (query) => currentPull.manifest(query),
    blob: (query) => currentPull.blob(query),
    tags: (query) => currentPull.tags(query),
    referrers: (query) => currentPull.referrers(query),
    forget: (repository) => currentPull.forget(repository),
  };
  const uuids = createUuids();
  const registryDoor = createRegistryDoor({
    enforce: createEnforce({ currentSnapshot, recorder, newRecordId: uuids.timed, log }),
    pull,
    push: createPush({ upstreams, source: { pushed: (content) => cache.source.pushed(content) }, pull }),
    sessions: createUploadSessions(signingKey),
    tokens,
    currentSnapshot,
    catchUpWith: snapshot.catchUpWith,
    isConfiguredRegistry,
    now,
    log,
  });
  const handler = createGateway({
    registryDoor,
    tokenDoor: (_request, response) => {
      response.writeHead(404).end();
      return Promise.resolve();
    },
    isReady: () => snapshot.current() !== undefined,
    newRequestId: uuids.random,
    trustedProxies: parseNetworks([]),
    log,
  });
  const listener = createListener({ host: '127.0.0.1', port: 0, setting: 'none', handler, log });

  const owner = newPerson('olga');
  const member = newPerson('mike');
  await store.createInstallation({
    organization: { name: acme, settings: { ...defaultSettings, restrictedImages: { ...defaultSettings.restrictedImages, enabled: true } }, atMs: 0 },
    members: [memberOf(owner, { organization: acme, role: 'owner' }), memberOf(member, { organization: acme, role: 'member' })],
    token: { token: { ...memberStart, id: member.tokenId, userId: member.id, scopes: ['repo:read'] }, hash: randomUUID() },
  }, [anAct()]);
  await store.createPersonalToken({ ...memberStart, id: owner.tokenId, userId: owner.id, scopes: ['repo:read'] }, randomUUID(), anAct());
  await snapshot.start();
  const { port, url } = await listener.listen();

  const tokenOf = async (person: Omit<Person, 'token'>): Promise<Person> => {
    const subject: Subject = { kind: 'user', id: person.id, name: person.name, tokenId: person.tokenId, scopes: [] };
    return { ...person, token: (await tokens.issueAccessToken(subject)).token };
  };
  const elsewhere: Gate['elsewhere'] = (sql, ...values) => {
    const database = new DatabaseSync(file);
    database.prepare(sql).run(...values);
    database.close();
  };
  const settled = async (): Promise<void> => {
    const version = await store.version();
    while ((snapshot.current()?.version ?? 0) < version) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  return {
    url,
    port,
    file,
    store,
    tokens,
    signingKey,
    snapshot,
    get source() {
      return cache.source;
    },
    passTime: (ms) => void (passedMs += ms),
    restartCache: async () => {
      await cache.close();
      cache = await openCache(cacheOptions);
      currentPull = createPull({ source: cache.source, upstreams, now: cacheNow });
    },
    hub,
    other,
    owner: await tokenOf(owner),
    member: await tokenOf(member),
    addMember: async (name, role, { organization = acme, scopes = ['repo:read'] as const } = {}) => {
      const person = newPerson(name);
      await store.createMember(memberOf(person, { organization, role }), anAct());
      await store.createPersonalToken({ ...memberStart, id: person.tokenId, userId: person.id, scopes }, randomUUID(), anAct());
      await settled();
      return tokenOf(person);
    },
    elsewhere,
    addOrganization: async (name, settings) => {
      elsewhere('INSERT INTO organizations (name, created_at_ms) VALUES (?, 0)', name);
      elsewhere('INSERT INTO settings_revisions (organization, revision, settings, at_ms, made_by, summary) VALUES (?, 1, ?, 0, ?, ?)', name, JSON.stringify(settings), 'test', 'first');
      await settled();
    },
    change: async (change, organization = acme) => {
      const current = await store.currentSettings(organization);
      if (current === undefined) throw new Error(`no organization ${organization}`);
      await store.appendRevision({ ...current, revision: current.revision + 1, settings: change(current.settings), by: 'test', summary: 'changed' }, [anAct()]);
      await settled();
    },
    settled,
    get: async (path, { token, method = 'GET', headers = {} } = {}) => {
      const response = await fetch(`${url}${path}`, { method, headers: { ...headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) } });
      const bytes = Buffer.from(await response.arrayBuffer());
      return { status: response.status, headers: response.headers, bytes, ...errorOf(bytes, response.status) };
    },
    raw: (text) =>
      new Promise((resolve) => {
        let received = '';
        const socket = connect(port, '127.0.0.1', () => socket.write(text));
        // Who is refused in the middle of what it sends may find its connection reset after the answer.
        socket.setEncoding('latin1').on('data', (chunk: string) => (received += chunk)).on('error', () => undefined).on('close', () => resolve(received));
      }),
    records: async () => {
      await ingest.runNow();
      return (await store.listPulls(acme, {}, { limit: 1000 })).records.toReversed();
    },
    breakRecords: () => journal.close(),
    loseStore: () => store.close(),
    close: async () => {
      await listener.close(0);
      snapshot.close();
      await cache.close();
      await upstreams.close();
      await recorder.close();
      await ingest.close();
      await journal.close();
      await store.close().catch(() => undefined);
      await Promise.all([hub.close(), other.close()]);
      await rm(folder, { recursive: true });
    },
  };
}

interface OpenedCache {
  readonly source: CountingContentSource;
  readonly close: () => Promise<void>;
}

type CacheOptions = Pick<GateOptions, 'isCacheOff' | 'settings' | 'delivery'> & Pick<ContentSourceOptions, 'upstreams' | 'now'> & { readonly folder: string; readonly log: Log };

async function openCache({ folder, upstreams, isCacheOff = false, settings, delivery = 'cache', now, log }: CacheOptions): Promise<OpenedCache> {
  const lock = ownCacheFolder(folder);
  const index = openCacheIndex({ file: isCacheOff ? ':memory:' : cachePaths(folder).indexFile, log });
  const room = createRoom({ folder, maxBytes: undefined, lowWaterShare: 0.9, bytes: index.totals().bytes, now, log });
  const content = isCacheOff ? noContent : await openContentStore({ folder, index, room, now, log, pausesMs: [1] });
  const source = createContentSource({
    content,
    index,
    upstreams,
    settings: { ...cacheSettings, ...settings },
    delivery: (registry) => (registry === 'docker.io' ? delivery : 'cache'),
    isEnabled: () => !isCacheOff,
    now,
    log,
  });
  return {
    source,
    close: async () => {
      await source.close();
      await content.close();
      index.close();
      lock.release();
    },
  };
}

function newPerson(name: string): Omit<Person, 'token'> {
  return { id: randomUUID(), name, tokenId: randomUUID() };
}

function memberOf({ id, name }: Omit<Person, 'token'>, { organization, role }: { organization: string; role: Role }) {
  return { id, name, organization, role, email: null, fullName: name, passwordHash: null, atMs: 0 };
}

function errorOf(bytes: Buffer, status: number): { code: string | undefined; message: string | undefined } {
  if (status < 400 || bytes.length === 0) return { code: undefined, message: undefined };
  const { errors } = JSON.parse(bytes.toString()) as { errors: { code: string; message: string }[] };
  return { code: errors[0]?.code, message: errors[0]?.message };
}
