// Starts the mails of invitations, where a mail server is configured: in the process that has the store, of which there is one.
import { startInviteMails } from './admin/invites/mail-queue.ts';
import type { InviteStore } from './admin/invites/invites.port.ts';
import { createSmtpMailer } from './admin/mail/smtp-mailer.ts';
import { now } from './parts.ts';
import type { Parts } from './parts.ts';

export function startMails({ config: { mail }, log, closers }: Parts, store: InviteStore): void {
  if (mail === undefined) return;
  const mails = startInviteMails({ store, mailer: createSmtpMailer(mail), publicUrl: mail.publicUrl, now, log });
  closers.defer(() => mails.close());
}
