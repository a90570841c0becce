// PolicySource: everything the gateway decides with, read as one consistent view.
import { tokenScopes } from '../../core/policy/access-request.ts';
import type { PolicySource, PolicySourceData, SourceToken } from '../../gateway/policy-source.port.ts';
import { readCatalogFindings } from './catalog-findings.ts';
import type { Database } from './database.ts';
import { roles } from './roles.ts';
import { flag, integer, integerOrNull, listOf, oneOf, text } from './row.ts';
import type { Row } from './row.ts';
import { readSettings } from './settings-document.ts';
import { tokenResources } from './token-resources.ts';

type Membership = PolicySourceData['users'][number]['memberships'][number];

export function createPolicySource(database: Database): PolicySource {
  const organizations = database.prepare(
    `SELECT organization, revision, settings FROM settings_revisions AS current
     WHERE revision = (SELECT max(revision) FROM settings_revisions WHERE organization = current.organization) ORDER BY organization`,
  );
  const users = database.prepare('SELECT id, name, is_active, credential_version FROM users ORDER BY name');
  const memberships = database.prepare('SELECT user_id, organization, role FROM memberships ORDER BY organization');
  const usable = 'is_active = 1 AND revoked_at_ms IS NULL ORDER BY id';
  const personalTokens = database.prepare(`SELECT id, user_id, scopes, expires_at_ms FROM personal_tokens WHERE ${usable}`);
  const organizationTokens = database.prepare(`SELECT id, organization, resources, expires_at_ms FROM organization_tokens WHERE ${usable}`);
  const catalog = readCatalogFindings(database);
  return {
    version: () => database.read(database.policyVersion),
    load: () =>
      database.read(() => {
        const membershipsByUser = groupByUser(memberships.all());
        return {
          version: database.policyVersion(),
          organizations: organizations.all().map((row) => ({
            name: text(row, 'organization'),
            revision: integer(row, 'revision'),
            settings: readSettings(text(row, 'settings')),
          })),
          users: users.all().map((row) => ({
            id: text(row, 'id'),
            name: text(row, 'name'),
            isActive: flag(row, 'is_active'),
            credentialVersion: integer(row, 'credential_version'),
            memberships: membershipsByUser.get(text(row, 'id')) ?? [],
          })),
          catalog: catalog(),
          tokens: [...personalTokens.all().map(personalToken), ...organizationTokens.all().map(organizationToken)],
        };
      }),
    onChange: database.onPolicyChange,
  };
}

function groupByUser(rows: readonly Row[]): ReadonlyMap<string, readonly Membership[]> {
  const groups = new Map<string, Membership[]>();
  for (const row of rows) {
    const userId = text(row, 'user_id');
    const group = groups.get(userId) ?? [];
    group.push({ organization: text(row, 'organization'), role: oneOf(row, 'role', roles) });
    groups.set(userId, group);
  }
  return groups;
}

function personalToken(row: Row): SourceToken {
  return { kind: 'personal', id: text(row, 'id'), userId: text(row, 'user_id'), scopes: listOf(row, 'scopes', tokenScopes), expiresAtMs: integerOrNull(row, 'expires_at_ms') };
}

function organizationToken(row: Row): SourceToken {
  return { kind: 'organization', id: text(row, 'id'), organization: text(row, 'organization'), resources: tokenResources(row), expiresAtMs: integerOrNull(row, 'expires_at_ms') };
}
