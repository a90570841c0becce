// Brings a database to this version's schema, and refuses those that are not ours or are ahead of us, untouched.
import type { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../store-error.ts';
import { first } from './migrations/0001-first.ts';
import { certificateAuthority } from './migrations/0002-certificate-authority.ts';
import { activity } from './migrations/0003-activity.ts';
import { sessions } from './migrations/0004-sessions.ts';
import { teamsAndInvites } from './migrations/0005-teams-and-invites.ts';
import { singleSignOn } from './migrations/0006-single-sign-on.ts';
import { catalog } from './migrations/0007-catalog.ts';
import { webhooks } from './migrations/0008-webhooks.ts';
import { scim } from './migrations/0009-scim.ts';
import { externalIdClaim } from './migrations/0010-external-id-claim.ts';
import { finishedDeliveries } from './migrations/0011-finished-deliveries.ts';
import { changesOfRevisions } from './migrations/0012-changes-of-revisions.ts';
import { integer } from './row.ts';

/** In order: the first brings a database from version 0 to 1. Never edited once released, only appended to. */
const migrations: readonly string[] = [first, certificateAuthority, activity, sessions, teamsAndInvites, singleSignOn, catalog, webhooks, scim, externalIdClaim, finishedDeliveries, changesOfRevisions];
export const schemaVersion = migrations.length;

/** SQLite's `application_id` of our files: "PGAT". */
const applicationId = 0x50474154;

/** Throws StoreError `newer-version` or `foreign-database`; reads only, and in one view: another process may be making the schema at this moment. */
export function refuseUnknownSchema(database: DatabaseSync, file: string): void {
  database.exec('BEGIN');
  try {
    refuseUnknown(database, file);
  } finally {
    if (database.isTransaction) database.exec('ROLLBACK');
  }
}

/** Within a transaction. */
function refuseUnknown(database: DatabaseSync, file: string): void {
  const found = pragma(database, 'user_version');
  if (pragma(database, 'application_id') === applicationId) {
    if (found <= schemaVersion) return;
    throw new StoreError(
      'newer-version',
      `the data in ${file} has schema version ${found}, and this pullgate supports versions up to ${schemaVersion}: start the newer pullgate that wrote it, or restore the backup made before the upgrade`,
    );
  }
  const objects = database.prepare('SELECT count(*) AS total FROM sqlite_schema').get();
  if (found === 0 && objects !== undefined && integer(objects, 'total') === 0) return;
  throw new StoreError('foreign-database', `${file} is a database of another program: give pullgate a data folder of its own`);
}

/** Applies what is missing, each step whole or not at all. Safe when several processes start at once. */
export function migrate(database: DatabaseSync, file: string): void {
  for (let done = false; !done; ) {
    database.exec('BEGIN IMMEDIATE');
    try {
      refuseUnknown(database, file);
      const version = pragma(database, 'user_version');
      const step = migrations[version];
      if (step !== undefined) database.exec(`${step}; PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${version + 1}`);
      done = step === undefined;
      database.exec('COMMIT');
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }
}

function pragma(database: DatabaseSync, name: 'user_version' | 'application_id'): number {
  return integer(database.prepare(`PRAGMA ${name}`).get() ?? {}, name);
}
