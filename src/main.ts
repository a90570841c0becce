// The composition root: configuration, adapters, planes, listeners. No logic.
import { getRequestListener } from '@hono/node-server';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { InvalidFirstStart, prepareFirstStart } from './admin/installation/first-start.ts';
import { welcome } from './admin/installation/welcome.ts';
import { createAdmin } from './admin/server.ts';
import { createIngest } from './audit/ingest.ts';
import { newRecordId } from './audit/record-id.ts';
import { createRecorder } from './audit/recorder.ts';
import { createRetention } from './audit/retention.ts';
import type { Config } from './config/config.ts';
import { loadConfigFromProcess } from './config/from-process.ts';
import { usage } from './config/usage.ts';
import { InvalidCatalog, loadCatalog, shippedCatalog } from './facts/publishers.ts';
import { createEnforce } from './gateway/enforce.ts';
import { createGateway } from './gateway/gateway.ts';
import { createPolicySnapshot } from './gateway/policy-snapshot.ts';
import { createPublicRepositories } from './gateway/public-repositories.ts';
import { createPull } from './gateway/pull.ts';
import { createRegistryDoor } from './gateway/registry/registry-door.ts';
import { createTokenDoor } from './gateway/token/token-door.ts';
import { InvalidTrustedProxy, parseTrustedProxies } from './http/client-address.ts';
import { InvalidCertificate } from './http/certificate.ts';
import { ListenFailed } from './http/listen-failed.ts';
import { createListener } from './http/listener.ts';
import type { ListenerOptions } from './http/listener.ts';
import { createAdminTokens } from './identity/admin-token.ts';
import { createSignIn } from './identity/authenticate.ts';
import { createGatewayTokens } from './identity/gateway-token.ts';
import { generateSigningKey } from './identity/signing-key.ts';
import { openRecordJournal } from './store/journal/open-record-journal.ts';
import { loadOrCreateSecretKey } from './store/secret-key.ts';
import { openSqliteStore } from './store/sqlite/open-sqlite-store.ts';
import { StoreError } from './store/store-error.ts';
import { createLog } from './telemetry/log.ts';
import type { Log } from './telemetry/log.ts';
import { rememberCredentials } from './upstream/remembered-credentials.ts';
import { createUpstreams } from './upstream/upstreams.ts';

const { version } = createRequire(import.meta.url)('../package.json') as { version: string };
const graceMs = 10_000;
const ingestIntervalMs = 500;
const now = Date.now;

interface Parts {
  readonly config: Config;
  readonly log: Log;
  /** Closed in the reverse order. */
  readonly closers: AsyncDisposableStack;
}

/** Everything on the disk: the store, the journal, and what moves and removes records. */
async function openStorage({ config, log, closers }: Parts) {
  const database = join(config.dataFolder, 'pullgate.db');
  const secretKey = await loadOrCreateSecretKey({ file: config.secretKeyFile, database, log });
  const store = openSqliteStore({ file: database, secretKey, now });
  closers.defer(() => store.close());
  const journal = await openRecordJournal({ folder: join(config.dataFolder, 'journal'), worker: 'gateway', now, log });
  closers.defer(() => journal.close());
  const ingest = createIngest({ journal, store, log, now, intervalMs: ingestIntervalMs });
  closers.defer(() => ingest.close());
  closers.defer(() => ingest.runNow());
  const retention = createRetention({ store, retentionDays: config.recordsRetentionDays, now, log });
  closers.defer(() => retention.close());
  const recorder = createRecorder({ journal, log });
  closers.defer(() => recorder.close());
  return { store, recorder };
}

