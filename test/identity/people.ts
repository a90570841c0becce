// A store with people and tokens in every state that a sign-in can meet, and the secrets that open them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { TokenScope } from '../../src/core/policy/access-request.ts';
import { defaultSettings } from '../../src/core/policy/settings.ts';
import { mintToken } from '../../src/identity/secret.ts';
import { openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.ts';
import type { SqliteStore } from '../../src/store/sqlite/open-sqlite-store.ts';
import { anAct } from '../../src/store/conformance/store-under-test.ts';
import { hashCheaply } from './cheap-password.ts';

export const peopleStartMs = Date.UTC(2026, 0, 10);
const dayMs = 24 * 3600 * 1000;
export const password = 'correct horse battery';

export interface People {
  readonly store: SqliteStore;
  /** Secrets of mike's personal access tokens, of nina's (whose account is deactivated), and of acme's organization access tokens. */
  readonly secrets: Readonly<Record<SecretName, string>>;
  readonly setImageAccess: (enabled: boolean) => Promise<void>;
  /** As another process would: straight in the database. */
  readonly elsewhere: (sql: string) => void;
  readonly close: () => Promise<void>;
}

export type SecretName = 'valid' | 'expiring' | 'expired' | 'revoked' | 'inactive' | 'ofInactiveAccount' | 'organization' | 'organizationExpired' | 'organizationRevoked';

const passwordHash = hashCheaply(password);

/** acme with its owner olga and members mike and nina; all have the same password but robin, who has none. Image access is off. */
export async function openPeople({ now = () => peopleStartMs }: { readonly now?: () => number } = {}): Promise<People> {
  const folder = mkdtempSync(join(tmpdir(), 'people-'));
  const file = join(folder, 'store.db');
  const store = openSqliteStore({ file, secretKey: new Uint8Array(32), now });
  const member = (name: string, role: 'owner' | 'member') => ({ id: `id-of-${name}`, name, organization: 'acme', role, email: `${name}@example.com`, fullName: name, passwordHash: name === 'robin' ? null : passwordHash, atMs: 0 });
  const personal = (id: string, userName: string, expiresAtMs?: number) => ({
    id,
    userId: `id-of-${userName}`,
    label: id,
    scopes: ['repo:read'] as readonly TokenScope[],
    createdAtMs: 0,
    expiresAt: expiresAtMs === undefined ? null : new Date(expiresAtMs).toISOString(),
    isActive: true,
    lastUsedAtMs: null,
    creatorAddress: '',
    creatorUserAgent: '',
  });
  const organizational = (id: string, expiresAtMs?: number) => ({
    id,
    organization: 'acme',
    label: id,
    description: '',
    createdBy: 'olga',
    resources: [],
    createdAtMs: 0,
    expiresAt: expiresAtMs === undefined ? null : new Date(expiresAtMs).toISOString(),
    isActive: true,
    lastUsedAtMs: null,
  });

  const secrets: Record<string, string> = {};
  const mint = (name: SecretName): string => {
    const { secret, hash } = mintToken(name.startsWith('organization') ? 'organization' : 'personal');
    secrets[name] = secret;
    return hash;
  };
  await store.createInstallation({
    organization: { name: 'acme', settings: defaultSettings, atMs: 0 },
    members: [member('olga', 'owner'), member('mike', 'member'), member('nina', 'member'), member('robin', 'member')],
    token: { token: personal('valid', 'mike'), hash: mint('valid') },
  }, [anAct()]);
  await store.createPersonalToken(personal('expiring', 'mike', peopleStartMs + dayMs), mint('expiring'), anAct());
  await store.createPersonalToken(personal('expired', 'mike', peopleStartMs - dayMs), mint('expired'), anAct());
  await store.createPersonalToken(personal('revoked', 'mike'), mint('revoked'), anAct());
  await store.revokePersonalToken('id-of-mike', 'revoked', peopleStartMs - dayMs, anAct());
  await store.createPersonalToken(personal('inactive', 'mike'), mint('inactive'), anAct());
  await store.updatePersonalToken('id-of-mike', 'inactive', { isActive: false }, anAct());
  await store.createPersonalToken(personal('ofInactiveAccount', 'nina'), mint('ofInactiveAccount'), anAct());
  await store.createOrganizationToken(organizational('organization'), mint('organization'), anAct());
  await store.createOrganizationToken(organizational('organizationExpired', peopleStartMs - dayMs), mint('organizationExpired'), anAct());
  await store.createOrganizationToken(organizational('organizationRevoked'), mint('organizationRevoked'), anAct());
  await store.revokeOrganizationToken('acme', 'organizationRevoked', peopleStartMs - dayMs, anAct());
  const elsewhere = (sql: string): void => {
    const database = new DatabaseSync(file);
    database.exec(sql);
    database.close();
  };
  elsewhere("UPDATE users SET is_active = 0 WHERE name = 'nina'");

  return {
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    },
    store,
    secrets: secrets as Record<SecretName, string>,
    elsewhere,
    setImageAccess: async (enabled) => {
      const current = await store.currentSettings('acme');
      if (current === undefined) throw new Error('acme has no settings');
      const restrictedImages = { ...current.settings.restrictedImages, enabled };
      await store.appendRevision({ ...current, revision: current.revision + 1, settings: { ...current.settings, restrictedImages }, by: 'olga', summary: 'image access' }, [anAct()]);
    },
  };
}
