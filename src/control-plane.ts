// Composes what there is once, however many processes answer pulls: the store, the records' way into it, sign-in, the admin API.
import { getRequestListener } from '@hono/node-server';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareFirstStart } from './admin/installation/first-start.ts';
import { welcome } from './admin/installation/welcome.ts';
import { createServeConsole } from './admin/console/serve-console.ts';
import { createAdmin } from './admin/server.ts';
import { createPasswordSignInRefusal } from './admin/single-sign-on/refuse-password.ts';
import { createIngest } from './audit/ingest.ts';
import type { RecordJournal } from './audit/record-journal.port.ts';
import { createRetention } from './audit/retention.ts';
import type { AuthorityKeeper } from './authority/authority-keeper.ts';
import { reportOnAuthority } from './authority/report-on-authority.ts';
import { loadCatalog, shippedCatalog } from './facts/publishers.ts';
import { parseNetworks } from './http/networks.ts';
import { createAdminTokens } from './identity/admin-token.ts';
import { createSignIn } from './identity/authenticate.ts';
import { createSessions } from './identity/session.ts';
import type { SignIn } from './identity/sign-in.ts';
import type { SigningKey } from './identity/signing-key.port.ts';
import { generateSigningKey } from './identity/signing-key.ts';
import type { ContentSource } from './gateway/cache/content-source.port.ts';
import { openAuthority } from './open-authority.ts';
import { openCache } from './open-cache.ts';
import { openCatalogRefresh } from './open-catalog-refresh.ts';
import { openListener } from './open-listener.ts';
import { startMails } from './start-mails.ts';
import { startWebhooks } from './start-webhooks.ts';
import { openUpstreams } from './open-upstreams.ts';
import { now } from './parts.ts';
import type { Parts } from './parts.ts';
import { createReadServerSetupFacts } from './read-setup-facts.ts';
import { createRecordMover } from './record-mover.ts';
import { openRecordJournal } from './store/journal/open-record-journal.ts';
import { loadOrCreateSecretKey } from './store/secret-key.ts';
import { openSqliteStore } from './store/sqlite/open-sqlite-store.ts';
import type { SqliteStore } from './store/sqlite/open-sqlite-store.ts';
import { createEventLoopLoad } from './telemetry/event-loop-load.ts';
import { createDescribeUpstreams } from './upstream/describe-upstreams.ts';
import type { Upstreams } from './upstream/upstream-registry.ts';

const { version } = createRequire(import.meta.url)('../package.json') as { version: string };
/** The same from a checkout's src/ and from a package's dist/. */
const consoleFolder = fileURLToPath(new URL('../console/dist', import.meta.url));
const ingestIntervalMs = 500;
/** With its event loop busier than this the process has better to do than to move records. */
const busyLoad = 0.5;

export interface GreetedAddresses {
  readonly gatewayUrl: string;
  readonly adminUrl: string;
  /** Of the proxy's listeners that there are. */
  readonly proxyUrl?: string;
  readonly proxyTlsUrl?: string;
}

export interface ControlPlane {
  readonly store: SqliteStore;
  /** What the store's file is encrypted under, for other processes that open it. */
  readonly secretKey: Uint8Array;
  readonly journal: Pick<RecordJournal, 'append'>;
  readonly signIn: SignIn;
  /** Signs the gateway's tokens. */
  readonly gatewayKey: SigningKey;
  /** The cache, and the upstreams behind it. */
  readonly content: ContentSource;
  readonly upstreams: Upstreams;
  /** Starts the admin API, for a gateway and a proxy at these addresses, and resolves with the admin API's own. */
  readonly listen: (addresses: Pick<GreetedAddresses, 'gatewayUrl' | 'proxyUrl'>) => Promise<string>;
  /** Makes the installation where there is none, and resolves with what is to be printed. */
  readonly greet: (addresses: GreetedAddresses) => Promise<string>;
}

