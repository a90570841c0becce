// The mail server as the sender of mails needs it: the address taken apart, the password read, and what is missing told.
import type { MailConfig } from './config.ts';
import type { ConfigDocument } from './schema.ts';

/** Adds to `problems` what is missing; undefined: no mail is sent. */
export function resolveMail({ mail, admin }: ConfigDocument, read: (setting: string, path: string) => string, problems: string[]): MailConfig | undefined {
  const { smtp, from, username, password_file: passwordFile, ca_file: caFile } = mail;
  if (smtp === undefined) {
    const unused = Object.entries(mail).flatMap(([name, value]) => (value === undefined ? [] : [name]));
    for (const name of unused) problems.push(`mail.${name}: is for a mail server, and there is none: set mail.smtp, or leave it out`);
    return undefined;
  }
  if (from === undefined) problems.push('mail.from: is missing: name the sender of the mails, such as pullgate@example.com');
  if (admin.public_url === undefined) problems.push('admin.public_url: is missing: the links in mails lead there');
  const server = new URL(smtp);
  const isSecure = server.protocol === 'smtps:';
  const [, name = '', address = from ?? ''] = /^(.*?)\s*<([^<>]+)>$/.exec(from ?? '') ?? [];
  return {
    host: server.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: server.port === '' ? (isSecure ? 465 : 587) : Number(server.port),
    isSecure,
    ...(username === undefined || passwordFile === undefined ? {} : { credential: { username, password: read('mail.password_file', passwordFile).replace(/\r?\n$/, '') } }),
    from: { name, address },
    ...(caFile === undefined ? {} : { ca: read('mail.ca_file', caFile) }),
    publicUrl: (admin.public_url ?? 'http://localhost').replace(/\/$/, ''),
  };
}