async function start(parts: Parts): Promise<void> {
  const { config, log, closers } = parts;
  const catalog = config.catalog === undefined ? shippedCatalog : loadCatalog(config.catalog);
  const trustedProxies = parseTrustedProxies(config.gateway.trustedProxies);
  const { store, recorder } = await openStorage(parts);

  const upstreams = createUpstreams({ registries: config.upstreams, credentials: rememberCredentials({ credentials: store, now }), log, now });
  closers.defer(() => upstreams.close());
  const isConfiguredRegistry = (registry: string): boolean => upstreams.has(registry);
  const signIn = createSignIn({ accounts: store, tokens: store, now, log });
  const tokens = createGatewayTokens({ key: await store.findOrCreateSigningKey('gateway', () => generateSigningKey('gateway')), now });
  const adminTokens = createAdminTokens({ key: await store.findOrCreateSigningKey('admin', () => generateSigningKey('admin')), issuer: config.admin.publicUrl ?? 'pullgate', now });
  const { allowedOrganizations, publicUrl } = config.gateway;
  const snapshot = createPolicySnapshot({ source: store, catalog, isConfiguredRegistry, now, log, ...(allowedOrganizations && { allowedOrganizations }) });
  closers.defer(() => snapshot.close());

  const currentSnapshot = snapshot.current;
  const enforce = createEnforce({ currentSnapshot, recorder, newRecordId, log });
  const pull = createPull({ upstreams, publicRepositories: createPublicRepositories({ now }) });
  const gateway = createGateway({
    registryDoor: createRegistryDoor({ enforce, pull, verifyAccessToken: tokens.verifyAccessToken, currentSnapshot, isConfiguredRegistry, now, log }),
    tokenDoor: createTokenDoor({ signIn, tokens, currentSnapshot, log }),
    isReady: () => currentSnapshot() !== undefined,
    trustedProxies,
    log,
    ...(publicUrl !== undefined && { publicUrl }),
  });

  // Both ports are taken before anything is made: a first start that cannot serve leaves nothing behind.
  const gatewayUrl = await listen({ ...config.gateway, handler: gateway, setting: 'PULLGATE_GATEWAY_LISTEN / --gateway-listen' }, parts);
  const gatewayHost = new URL(gatewayUrl).host;
  const admin = createAdmin({ stores: store, signIn, adminTokens, catalog, isConfiguredRegistry, gatewayHost, publicUrl: config.admin.publicUrl, trustedProxies, now, log, version });
  const adminHandler = getRequestListener((request, bindings) => admin.fetch(request, bindings));
  const adminUrl = await listen({ ...config.admin, handler: adminHandler, setting: 'PULLGATE_ADMIN_LISTEN / --admin-listen' }, parts);

  const { organization, ownerUsername: ownerName, ownerPassword, memberUsername: memberName } = config.firstStart;
  const firstStart = await prepareFirstStart({ store, organization, ownerName, ownerPassword, memberName, now });
  await snapshot.start();
  const welcomeText = firstStart === undefined ? '' : `\n${welcome(firstStart, { gatewayHost, adminUrl })}`;
  console.log(`\nPullgate ${version} is running.\n\nGateway:   ${gatewayUrl}\nAdmin API: ${adminUrl}\n${welcomeText}`);
}

/** Opens one listener and tells the address that people use for it. */
async function listen(options: Omit<ListenerOptions, 'log'> & { readonly publicUrl?: string }, { log, closers }: Parts): Promise<string> {
  const listener = createListener({ ...options, log });
  const { url } = await listener.listen();
  closers.defer(() => listener.close(graceMs));
  return options.publicUrl ?? url;
}

/** What an operator can mend: told in one line each, without a stack. */
const foreseen = [InvalidCertificate, InvalidFirstStart, InvalidTrustedProxy, ListenFailed, StoreError];

async function main(): Promise<void> {
  const loaded = loadConfigFromProcess();
  if (loaded.kind === 'help') {
    console.log(usage());
    return;
  }
  if (loaded.kind === 'problems') {
    console.error(loaded.problems.map((problem) => `pullgate: ${problem}`).join('\n'));
    process.exitCode = 2;
    return;
  }
  const log = createLog(loaded.config.log);
  for (const warning of loaded.warnings) log.warn({}, warning);
  const closers = new AsyncDisposableStack();
  try {
    await start({ config: loaded.config, log, closers });
  } catch (error) {
    const isMisconfigured = error instanceof InvalidCatalog;
    if (isMisconfigured) console.error(error.problems.map((problem) => `pullgate: catalog_file: ${problem}`).join('\n'));
    else console.error(foreseen.some((kind) => error instanceof kind) ? `pullgate: ${(error as Error).message}` : error);
    await closers.disposeAsync();
    process.exit(isMisconfigured ? 2 : 1);
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void closers.disposeAsync().then(() => process.exit(0)));
}

await main();