/** Opens everything on the disk. Nothing listens yet. */
export async function openControlPlane(parts: Parts): Promise<ControlPlane> {
  const { config, log } = parts;
  const catalog = config.catalog === undefined ? shippedCatalog : loadCatalog(config.catalog);
  const trustedProxies = parseNetworks(config.gateway.trustedProxies);
  const { store, secretKey, journal } = await openStorage(parts);
  const [gatewayKey, adminKey] = await Promise.all((['gateway', 'admin'] as const).map((purpose) => store.findOrCreateSigningKey(purpose, () => generateSigningKey(purpose)))) as [SigningKey, SigningKey];
  const adminTokens = createAdminTokens({ key: adminKey, issuer: config.admin.publicUrl ?? 'pullgate', now });
  const upstreams = openUpstreams(parts, store);
  const upstreamIdentities = findUpstreamIdentities(parts, upstreams);
  const passwordSignInRefusal = createPasswordSignInRefusal({ store, publicUrl: config.admin.publicUrl });
  const signIn = createSignIn({ accounts: store, tokens: store, passwordSignInRefusal, now, log, ...(upstreamIdentities && { upstreamIdentities }) });
  const sessions = createSessions({ store, ...config.admin.sessions, now, log });
  const cache = await openCache(parts, upstreams);
  const catalogRefresh = openCatalogRefresh(parts, { store, catalog, version });
  const authority = config.proxy && openAuthority(parts, config.proxy, store);

  return {
    store,
    secretKey,
    journal,
    signIn,
    gatewayKey,
    content: cache.source,
    upstreams,
    listen: async ({ gatewayUrl, proxyUrl }) => {
      const admin = createAdmin({
        stores: store,
        signIn,
        adminTokens,
        sessions,
        catalog,
        catalogRefresh,
        catalogRefreshSettings: config.catalogRefresh,
        allowedOrganizations: config.gateway.allowedOrganizations,
        isConfiguredRegistry: (registry) => upstreams.has(registry),
        describeUpstreams: createDescribeUpstreams({ registries: config.upstreams, upstreams, credentials: store }),
        readServerSetupFacts: createReadServerSetupFacts({ config, gatewayUrl, proxyUrl, authority }),
        authority,
        cache: cache.keeper,
        hasMail: config.mail !== undefined,
        webhookNetworks: config.webhooks.allowNetworks,
        gatewayHost: new URL(gatewayUrl).host,
        publicUrl: config.admin.publicUrl,
        trustedProxies,
        rateLimits: config.admin.rateLimits,
        now,
        log,
        version,
      });
      const serveConsole = createServeConsole({ folder: consoleFolder });
      const handler = getRequestListener((request, bindings) => serveConsole(request) ?? admin.fetch(request, bindings));
      const { url } = await openListener({ ...config.admin, handler, setting: 'PULLGATE_ADMIN_LISTEN / --admin-listen' }, parts);
      cache.startUpkeep();
      startWebhooks(parts, store, version);
      startMails(parts, store);
      catalogRefresh?.schedule();
      return url;
    },
    greet: createGreet(parts, { store, authority }),
  };
}

/** The registry whose people sign in here with the names that they have there; undefined: none. */
function findUpstreamIdentities({ config, log }: Parts, upstreams: Upstreams) {
  const found = config.identity && upstreams.get(config.identity.upstream);
  if (found !== undefined) log.warn({ registry: found.registry }, 'people sign in with the names of this registry: whoever has the name of an account there is that account here, see docs/identity.md');
  return found;
}

/** Makes the first start where there was none, and the text that says how to go on. */
function createGreet({ config, log }: Parts, { store, authority }: { readonly store: SqliteStore; readonly authority: AuthorityKeeper | undefined }): ControlPlane['greet'] {
  return async ({ gatewayUrl, adminUrl, proxyUrl, proxyTlsUrl }) => {
    const { organization, ownerUsername: ownerName, ownerPassword, memberUsername: memberName } = config.firstStart;
    const firstStart = await prepareFirstStart({ store, organization, ownerName, ownerPassword, memberName, now });
    if (authority !== undefined) await reportOnAuthority({ authority, now, log });
    const welcomeText = firstStart === undefined ? '' : `\n${welcome(firstStart, { gatewayHost: new URL(gatewayUrl).host, adminUrl })}`;
    const proxyLines = [...(proxyUrl === undefined ? [] : [`Proxy:     ${proxyUrl}\n`]), ...(proxyTlsUrl === undefined ? [] : [`Proxy TLS: ${proxyTlsUrl}\n`])].join('');
    return `\nPullgate ${version} is running.\n\nConsole:   ${adminUrl}\nGateway:   ${gatewayUrl}\nAdmin API: ${adminUrl}\n${proxyLines}${welcomeText}`;
  };
}

/** The store, the journal, and what moves and removes records. */
async function openStorage({ config, log, closers }: Parts) {
  const database = join(config.dataFolder, 'pullgate.db');
  const secretKey = await loadOrCreateSecretKey({ file: config.secretKeyFile, database, log });
  const store = openSqliteStore({ file: database, secretKey, now });
  closers.defer(() => store.close());
  const journalFolder = join(config.dataFolder, 'journal');
  const journal = await openRecordJournal({ folder: journalFolder, worker: 'gateway', now, log });
  closers.defer(() => journal.close());
  const mover = createRecordMover({ database, journalFolder, log: config.log });
  closers.defer(() => mover.close());
  const loopLoad = createEventLoopLoad();
  const ingest = createIngest({ journal, move: mover.move, isBusy: () => loopLoad() > busyLoad, log, now, intervalMs: ingestIntervalMs });
  closers.defer(() => ingest.close());
  closers.defer(() => ingest.runNow());
  const retention = createRetention({ store, retentionDays: config.recordsRetentionDays, now, log });
  closers.defer(() => retention.close());
  return { store, secretKey, journal };
}
