// SingleSignOnStore: connections to identity providers, with their client secrets sealed, and whom they know.
import type { SingleSignOnConnection, SingleSignOnStore } from '../../admin/single-sign-on/single-sign-on.port.ts';
import type { Sealer } from '../seal.ts';
import { appendAct } from './append-act.ts';
import type { Database } from './database.ts';
import { createIdentityLinks } from './identity-links.ts';
import { roles } from './roles.ts';
import { flag, integer, json, listOfTexts, malformed, oneOf, text, textOrNull } from './row.ts';
import type { Row } from './row.ts';

export function createSingleSignOnStore({ database, sealer }: { readonly database: Database; readonly sealer: Sealer }): SingleSignOnStore {
  const append = appendAct(database);
  const find = database.prepare('SELECT * FROM single_sign_on_connections WHERE organization = ?');
  const passwordOwners = database.prepare(`SELECT users.name FROM single_sign_on_password_owners AS kept JOIN users ON users.id = kept.user_id
    JOIN memberships ON memberships.organization = kept.organization AND memberships.user_id = kept.user_id
    WHERE kept.organization = ? AND memberships.role = 'owner' ORDER BY users.name`);
  const ofDomain = database.prepare(`SELECT organization FROM single_sign_on_connections
    WHERE is_enabled AND EXISTS (SELECT 1 FROM json_each(domains) WHERE value = ?) ORDER BY organization`);
  const save = prepareSave(database, sealer);
  const remove = database.prepare('DELETE FROM single_sign_on_connections WHERE organization = ?');
  const endPasswords = prepareEndPasswords(database);
  const findNow = (organization: string): SingleSignOnConnection | undefined => {
    const row = find.get(organization);
    return row === undefined ? undefined : connectionOf(row, sealer, passwordOwners.all(organization).map((owner) => text(owner, 'name')));
  };
  return {
    ...createIdentityLinks(database),
    findConnection: (organization) => database.read(() => findNow(organization)),
    organizationsOfDomain: (domain) => database.read(() => ofDomain.all(domain).map((row) => text(row, 'organization'))),
    saveConnection: (connection, acts) =>
      database.write(() => {
        const before = findNow(connection.organization);
        if (connection.revision !== (before?.revision ?? 0) + 1) return 'conflict';
        save(connection);
        if (isInForce(connection) && (before === undefined || !isInForce(before))) endPasswords(connection.organization);
        for (const act of acts) append(act);
        return 'saved';
      }),
    removeConnection: (organization, act) =>
      database.write(() => {
        if (remove.run(organization).changes === 0) return 'missing';
        append(act);
        return 'removed';
      }),
  };
}

const isInForce = ({ isEnabled, isEnforced }: SingleSignOnConnection): boolean => isEnabled && isEnforced;

const place = (organization: string): string => `single_sign_on_connections/${organization}`;

function prepareSave(database: Database, sealer: Sealer): (connection: SingleSignOnConnection) => void {
  const upsert = database.prepare(
    `INSERT INTO single_sign_on_connections (organization, issuer, client_id, sealed_client_secret, scopes, group_claim, group_mapping, default_role, domains, link_by_email,
       external_id_claim, is_enabled, is_enforced, created_at_ms, changed_at_ms, revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (organization) DO UPDATE SET issuer = excluded.issuer, client_id = excluded.client_id, sealed_client_secret = excluded.sealed_client_secret,
       scopes = excluded.scopes, group_claim = excluded.group_claim, group_mapping = excluded.group_mapping, default_role = excluded.default_role, domains = excluded.domains,
       link_by_email = excluded.link_by_email, external_id_claim = excluded.external_id_claim, is_enabled = excluded.is_enabled, is_enforced = excluded.is_enforced, changed_at_ms = excluded.changed_at_ms, revision = excluded.revision`,
  );
  const forgetOwners = database.prepare('DELETE FROM single_sign_on_password_owners WHERE organization = ?');
  const keepOwner = database.prepare(`INSERT INTO single_sign_on_password_owners (organization, user_id)
    SELECT organization, user_id FROM memberships JOIN users ON users.id = user_id WHERE organization = ? AND users.name = ? AND role = 'owner'`);
  return (connection) => {
    const { organization, issuer, clientId, clientSecret, scopes, groupClaim, groupMapping, defaultRole, domains, linkByEmail, externalIdClaim, isEnabled, isEnforced } = connection;
    const sealed = clientSecret === null ? null : sealer.seal(clientSecret, place(organization));
    const [scopesJson, mappingJson, domainsJson] = [scopes, groupMapping, domains].map((list) => JSON.stringify(list)) as [string, string, string];
    const { createdAtMs, changedAtMs, revision } = connection;
    upsert.run(
      ...[organization, issuer, clientId, sealed, scopesJson, groupClaim, mappingJson, defaultRole, domainsJson, Number(linkByEmail)],
      ...[externalIdClaim, Number(isEnabled), Number(isEnforced), createdAtMs, changedAtMs, revision],
    );
    forgetOwners.run(organization);
    for (const name of connection.passwordOwners) keepOwner.run(organization, name);
  };
}

/** Tokens that were given for a password end with its version; sessions that were opened with one are removed. */
function prepareEndPasswords(database: Database): (organization: string) => void {
  const bound = `SELECT user_id FROM memberships WHERE organization = ?1
    AND user_id NOT IN (SELECT kept.user_id FROM single_sign_on_password_owners AS kept WHERE kept.organization = ?1)`;
  const raise = database.prepare(`UPDATE users SET credential_version = credential_version + 1 WHERE id IN (${bound})`);
  const endSessions = database.prepare(`DELETE FROM sessions WHERE method = 'password' AND user_id IN (${bound})`);
  return (organization) => {
    raise.run(organization);
    endSessions.run(organization);
  };
}

function connectionOf(row: Row, sealer: Sealer, passwordOwners: readonly string[]): SingleSignOnConnection {
  const organization = text(row, 'organization');
  const sealed = textOrNull(row, 'sealed_client_secret');
  return {
    organization,
    issuer: text(row, 'issuer'),
    clientId: text(row, 'client_id'),
    clientSecret: sealed === null ? null : sealer.open(sealed, place(organization)),
    scopes: listOfTexts(row, 'scopes'),
    groupClaim: text(row, 'group_claim'),
    groupMapping: groupMapping(row),
    defaultRole: oneOf(row, 'default_role', roles),
    domains: listOfTexts(row, 'domains'),
    linkByEmail: flag(row, 'link_by_email'),
    externalIdClaim: textOrNull(row, 'external_id_claim'),
    isEnabled: flag(row, 'is_enabled'),
    isEnforced: flag(row, 'is_enforced'),
    passwordOwners,
    createdAtMs: integer(row, 'created_at_ms'),
    changedAtMs: integer(row, 'changed_at_ms'),
    revision: integer(row, 'revision'),
  };
}

function groupMapping(row: Row): SingleSignOnConnection['groupMapping'] {
  const list = json(row, 'group_mapping');
  if (!Array.isArray(list)) throw malformed('group_mapping', 'a list');
  return list.map((entry: unknown) => {
    const { group, role, team } = (typeof entry === 'object' && entry !== null ? entry : {}) as Readonly<Record<string, unknown>>;
    const known = roles.find((candidate) => candidate === role);
    if (typeof group !== 'string' || (role !== undefined && known === undefined) || (team !== undefined && typeof team !== 'string')) throw malformed('group_mapping', 'a list of groups');
    return { group, ...(known === undefined ? {} : { role: known }), ...(team === undefined ? {} : { team }) };
  });
}
