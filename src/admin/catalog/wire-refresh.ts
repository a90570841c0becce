// The state of the refresh, on the wire.
import type { CatalogRefresh as WireRefresh } from '../../contract/catalog.ts';
import type { CatalogStore } from './catalog.port.ts';
import type { CatalogRefresh } from './refresh.ts';

export interface RefreshSettings {
  readonly isEnabled: boolean;
  readonly address: string;
  readonly apply: 'apply' | 'report';
  readonly intervalMs: number;
}

export interface RefreshParts {
  readonly store: Pick<CatalogStore, 'lastRefresh' | 'listDrift'>;
  readonly settings: RefreshSettings;
  /** Undefined while it is switched off. */
  readonly refresh: CatalogRefresh | undefined;
}

const hourMs = 60 * 60 * 1000;
const driftListedMax = 100;

export async function wireRefresh({ store, settings, refresh }: RefreshParts): Promise<WireRefresh> {
  const [last, drift, nextAtMs] = await Promise.all([store.lastRefresh(), store.listDrift(driftListedMax), refresh?.nextAtMs()]);
  const progress = refresh?.progress();
  return {
    enabled: settings.isEnabled,
    address: settings.address,
    apply: settings.apply,
    interval_hours: settings.intervalMs / hourMs,
    state: progress === undefined ? 'idle' : 'running',
    outcome: progress === undefined ? (last?.outcome ?? null) : null,
    problem: progress === undefined ? (last?.problem ?? null) : null,
    asked: (progress ?? last)?.asked ?? 0,
    total: progress?.total ?? last?.asked ?? 0,
    answered: progress === undefined ? (last?.answered ?? 0) : 0,
    drifted: progress === undefined ? (last?.drifted ?? 0) : 0,
    started_at: timeOf((progress ?? last)?.startedAtMs),
    finished_at: progress === undefined ? timeOf(last?.finishedAtMs) : null,
    next_at: progress === undefined ? timeOf(nextAtMs) : null,
    drift: drift.map(({ namespace, atMs, before, after, isApplied }) => ({ namespace, at: new Date(atMs).toISOString(), before, after, applied: isApplied })),
  };
}

function timeOf(timeMs: number | undefined): string | null {
  return timeMs === undefined ? null : new Date(timeMs).toISOString();
}
