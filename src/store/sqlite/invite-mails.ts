// InviteStore's queue of mails: it survives whatever ends the process.
import type { InviteStore } from '../../admin/invites/invites.port.ts';
import type { Sealer } from '../seal.ts';
import type { Database } from './database.ts';
import { inviteColumns, inviteOf } from './invite-row.ts';
import { integer, text } from './row.ts';

/** What a mail's secret is sealed for. */
export function placeOf(secretHash: string): string {
  return `invites/${secretHash}`;
}

export function createInviteMails({ database, sealer }: { readonly database: Database; readonly sealer: Sealer }): Pick<InviteStore, 'dueInviteMails' | 'settleInviteMail'> {
  const due = database.prepare(`${inviteColumns} WHERE mail = 'queued' AND mail_due_at_ms <= ? ORDER BY mail_due_at_ms, invites.id LIMIT ?`);
  const again = database.prepare("UPDATE invites SET mail_attempts = mail_attempts + 1, mail_due_at_ms = ?, mail_problem = ? WHERE secret_hash = ? AND mail = 'queued'");
  const finish = database.prepare("UPDATE invites SET mail = ?, mail_secret = NULL, mail_attempts = mail_attempts + 1, mail_problem = ? WHERE secret_hash = ? AND mail = 'queued'");
  return {
    dueInviteMails: (nowMs, limit) =>
      database.read(() =>
        due.all(nowMs, limit).map((row) => {
          const secretHash = text(row, 'secret_hash');
          return { invite: inviteOf(row), secret: sealer.open(text(row, 'mail_secret'), placeOf(secretHash)), secretHash, attempts: integer(row, 'mail_attempts') };
        }),
      ),
    settleInviteMail: ({ secretHash }, outcome) =>
      database.write(() => {
        if (outcome.mail === 'queued') again.run(outcome.dueAtMs, outcome.problem, secretHash);
        else finish.run(outcome.mail, outcome.mail === 'failed' ? outcome.problem : '', secretHash);
      }),
  };
}
