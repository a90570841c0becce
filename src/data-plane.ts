// Composes what answers pulls: in the one process there is, or in each worker.
import type { RecordJournal } from './audit/record-journal.port.ts';
import type { AuthorityStore } from './authority/authority.port.ts';
import { createRecorder } from './audit/recorder.ts';
import { createUuids } from './audit/uuid.ts';
import { loadCatalog, shippedCatalog } from './facts/publishers.ts';
import type { ContentSource } from './gateway/cache/content-source.port.ts';
import type { ChangedRepository } from './gateway/changes.ts';
import { createEnforce } from './gateway/enforce.ts';
import { createGateway } from './gateway/gateway.ts';
import { createPolicySnapshot } from './gateway/policy-snapshot.ts';
import type { PolicySource } from './gateway/policy-source.port.ts';
import { createPull } from './gateway/pull.ts';
import { createPush } from './gateway/push.ts';
import { createRegistryDoor } from './gateway/registry/registry-door.ts';
import { createTokenDoor } from './gateway/token/token-door.ts';
import { createUploadSessions } from './gateway/upload-session.ts';
import type { SignIn } from './gateway/token/sign-in.port.ts';
import { parseNetworks } from './http/networks.ts';
import type { ListenerAddress } from './http/listener.ts';
import { createGatewayTokens } from './identity/gateway-token.ts';
import type { SigningKey } from './identity/signing-key.port.ts';
import { openAuthority } from './open-authority.ts';
import { openListener } from './open-listener.ts';
import { openProxy } from './open-proxy.ts';
import type { ProxyAddresses } from './open-proxy.ts';
import { now } from './parts.ts';
import type { Parts } from './parts.ts';
import type { Upstreams } from './upstream/upstream-registry.ts';

/** What it needs from the control plane, in this process or another. */
export interface DataPlaneSources {
  readonly store: PolicySource & AuthorityStore;
  readonly journal: Pick<RecordJournal, 'append'>;
  readonly signIn: SignIn;
  readonly gatewayKey: SigningKey;
  readonly content: ContentSource;
  /** This process's own clients, for what is not cached. */
  readonly upstreams: Upstreams;
}

/** Where pulls are answered. */
export interface Addresses extends ProxyAddresses {
  readonly gateway: ListenerAddress;
}

/** A port for each listener that there is. */
export type Ports = { readonly [listener in keyof Addresses]?: number };

export interface DataPlane {
  /** Takes the configured ports, or the given ones. Pulls are refused, as without a policy, until `serve`. */
  readonly listen: (ports?: Ports) => Promise<Addresses>;
  /** Loads the policy, and makes the certificate authority where one is needed. Pulls are answered from then on. */
  readonly serve: () => Promise<void>;
}

export interface LocalDataPlane extends DataPlane {
  /** Whatever is in this process's memory of a repository that was pushed to by way of another. */
  readonly forget: (repository: ChangedRepository) => void;
}

export function createDataPlane(parts: Parts, { store, journal, signIn, gatewayKey, content, upstreams }: DataPlaneSources): LocalDataPlane {
  const { config, log, closers } = parts;
  const catalog = config.catalog === undefined ? shippedCatalog : loadCatalog(config.catalog);
  const recorder = createRecorder({ journal, log });
  closers.defer(() => recorder.close());
  const isConfiguredRegistry = (registry: string): boolean => upstreams.has(registry);
  const tokens = createGatewayTokens({ key: gatewayKey, now });
  const { allowedOrganizations, publicUrl } = config.gateway;
  const snapshot = createPolicySnapshot({ source: store, catalog, isConfiguredRegistry, now, log, ...(allowedOrganizations && { allowedOrganizations }) });
  closers.defer(() => snapshot.close());

  const currentSnapshot = snapshot.current;
  const uuids = createUuids();
  const enforce = createEnforce({ currentSnapshot, recorder, newRecordId: uuids.timed, log });
  const pull = createPull({ source: content, upstreams, now });
  const push = createPush({ source: content, upstreams, pull });
  const trustedProxies = parseNetworks(config.gateway.trustedProxies);
  const gateway = createGateway({
    registryDoor: createRegistryDoor({ enforce, pull, push, sessions: createUploadSessions(gatewayKey), tokens, currentSnapshot, catchUpWith: snapshot.catchUpWith, isConfiguredRegistry, now, log }),
    tokenDoor: createTokenDoor({ signIn, tokens, currentSnapshot, isConfiguredRegistry, log, ...(config.identity && { identityRegistry: config.identity.upstream }) }),
    isReady: () => currentSnapshot() !== undefined,
    newRequestId: uuids.random,
    trustedProxies,
    log,
    ...(publicUrl !== undefined && { publicUrl }),
  });
  const authority = config.proxy && openAuthority(parts, config.proxy, store);
  return {
    forget: pull.forget,
    listen: async (ports = {}) => ({
      gateway: await openListener({ ...config.gateway, port: ports.gateway ?? config.gateway.port, handler: gateway, setting: 'PULLGATE_GATEWAY_LISTEN / --gateway-listen' }, parts),
      ...(config.proxy && authority && (await openProxy({ config: config.proxy, gateway, authority, trustedProxies, ports }, parts))),
    }),
    serve: async () => {
      await snapshot.start();
      if (authority !== undefined && authority.hosts.length > 0) await authority.current();
    },
  };
}
