// SettingsStore: revisions of settings, appended and never changed.
import type { RevisionEntry, SettingsRevision, SettingsStore } from '../../admin/settings/settings.port.ts';
import { appendAct } from './append-act.ts';
import type { Database } from './database.ts';
import { readChange } from './revision-change.ts';
import { integer, text } from './row.ts';
import type { Row } from './row.ts';
import { readSettings } from './settings-document.ts';

export function createSettingsStore(database: Database): SettingsStore {
  const columns = 'SELECT organization, revision, settings, at_ms, made_by, summary, changes FROM settings_revisions WHERE organization = ?';
  const current = database.prepare(`${columns} ORDER BY revision DESC LIMIT 1`);
  const find = database.prepare(`${columns} AND revision = ?`);
  const list = database.prepare('SELECT organization, revision, at_ms, made_by, summary, changes FROM settings_revisions WHERE organization = ? ORDER BY revision DESC LIMIT ? OFFSET ?');
  const count = database.prepare('SELECT count(*) AS total FROM settings_revisions WHERE organization = ?');
  const newest = database.prepare('SELECT coalesce(max(revision), 0) AS newest FROM settings_revisions WHERE organization = ?');
  const insert = insertRevision(database);
  const append = appendAct(database);
  // A revision never changes, and reading large settings holds everybody up: the newest of each organization is read once.
  const newestRead = new Map<string, SettingsRevision>();
  const readCurrent = (organization: string): SettingsRevision | undefined => {
    const known = newestRead.get(organization);
    if (known !== undefined && known.revision === integer(newest.get(organization) ?? {}, 'newest')) return known;
    const read = revision(current.get(organization));
    if (read !== undefined) newestRead.set(organization, read);
    return read;
  };
  return {
    currentSettings: (organization) => database.read(() => readCurrent(organization)),
    findRevision: (organization, number) => database.read(() => revision(find.get(organization, number))),
    listRevisions: (organization, { limit, offset }) =>
      database.read(() => ({
        total: integer(count.get(organization) ?? {}, 'total'),
        revisions: list.all(organization, limit, offset).map(entry),
      })),
    appendRevision: (appended, acts) =>
      database.write(() => {
        if (appended.revision !== integer(newest.get(appended.organization) ?? {}, 'newest') + 1) return 'conflict';
        insert(appended);
        for (const act of acts) append(act);
        return 'appended';
      }),
  };
}

/** Stores a revision, within a transaction of the caller's. */
export function insertRevision(database: Database): (revision: SettingsRevision) => void {
  const insert = database.prepare('INSERT INTO settings_revisions (organization, revision, settings, at_ms, made_by, summary, changes) VALUES (?, ?, ?, ?, ?, ?, ?)');
  return ({ organization, revision, settings, atMs, by, summary, change }) => {
    insert.run(organization, revision, JSON.stringify(settings), atMs, by, summary, change === undefined ? null : JSON.stringify(change));
  };
}

function revision(row: Row | undefined): SettingsRevision | undefined {
  return row === undefined ? undefined : { ...entry(row), settings: readSettings(text(row, 'settings')) };
}

function entry(row: Row): RevisionEntry {
  return {
    organization: text(row, 'organization'),
    revision: integer(row, 'revision'),
    atMs: integer(row, 'at_ms'),
    by: text(row, 'made_by'),
    summary: text(row, 'summary'),
    ...(row['changes'] !== null && { change: readChange(row) }),
  };
}
