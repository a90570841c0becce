// Keeps the last good snapshot in memory, so that pulls go on while the store is away and a change holds within a second.
import type { ListedCatalog } from '../core/policy/facts.ts';
import { layerCatalog } from '../core/policy/layered-catalog.ts';
import { compilePolicy } from '../core/policy/compile-policy.ts';
import type { CompiledPolicy } from '../core/policy/policy.ts';
import type { VerifiedToken } from '../identity/verified-token.ts';
import type { Log } from '../telemetry/log.ts';
import type { PolicySource, PolicySourceData } from './policy-source.port.ts';
import { buildSnapshot } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';

const secondMs = 1000;
const loadTimeoutMs = 10 * secondMs;
/** A client waits for it. */
const catchUpTimeoutMs = 2 * secondMs;

export interface PolicySnapshotOptions {
  readonly source: PolicySource;
  /** Under what a refresh found. */
  readonly catalog: ListedCatalog;
  readonly isConfiguredRegistry: (registry: string) => boolean;
  /** Names of the organizations that this gateway serves; left out: every one. */
  readonly allowedOrganizations?: readonly string[];
  readonly now: () => number;
  readonly log: Log;
  /** How often the store is asked whether something changed. */
  readonly pollMs?: number;
}

export interface PolicySnapshot {
  /** Loads for the first time and goes on watching. Never rejects: without a snapshot everything is denied until a load succeeds. */
  readonly start: () => Promise<void>;
  /** Undefined until the first load has succeeded. */
  readonly current: () => Snapshot | undefined;
  /**
   * Where the token is newer than the last look at the store and says what the snapshot does not hold good, looks once more: its account, token or password may be as
   * new, made by way of another process. Undefined where there is nothing to wait for, as for nearly every request. Never rejects.
   */
  readonly catchUpWith: (token: VerifiedToken) => Promise<void> | undefined;
  readonly close: () => void;
}

/** Makes the snapshot's keeper; nothing is read before `start`. */
export function createPolicySnapshot(options: PolicySnapshotOptions): PolicySnapshot {
  const { source, log, now, pollMs = 200 } = options;
  const policies = createPolicyCompiler(log);
  const layers = createCatalogLayers(options.catalog);
  const allowedOrganizations = options.allowedOrganizations === undefined ? undefined : new Set(options.allowedOrganizations);
  let snapshot: Snapshot | undefined;
  /** Whatever was committed before is in the snapshot. */
  let seenUntilMs = 0;
  let isFailing = false;
  let isClosed = false;
  let unknown = '';

  const reload = async (): Promise<void> => {
    try {
      const lookedAtMs = now();
      const version = await withTimeout(source.version());
      if (version !== snapshot?.version) {
        const data = await withTimeout(source.load());
        snapshot = buildSnapshot({ ...options, allowedOrganizations, data, policies: policies(data), catalog: layers(data.catalog) });
        warnOfUnknown(data);
      }
      seenUntilMs = lookedAtMs;
      recovered();
    } catch (error) {
      // Told once, not five times a second.
      if (!isFailing) log.error({ error, version: snapshot?.version }, snapshot === undefined ? 'no policy can be loaded: every pull is denied' : 'policy cannot be reloaded: the last good one goes on serving');
      isFailing = true;
    }
  };
  /** A name misspelt in the configuration would shut everybody out without a word. */
  const warnOfUnknown = ({ organizations }: PolicySourceData): void => {
    const known = new Set(organizations.map(({ name }) => name));
    const nowUnknown = [...(allowedOrganizations ?? [])].filter((name) => !known.has(name)).join(', ');
    if (nowUnknown !== '' && nowUnknown !== unknown) log.warn({ organizations: nowUnknown }, 'this gateway is set to serve organizations that do not exist: check allowed_organizations');
    unknown = nowUnknown;
  };
  const recovered = (): void => {
    if (isFailing) log.info({ version: snapshot?.version }, 'policy is loaded again');
    isFailing = false;
  };
  const refresh = createSingleFlight(async () => {
    if (!isClosed) await reload();
  });
  let stopListening: (() => void) | undefined;
  let timer: NodeJS.Timeout | undefined;

  return {
    start: async () => {
      stopListening = source.onChange(() => void refresh());
      await refresh();
      timer = setInterval(() => void refresh(), pollMs);
      timer.unref();
    },
    current: () => snapshot,
    catchUpWith: (token) => {
      const isNews = token.issuedAtMs + secondMs > seenUntilMs && isGone(token, snapshot);
      return isNews ? withTimeout(refresh(), catchUpTimeoutMs).catch(() => undefined) : undefined;
    },
    close: () => {
      isClosed = true;
      stopListening?.();
      clearInterval(timer);
    },
  };
}

function isGone(token: VerifiedToken, snapshot: Snapshot | undefined): boolean {
  const subject = snapshot?.subjectOf(token);
  return subject !== undefined && 'gone' in subject;
}

/** Compiles what changed: an organization whose revision is the known one keeps its compiled policy. */
function createPolicyCompiler(log: Log): (data: PolicySourceData) => ReadonlyMap<string, CompiledPolicy | undefined> {
  let known: ReadonlyMap<string, CompiledPolicy | undefined> = new Map();
  return ({ organizations }) => {
    known = new Map(
      organizations.map(({ name, revision, settings }) => {
        const before = known.get(name);
        if (before?.revision === revision) return [name, before];
        try {
          return [name, compilePolicy({ organization: name, revision, settings })];
        } catch (error) {
          log.error({ error, organization: name, revision, servedRevision: before?.revision }, 'settings cannot be compiled');
          return [name, before];
        }
      }),
    );
    return known;
  };
}

/** Lays anew only what is new: the findings are the same list until a refresh. */
function createCatalogLayers(base: ListedCatalog): (findings: PolicySourceData['catalog']) => ListedCatalog {
  let known: { readonly findings: PolicySourceData['catalog']; readonly catalog: ListedCatalog } | undefined;
  return (findings) => {
    if (known?.findings !== findings) known = { findings, catalog: layerCatalog(base, findings) };
    return known.catalog;
  };
}

/** Runs `work` one at a time; calls made meanwhile share one further run, which sees everything that happened before them. */
function createSingleFlight(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const run = (): Promise<void> => {
    next = undefined;
    running = work().finally(() => (running = undefined));
    return running;
  };
  return () => {
    if (next !== undefined) return next;
    if (running === undefined) return run();
    next = running.then(run);
    return next;
  };
}

async function withTimeout<T>(work: Promise<T>, timeoutMs = loadTimeoutMs): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`policy store did not answer within ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
