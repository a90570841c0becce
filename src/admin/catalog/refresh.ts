// Refreshes the catalog: one run at a time, on demand or when it is due.
import type { Act, Actor } from '../../audit/activity.port.ts';
import type { ListedCatalog } from '../../core/policy/facts.ts';
import type { AskBadge } from '../../facts/ask-badge.ts';
import type { Log } from '../../telemetry/log.ts';
import { askAll } from './ask-all.ts';
import type { CatalogStore, RefreshRun } from './catalog.port.ts';
import { chooseNamespaces } from './choose-namespaces.ts';
import { compareBadges } from './compare-badges.ts';

export interface CatalogRefreshOptions {
  readonly store: CatalogStore;
  readonly askBadge: AskBadge;
  /** Under what refreshes find. */
  readonly base: ListedCatalog;
  /** Namespaces that owners overrode. */
  readonly overridden: () => Promise<readonly string[]>;
  readonly apply: 'apply' | 'report';
  readonly intervalMs: number;
  readonly now: () => number;
  readonly log: Log;
  readonly spacingMs?: number;
  /** How often it is looked whether a refresh is due. */
  readonly dueCheckMs?: number;
}

export interface RefreshProgress {
  readonly startedAtMs: number;
  readonly total: number;
  readonly asked: number;
}

export interface CatalogRefresh {
  /** Starts a run, or joins the one under way. `accept`: whatever it finds takes effect. */
  readonly start: (by: Actor, how: { readonly accept: boolean }) => void;
  /** Undefined: none is under way. */
  readonly progress: () => RefreshProgress | undefined;
  /** When the next one is due, in ms since the Unix epoch. */
  readonly nextAtMs: () => Promise<number>;
  /** Looks now and then whether one is due. */
  readonly schedule: () => void;
  /** Resolves when no run is under way. */
  readonly settled: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const minuteMs = 60_000;
const system: Actor = { kind: 'system', id: null, name: 'pullgate', credential: { kind: 'none', id: null }, clientAddress: '', userAgent: '', requestId: '' };
const changesNamedMax = 100;

export function createCatalogRefresh(options: CatalogRefreshOptions): CatalogRefresh {
  const { store, intervalMs, now, log, dueCheckMs = minuteMs } = options;
  const ending = new AbortController();
  let progress: RefreshProgress | undefined;
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  const start: CatalogRefresh['start'] = (by, { accept }) => {
    if (progress !== undefined || ending.signal.aborted) return;
    progress = { startedAtMs: now(), total: 0, asked: 0 };
    running = run({ ...options, by, accept, signal: ending.signal, tell: (step) => (progress = progress && { ...progress, ...step(progress) }) })
      .catch((error: unknown) => log.error({ error }, 'the refresh of the catalog broke off'))
      .finally(() => (progress = undefined));
  };
  const nextAtMs = async (): Promise<number> => {
    const last = await store.lastRefresh();
    // One that was stopped goes on where it was: whoever was not asked for longest comes first.
    return last === undefined || last.outcome === 'stopped' ? now() : last.finishedAtMs + intervalMs;
  };
  const startWhenDue = async (): Promise<void> => {
    if (progress === undefined && (await nextAtMs()) <= now()) start(system, { accept: false });
  };
  return {
    start,
    progress: () => progress,
    nextAtMs,
    schedule: () => {
      const look = (): void => void startWhenDue().catch((error: unknown) => log.error({ error }, 'it is not known whether a refresh of the catalog is due'));
      look();
      timer = setInterval(look, dueCheckMs);
      timer.unref();
    },
    settled: () => running,
    close: async () => {
      clearInterval(timer);
      ending.abort();
      await running;
    },
  };
}

interface Run extends CatalogRefreshOptions {
  readonly by: Actor;
  readonly accept: boolean;
  readonly signal: AbortSignal;
  readonly tell: (step: (before: RefreshProgress) => Partial<RefreshProgress>) => void;
}

const secondMs = 1000;

async function run({ store, askBadge, base, overridden, apply, now, log, spacingMs = secondMs, by, accept, signal, tell }: Run): Promise<void> {
  const startedAtMs = now();
  const known = new Map((await store.storedFindings()).map((finding) => [finding.namespace, finding]));
  const namespaces = await chooseNamespaces({ store, base, overridden: await overridden(), known, nowMs: startedAtMs });
  tell(() => ({ total: namespaces.length }));
  let asked = 0;
  const onAsked = (): void => tell(() => ({ asked: (asked += 1) }));
  const { answers, outcome, problem } = await askAll({ namespaces, askBadge, spacingMs, signal, onAsked });
  const finishedAtMs = now();
  const { findings, drift, isHeld } = compareBadges({ answers, base, known, apply: accept ? 'accept' : apply, atMs: finishedAtMs });
  const done: RefreshRun = {
    startedAtMs,
    finishedAtMs,
    outcome: isHeld ? 'held' : outcome,
    problem: isHeld ? `${drift.length} of ${answers.size} namespaces would change at once: look at the drift, and refresh with accept where it is right` : problem,
    asked,
    answered: answers.size,
    drifted: drift.length,
  };
  const changes = drift.slice(0, changesNamedMax).map(({ namespace, before, after, isApplied }) => ({ namespace, before, after, applied: isApplied }));
  const act: Act = { action: 'installation.catalog.refresh', organization: null, name: 'catalog', actor: by, atMs: finishedAtMs, before: null, after: { outcome: done.outcome, answered: done.answered, drifted: done.drifted, changes } };
  await store.storeRefresh({ run: done, findings, drift }, act);
  log[done.outcome === 'done' ? 'info' : 'warn']({ ...done }, 'catalog refreshed');
}
