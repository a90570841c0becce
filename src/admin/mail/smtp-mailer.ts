// Sends mail through one SMTP server, under TLS wherever it is not on this machine, and never waits for it without end.
import { BlockList, isIP, isIPv4 } from 'node:net';
import type { Mail, MailResult, Mailer } from '../invites/mailer.port.ts';
import { describeMailFailure } from './describe-failure.ts';

const secondMs = 1000;
const stepTimeoutMs = 15 * secondMs;
const mailTimeoutMsDefault = 60 * secondMs;
const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

const tooLate: MailResult = { result: 'unreachable', problem: 'the mail server did not take the mail in time' };

export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (smtps); else STARTTLS, which a server elsewhere must offer. */
  readonly isSecure: boolean;
  readonly credential?: { readonly username: string; readonly password: string };
  readonly from: { readonly name: string; readonly address: string };
  /** PEM: trusted instead of the system's. */
  readonly ca?: string;
  /** Of a whole mail; a minute unless given. */
  readonly mailTimeoutMs?: number;
}

/** The package is loaded with the first mail. */
export function createSmtpMailer(settings: SmtpSettings): Mailer {
  return {
    send: async (mail, signal) => {
      // Nothing that could begin another header, or name another recipient, gets as far as a header.
      if (/\p{Cc}/u.test(mail.to + mail.subject) || /[\s,;<>"]/.test(mail.to)) return { result: 'refused', problem: 'the address is not one that a mail can be sent to' };
      if (signal.aborted) return tooLate;
      const { createTransport } = await import('nodemailer');
      const transport = createTransport(transportOptions(settings));
      const limit = AbortSignal.any([signal, AbortSignal.timeout(settings.mailTimeoutMs ?? mailTimeoutMsDefault)]);
      try {
        return await Promise.race([deliver(transport, settings, mail), untilAborted(limit)]);
      } finally {
        transport.close();
      }
    },
  };
}

interface Transport {
  readonly sendMail: (mail: object) => Promise<unknown>;
}

async function deliver(transport: Transport, { from }: SmtpSettings, { to, subject, text }: Mail): Promise<MailResult> {
  try {
    await transport.sendMail({ from, to: { name: '', address: to }, subject, text, headers: { 'Auto-Submitted': 'auto-generated' }, disableFileAccess: true, disableUrlAccess: true });
    return { result: 'sent' };
  } catch (error) {
    return describeMailFailure(error);
  }
}

function transportOptions({ host, port, isSecure, credential, ca, mailTimeoutMs = mailTimeoutMsDefault }: SmtpSettings) {
  const stepMs = Math.min(stepTimeoutMs, mailTimeoutMs);
  return {
    host,
    port,
    secure: isSecure,
    requireTLS: !isSecure && !isLoopback(host),
    connectionTimeout: stepMs,
    greetingTimeout: stepMs,
    socketTimeout: stepMs,
    dnsTimeout: stepMs,
    tls: { minVersion: 'TLSv1.2', ...(isIP(host) === 0 ? { servername: host } : {}), ...(ca === undefined ? {} : { ca }) },
    ...(credential === undefined ? {} : { auth: { user: credential.username, pass: credential.password } }),
  } as const;
}

/** The one place that mail may go to without TLS. */
export function isLoopback(host: string): boolean {
  if (isIP(host) === 0) return host === 'localhost';
  return loopback.check(host, isIPv4(host) ? 'ipv4' : 'ipv6');
}

function untilAborted(signal: AbortSignal): Promise<MailResult> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(tooLate), { once: true });
  });
}
