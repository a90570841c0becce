// The organizations and the people that tests of the admin API begin with: made once in a process, since each of their writes waits for the disk.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { prepareFirstStart } from '../../src/admin/installation/first-start.ts';
import type { Role } from '../../src/core/policy/facts.ts';
import { defaultSettings } from '../../src/core/policy/settings.ts';
import { anAct } from '../../src/store/conformance/store-under-test.ts';
import { openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.ts';
import { hashCheaply, setCheapPasswords } from '../identity/cheap-password.ts';

/** Of everybody. */
export const password = 'correct horse battery';
export const secretKey = new Uint8Array(32).fill(7);
/** When it was made. */
export const preparedAtMs = Date.UTC(2026, 10, 21, 12);

export interface PreparedStore {
  /** The database file, to be written where a test opens it. */
  readonly bytes: Buffer;
  readonly secretOfFirstToken: string;
}

const prepared = new Map<boolean, Promise<PreparedStore>>();

/** The organization acme with its people; beside it, unless it is to be alone, globex. */
export function preparedStore({ withSecondOrganization }: { readonly withSecondOrganization: boolean }): Promise<PreparedStore> {
  const found = prepared.get(withSecondOrganization) ?? prepare(withSecondOrganization);
  prepared.set(withSecondOrganization, found);
  return found;
}

async function prepare(withSecondOrganization: boolean): Promise<PreparedStore> {
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-admin-'));
  const file = join(folder, 'prepared.sqlite');
  const now = (): number => preparedAtMs;
  const store = openSqliteStore({ file, secretKey, now });
  const first = await prepareFirstStart({ store, organization: 'acme', ownerName: 'owner', ownerPassword: password, memberName: 'developer', now });
  if (first === undefined) throw new Error('the store was not empty');
  const passwordHash = hashCheaply(password);
  for (const [name, role] of Object.entries({ 'second-owner': 'owner', editor: 'editor' } satisfies Record<string, Role>)) {
    await store.createMember({ id: randomUUID(), organization: 'acme', name, email: `${name}@acme.example`, fullName: '', passwordHash, role, atMs: preparedAtMs }, anAct({ action: 'org.member.add', name }));
  }
  await store.close();
  setCheapPasswords(file, { owner: password });
  if (withSecondOrganization) addSecondOrganization(file, passwordHash);
  const bytes = readFileSync(file);
  rmSync(folder, { recursive: true, force: true });
  return { bytes, secretOfFirstToken: first.member.personalAccessToken };
}

/** Whoever makes an organization through the API owns every one: two with an owner each, who own nothing in common, are written into the file. */
function addSecondOrganization(file: string, passwordHash: string): void {
  const database = new DatabaseSync(file);
  const id = randomUUID();
  database.prepare('INSERT INTO organizations (name, created_at_ms) VALUES (?, ?)').run('globex', preparedAtMs);
  database
    .prepare('INSERT INTO settings_revisions (organization, revision, settings, at_ms, made_by, summary) VALUES (?, ?, ?, ?, ?, ?)')
    .run('globex', 1, JSON.stringify(defaultSettings), preparedAtMs, 'stranger', 'first settings');
  database
    .prepare('INSERT INTO users (id, name, email, full_name, is_active, password_hash, credential_version, created_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    .run(id, 'stranger', null, '', 1, passwordHash, 1, preparedAtMs);
  database.prepare('INSERT INTO memberships (organization, user_id, role, joined_at_ms) VALUES (?, ?, ?, ?)').run('globex', id, 'owner', preparedAtMs);
  database.close();
}
