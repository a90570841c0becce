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
import { createUpstreams } from './upstream/upstreams.ts';

const { version } = createRequire(import.meta.url)('../package.json') as { version: string };
const graceMs = 10_000;
const ingestIntervalMs = 500;
const now = Date.now;

async function start(config: Config, log: Log): Promise<() => Promise<void>> {
  const closers: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const catalog = config.catalog === undefined ? shippedCatalog : loadCatalog(config.catalog);
    const trustedProxies = parseTrustedProxies(config.gateway.trustedProxies);

    const secretKey = await loadOrCreateSecretKey({ file: config.secretKeyFile, log });
    const store = openSqliteStore({ file: join(config.dataFolder, 'pullgate.db'), secretKey, now });
    closers.push(() => store.close());
    const journal = await openRecordJournal({ folder: join(config.dataFolder, 'journal'), worker: 'gateway', now, log });
    closers.push(() => journal.close());
    const ingest = createIngest({ journal, store, log, now, intervalMs: ingestIntervalMs });
    closers.push(() => ingest.close(), () => ingest.runNow());
    const retention = createRetention({ store, retentionDays: config.recordsRetentionDays, now, log });
    closers.push(() => retention.close());
    const recorder = createRecorder({ journal, log });
    closers.push(() => recorder.close());

    const upstreams = createUpstreams({ registries: config.upstreams, credentials: store, log, now });
    closers.push(() => upstreams.close());
    const isConfiguredRegistry = upstreams.has;
    const signIn = createSignIn({ accounts: store, tokens: store, now, log });
    const tokens = createGatewayTokens({ key: await store.findOrCreateSigningKey('gateway', () => generateSigningKey('gateway')), now });
    const adminTokens = createAdminTokens({ key: await store.findOrCreateSigningKey('admin', () => generateSigningKey('admin')), issuer: config.admin.publicUrl ?? 'pullgate', now });

    const snapshot = createPolicySnapshot({ source: store, catalog, isConfiguredRegistry, now, log, ...(config.gateway.allowedOrganizations && { allowedOrganizations: config.gateway.allowedOrganizations }) });
    closers.push(() => snapshot.close());
    const gateway = createGateway({
      registryDoor: createRegistryDoor({
        enforce: createEnforce({ currentSnapshot: snapshot.current, recorder, newRecordId, log }),
        pull: createPull({ upstreams, publicRepositories: createPublicRepositories({ now }) }),
        verifyAccessToken: tokens.verifyAccessToken,
        currentSnapshot: snapshot.current,
        isConfiguredRegistry,
        now,
        log,
      }),
      tokenDoor: createTokenDoor({ signIn, tokens, currentSnapshot: snapshot.current, log }),
      isReady: () => snapshot.current() !== undefined,
      trustedProxies,
      log,
      ...(config.gateway.publicUrl !== undefined && { publicUrl: config.gateway.publicUrl }),
    });

    // Both ports are taken before anything is made: a first start that cannot serve leaves nothing behind.
    const gatewayListener = createListener({ ...config.gateway, handler: gateway, log, setting: 'PULLGATE_GATEWAY_LISTEN / --gateway-listen' });
    const gatewayAddress = await gatewayListener.listen();
    closers.push(() => gatewayListener.close(graceMs));
    const gatewayUrl = config.gateway.publicUrl ?? gatewayAddress.url;
    const gatewayHost = new URL(gatewayUrl).host;
    const admin = createAdmin({ stores: store, signIn, adminTokens, catalog, isConfiguredRegistry, gatewayHost, publicUrl: config.admin.publicUrl, trustedProxies, now, log, version });
    const adminListener = createListener({
      ...config.admin,
      handler: getRequestListener((request, bindings) => admin.fetch(request, bindings as object)),
      log,
      setting: 'PULLGATE_ADMIN_LISTEN / --admin-listen',
    });
    const adminAddress = await adminListener.listen();
    closers.push(() => adminListener.close(graceMs));
    const adminUrl = config.admin.publicUrl ?? adminAddress.url;

    const { organization, ownerUsername: ownerName, ownerPassword, memberUsername: memberName } = config.firstStart;
    const firstStart = await prepareFirstStart({ store, organization, ownerName, ownerPassword, memberName, now });
    await snapshot.start();
    console.log(`\nPullgate ${version} is running.\n\nGateway:   ${gatewayUrl}\nAdmin API: ${adminUrl}\n\n${firstStart === undefined ? '' : welcome(firstStart, { gatewayHost, adminUrl })}`);
    return close;
  } catch (error) {
    await close();
    throw error;
  }
}

/** What an operator can mend: told in one line each, without a stack. */
const foreseen = [InvalidCatalog, InvalidCertificate, InvalidFirstStart, InvalidTrustedProxy, ListenFailed, StoreError];

async function main(): Promise<void> {
  const loaded = loadConfigFromProcess();
  if (loaded.kind === 'help') return console.log(usage());
  if (loaded.kind === 'problems') {
    console.error(loaded.problems.map((problem) => `pullgate: ${problem}`).join('\n'));
    process.exitCode = 2;
    return;
  }
  const log = createLog(loaded.config.log);
  for (const warning of loaded.warnings) log.warn({}, warning);
  try {
    const close = await start(loaded.config, log);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close().then(() => process.exit(0)));
  } catch (error) {
    console.error(foreseen.some((kind) => error instanceof kind) ? `pullgate: ${(error as Error).message}` : error);
    process.exit(1);
  }
}

await main();
