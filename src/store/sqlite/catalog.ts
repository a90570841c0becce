// CatalogStore: what refreshes found of Docker Hub's badges.
import type { CatalogStore, Drift, RefreshRun, StoredFinding } from '../../admin/catalog/catalog.port.ts';
import { appendAct } from './append-act.ts';
import { readCatalogFindings } from './catalog-findings.ts';
import type { Database } from './database.ts';
import { flag, integer, integerOrNull, json, malformed, oneOf, text } from './row.ts';
import type { Row } from './row.ts';

/** Older drift is in the log of what people do. */
const driftMax = 10_000;
const windowSize = 2000;
const catalogCategories = ['verified-publisher', 'sponsored-open-source', 'community'] as const;
const outcomes = ['done', 'held', 'limited', 'failed', 'stopped'] as const;

export function createCatalogStore(database: Database): CatalogStore {
  const version = database.prepare('SELECT version, last_run FROM catalog_refresh');
  const all = database.prepare('SELECT namespace, badge, category, first_seen_at_ms, seen_at_ms, confirmed_at_ms FROM catalog_findings ORDER BY namespace');
  const inForce = readCatalogFindings(database);
  const newest = database.prepare('SELECT namespace, at_ms, before, after, is_applied FROM catalog_drift ORDER BY sequence DESC LIMIT ?');
  const applied = database.prepare(
    `SELECT namespace, at_ms, before, after, is_applied FROM catalog_drift AS drift WHERE is_applied = 1
     AND sequence = (SELECT max(sequence) FROM catalog_drift WHERE namespace = drift.namespace AND is_applied = 1)`,
  );
  const store = storeRun(database);
  return {
    catalogVersion: () => database.read(() => integer(version.get() ?? {}, 'version')),
    catalogFindings: () => database.read(inForce),
    storedFindings: () => database.read(() => all.all().map(findingOf)),
    storeRefresh: (refresh, act) =>
      database.write(() => {
        store(refresh, act);
      }),
    lastRefresh: () => database.read(() => runOf(version.get() ?? {})),
    listDrift: (limit) => database.read(() => newest.all(limit).map(driftOf)),
    appliedDrift: () => database.read(() => applied.all().map(driftOf)),
    namespacesAskedFor: (query) => namespacesAskedFor(database, query),
  };
}

function storeRun(database: Database): (...refresh: Parameters<CatalogStore['storeRefresh']>) => void {
  const append = appendAct(database);
  const put = database.prepare(
    `INSERT INTO catalog_findings (namespace, badge, category, first_seen_at_ms, seen_at_ms, confirmed_at_ms) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (namespace) DO UPDATE SET badge = excluded.badge, category = excluded.category, seen_at_ms = excluded.seen_at_ms, confirmed_at_ms = excluded.confirmed_at_ms`,
  );
  const lastTold = database.prepare('SELECT before, after, is_applied FROM catalog_drift WHERE namespace = ? ORDER BY sequence DESC LIMIT 1');
  const tell = database.prepare('INSERT INTO catalog_drift (at_ms, namespace, before, after, is_applied) VALUES (?, ?, ?, ?, ?)');
  const trim = database.prepare('DELETE FROM catalog_drift WHERE sequence <= (SELECT max(sequence) FROM catalog_drift) - ?');
  const note = database.prepare('UPDATE catalog_refresh SET version = version + 1, last_run = ?');
  return ({ run, findings, drift }, act) => {
    for (const { namespace, badge, category, firstSeenAtMs, seenAtMs, confirmedAtMs } of findings) put.run(namespace, badge, category, firstSeenAtMs, seenAtMs, confirmedAtMs);
    for (const { namespace, atMs, before, after, isApplied } of drift) {
      const told = lastTold.get(namespace);
      const isToldBefore = !isApplied && told !== undefined && !flag(told, 'is_applied') && text(told, 'before') === before && text(told, 'after') === after;
      if (!isToldBefore) tell.run(atMs, namespace, before, after, isApplied ? 1 : 0);
    }
    trim.run(driftMax);
    note.run(JSON.stringify(run));
    append(act);
  };
}

/** A window of records at a time, so that requests get through meanwhile. */
async function namespacesAskedFor(database: Database, { sinceMs, recordsMax }: { readonly sinceMs: number; readonly recordsMax: number }): Promise<readonly string[]> {
  const window = database.prepare(
    "SELECT time_ms, id, registry, repository, category FROM pull_records WHERE time_ms >= :since AND (time_ms, id) < (:time, :id) ORDER BY time_ms DESC, id DESC LIMIT :size",
  );
  const found = new Set<string>();
  let position = { ':time': Number.MAX_SAFE_INTEGER, ':id': '' };
  for (let looked = 0; looked < recordsMax; looked += windowSize) {
    const rows = await database.read(() => window.all({ ...position, ':since': sinceMs, ':size': windowSize }));
    for (const row of rows) {
      const [namespace, name] = text(row, 'repository').split('/');
      if (text(row, 'registry') === 'docker.io' && row['category'] !== 'organization' && namespace !== undefined && name !== undefined) found.add(namespace);
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < windowSize) break;
    position = { ':time': integer(last, 'time_ms'), ':id': text(last, 'id') };
    await new Promise((resolve) => setImmediate(resolve));
  }
  return [...found];
}

function findingOf(row: Row): StoredFinding {
  return {
    namespace: text(row, 'namespace'),
    badge: text(row, 'badge'),
    category: row['category'] === null ? null : oneOf(row, 'category', catalogCategories),
    firstSeenAtMs: integer(row, 'first_seen_at_ms'),
    seenAtMs: integer(row, 'seen_at_ms'),
    confirmedAtMs: integerOrNull(row, 'confirmed_at_ms'),
  };
}

function driftOf(row: Row): Drift {
  return { namespace: text(row, 'namespace'), atMs: integer(row, 'at_ms'), before: oneOf(row, 'before', catalogCategories), after: oneOf(row, 'after', catalogCategories), isApplied: flag(row, 'is_applied') };
}

function runOf(row: Row): RefreshRun | undefined {
  if (row['last_run'] === null) return undefined;
  const run = json(row, 'last_run');
  if (typeof run !== 'object' || run === null) throw malformed('last refresh of the catalog', 'an object');
  const fields = run as Row;
  return {
    startedAtMs: integer(fields, 'startedAtMs'),
    finishedAtMs: integer(fields, 'finishedAtMs'),
    outcome: oneOf(fields, 'outcome', outcomes),
    problem: fields['problem'] === null ? null : text(fields, 'problem'),
    asked: integer(fields, 'asked'),
    answered: integer(fields, 'answered'),
    drifted: integer(fields, 'drifted'),
  };
}
