// InviteStore: open invitations, from being sent to being gone.
import type { Invite, InviteSecret, InviteStore, NewInvite } from '../../admin/invites/invites.port.ts';
import type { Sealer } from '../seal.ts';
import { createInviteAcceptance } from './accept-invite.ts';
import { appendAct } from './append-act.ts';
import type { Database } from './database.ts';
import { createInviteMails, placeOf } from './invite-mails.ts';
import { inviteColumns, inviteOf } from './invite-row.ts';
import { integer, text } from './row.ts';
import type { Row } from './row.ts';

export interface InviteStoreOptions {
  readonly database: Database;
  /** The secret of a link that waits to be mailed is the one secret of a person that is kept, and only for so long. */
  readonly sealer: Sealer;
}

export function createInviteStore({ database, sealer }: InviteStoreOptions): InviteStore {
  const statements = prepareStatements(database);
  const append = appendAct(database);
  const findNow = (id: string): Invite | undefined => invite(statements.find.get(id));
  const findTeam = ({ organization, team }: NewInvite): number | null | 'missing' => {
    if (team === null) return null;
    const row = statements.findTeam.get(organization, team);
    return row === undefined ? 'missing' : integer(row, 'id');
  };
  const findOpenId = ({ organization, invitee }: NewInvite): string | undefined => {
    const row = statements.findOpen.get(organization, invitee);
    return row === undefined ? undefined : text(row, 'id');
  };
  const link = (id: string, { secret, secretHash, expiresAtMs, isMailed, atMs }: InviteSecret): void => {
    statements.setLink.run(secretHash, expiresAtMs, isMailed ? 'queued' : 'none', isMailed ? sealer.seal(secret, placeOf(secretHash)) : null, atMs, id);
  };
  return {
    ...createInviteAcceptance(database),
    ...createInviteMails({ database, sealer }),
    saveInvites: (entries, { openMax, sparesOwners = false }) =>
      database.write(() => {
        const invites = entries.map(({ invite, act }) => ({ invite, act, team: findTeam(invite), openId: findOpenId(invite) }));
        const [owners] = sparesOwners ? invites.flatMap(({ invite, openId }) => [openId === undefined ? undefined : findNow(openId), invite]).filter((each) => isOwners(each)) : [];
        if (owners !== undefined) return { result: 'owner', invitee: owners.invitee };
        if (invites.some(({ team }) => team === 'missing')) return { result: 'no-team' };
        for (const organization of new Set(entries.map(({ invite }) => invite.organization))) {
          const added = invites.filter(({ invite, openId }) => invite.organization === organization && openId === undefined).length;
          if (integer(statements.count.get(organization) ?? {}, 'total') + added > openMax) return { result: 'too-many' };
        }
        const saved = invites.map(({ invite, act, team, openId }) => {
          const id = openId ?? invite.id;
          statements.upsert.run(id, invite.organization, invite.invitee, invite.role, team === 'missing' ? null : team, invite.inviter, invite.secretHash, invite.atMs, invite.expiresAtMs);
          link(id, invite);
          append(act);
          return findNow(id);
        });
        return { result: 'saved', invites: saved.filter((invite) => invite !== undefined) };
      }),
    listInvites: (organization) => database.read(() => statements.list.all(organization).map(inviteOf)),
    findInvite: (id) => database.read(() => findNow(id)),
    findInviteBySecret: (secretHash) => database.read(() => invite(statements.findBySecret.get(secretHash))),
    renewInvite: ({ id, sparesOwners = false, ...secret }, act) =>
      database.write(() => {
        const before = findNow(id);
        if (before === undefined) return 'missing';
        if (sparesOwners && isOwners(before)) return 'owner';
        link(id, secret);
        append(act);
        return 'renewed';
      }),
    removeInvite: ({ id, sparesOwners = false }, act) =>
      database.write(() => {
        if (sparesOwners && isOwners(findNow(id))) return 'owner';
        if (statements.remove.run(id).changes === 0) return 'missing';
        append(act);
        return 'removed';
      }),
  };
}

const isOwners = (each: Pick<Invite, 'role' | 'invitee'> | undefined): each is Pick<Invite, 'role' | 'invitee'> => each?.role === 'owner';

function prepareStatements(database: Database) {
  return {
    find: database.prepare(`${inviteColumns} WHERE invites.id = ?`),
    findBySecret: database.prepare(`${inviteColumns} WHERE secret_hash = ?`),
    findOpen: database.prepare('SELECT id FROM invites WHERE organization = ? AND invitee = ?'),
    findTeam: database.prepare('SELECT id FROM teams WHERE organization = ? AND name = ?'),
    list: database.prepare(`${inviteColumns} WHERE invites.organization = ? ORDER BY invites.created_at_ms, invitee`),
    count: database.prepare('SELECT count(*) AS total FROM invites WHERE organization = ?'),
    upsert: database.prepare(`INSERT INTO invites (id, organization, invitee, role, team_id, inviter, secret_hash, created_at_ms, expires_at_ms, mail, mail_secret, mail_attempts, mail_due_at_ms, mail_problem)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'none', NULL, 0, 0, '')
      ON CONFLICT (organization, invitee) DO UPDATE SET invitee = excluded.invitee, role = excluded.role, team_id = excluded.team_id, inviter = excluded.inviter`),
    setLink: database.prepare("UPDATE invites SET secret_hash = ?, expires_at_ms = ?, mail = ?, mail_secret = ?, mail_attempts = 0, mail_due_at_ms = ?, mail_problem = '' WHERE id = ?"),
    remove: database.prepare('DELETE FROM invites WHERE id = ?'),
  };
}

function invite(row: Row | undefined): Invite | undefined {
  return row === undefined ? undefined : inviteOf(row);
}
