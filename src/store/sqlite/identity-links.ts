// The part of SingleSignOnStore that says which account somebody at an identity provider is, and who may use a password.
import { createHash } from 'node:crypto';
import type { IdentityLink, LinkCandidate, ListedIdentity, SingleSignOnStore } from '../../admin/single-sign-on/single-sign-on.port.ts';
import { appendAct } from './append-act.ts';
import type { Database } from './database.ts';
import { insertMember } from './insert-member.ts';
import { flag, integer, text, textOrNull } from './row.ts';
import type { Row } from './row.ts';

type IdentityLinks = Pick<SingleSignOnStore, 'findLinkedAccount' | 'linkIdentity' | 'listIdentities' | 'findIdentity' | 'removeIdentity' | 'createLinkedMember' | 'findLinkCandidates' | 'findExternalIdCandidates' | 'isKeptOut' | 'organizationsWithoutPassword'>;

/** With the organization and the issuer as its first parameters. */
const candidate = `SELECT users.id, users.name, users.password_hash,
    NOT EXISTS (SELECT 1 FROM memberships AS other WHERE other.user_id = users.id AND other.organization <> ?1)
      AND NOT EXISTS (SELECT 1 FROM scim_users AS other WHERE other.user_id = users.id AND other.organization <> ?1) AS is_of_this_alone,
    EXISTS (SELECT 1 FROM identity_links WHERE organization = ?1 AND issuer = ?2 AND user_id = users.id) AS is_linked`;

/** 128 bits. */
const identityIdCharacters = 32;

export function createIdentityLinks(database: Database): IdentityLinks {
  const append = appendAct(database);
  const find = database.prepare('SELECT user_id FROM identity_links WHERE organization = ? AND issuer = ? AND subject = ?');
  const insertLink = database.prepare('INSERT INTO identity_links (organization, issuer, subject, user_id, linked_at_ms) VALUES (?, ?, ?, ?, ?)');
  const insert = insertMember(database);
  const candidates = database.prepare(`${candidate} FROM memberships JOIN users ON users.id = memberships.user_id
    WHERE memberships.organization = ?1 AND lower(users.email) = lower(?3) AND users.is_email_vouched ORDER BY users.name`);
  const described = database.prepare(`${candidate}, s.made_account, EXISTS (SELECT 1 FROM memberships AS m WHERE m.organization = ?1 AND m.user_id = users.id) AS is_member
    FROM scim_users AS s JOIN users ON users.id = s.user_id WHERE s.organization = ?1 AND s.external_id = ?3 ORDER BY users.name`);
  const keptOut = database.prepare('SELECT 1 FROM scim_users AS s WHERE organization = ?1 AND user_id = ?2 AND NOT EXISTS (SELECT 1 FROM memberships AS m WHERE m.organization = ?1 AND m.user_id = ?2)');
  const withoutPassword = database.prepare(`SELECT organization FROM memberships AS own JOIN single_sign_on_connections USING (organization)
    WHERE own.user_id = ? AND is_enabled AND is_enforced
    AND NOT (own.role = 'owner' AND EXISTS (SELECT 1 FROM single_sign_on_password_owners AS kept WHERE kept.organization = own.organization AND kept.user_id = own.user_id))
    ORDER BY organization`);
  const isLinked = ({ organization, issuer, subject }: IdentityLink): boolean => find.get(organization, issuer, subject) !== undefined;
  const link = ({ organization, issuer, subject, userId, atMs }: IdentityLink): void => void insertLink.run(organization, issuer, subject, userId, atMs);
  return {
    ...createIdentityList(database),
    findLinkedAccount: ({ organization, issuer, subject }) =>
      database.read(() => {
        const row = find.get(organization, issuer, subject);
        return row === undefined ? undefined : text(row, 'user_id');
      }),
    linkIdentity: (wanted, act) =>
      database.write(() => {
        if (isLinked(wanted)) return 'taken';
        link(wanted);
        append(act);
        return 'linked';
      }),
    createLinkedMember: (member, wanted, act) =>
      database.write(() => {
        if (isLinked(wanted)) return 'link-taken';
        if (insert(member) === 'name-taken') return 'name-taken';
        link(wanted);
        append(act);
        return 'created';
      }),
    findLinkCandidates: (organization, issuer, email) => database.read(() => candidates.all(organization, issuer, email).map(linkCandidate)),
    findExternalIdCandidates: (organization, issuer, externalId) =>
      database.read(() => described.all(organization, issuer, externalId).map((row) => ({ ...linkCandidate(row), isOfProvider: flag(row, 'made_account'), isMember: flag(row, 'is_member') }))),
    isKeptOut: (organization, userId) => database.read(() => keptOut.get(organization, userId) !== undefined),
    organizationsWithoutPassword: (userId) => database.read(() => withoutPassword.all(userId).map((row) => text(row, 'organization'))),
  };
}

function linkCandidate(row: Row): LinkCandidate {
  return { userId: text(row, 'id'), name: text(row, 'name'), passwordHash: textOrNull(row, 'password_hash'), isOfThisAlone: flag(row, 'is_of_this_alone'), isLinked: flag(row, 'is_linked') };
}

/** What owners see of the links, and take away. */
function createIdentityList(database: Database): Pick<SingleSignOnStore, 'listIdentities' | 'findIdentity' | 'removeIdentity'> {
  const append = appendAct(database);
  const select = 'SELECT issuer, subject, user_id, name, linked_at_ms FROM identity_links JOIN users ON users.id = user_id WHERE organization = ?';
  const count = database.prepare('SELECT count(*) AS total FROM identity_links WHERE organization = ?');
  const page = database.prepare(`${select} ORDER BY name, issuer, subject LIMIT ? OFFSET ?`);
  const all = database.prepare(select);
  const remove = database.prepare('DELETE FROM identity_links WHERE organization = ? AND issuer = ? AND subject = ? RETURNING user_id');
  const endSessions = database.prepare("DELETE FROM sessions WHERE user_id = ? AND method = 'single-sign-on'");
  const endTokens = database.prepare('UPDATE users SET credential_version = credential_version + 1 WHERE id = ?');
  return {
    listIdentities: (organization, { limit, offset }) =>
      database.read(() => ({ total: integer(count.get(organization) ?? {}, 'total'), identities: page.all(organization, limit, offset).map(listedIdentity) })),
    findIdentity: (organization, id) => database.read(() => all.all(organization).map(listedIdentity).find((each) => each.id === id)),
    removeIdentity: ({ organization, issuer, subject }, act) =>
      database.write(() => {
        const row = remove.get(organization, issuer, subject);
        if (row === undefined) return 'missing';
        const userId = text(row, 'user_id');
        endSessions.run(userId);
        endTokens.run(userId);
        append(act);
        return 'removed';
      }),
  };
}

function listedIdentity(row: Row): ListedIdentity {
  const [issuer, subject] = [text(row, 'issuer'), text(row, 'subject')];
  const id = createHash('sha256').update(JSON.stringify([issuer, subject])).digest('hex').slice(0, identityIdCharacters);
  return { id, issuer, subject, userId: text(row, 'user_id'), name: text(row, 'name'), atMs: integer(row, 'linked_at_ms') };
}
