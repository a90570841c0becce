// A real SMTP server on loopback that keeps what it is sent.
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';

export interface ArrivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** With its headers. */
  readonly text: string;
  readonly isSecure: boolean;
}

export interface MailServerOptions extends Pick<SMTPServerOptions, 'secure' | 'key' | 'cert' | 'disabledCommands'> {
  /** Asked of whoever sends; nobody is asked unless given. */
  readonly password?: string;
  readonly refuseRecipient?: { readonly code: number; readonly text: string };
  /** Any free one unless given. */
  readonly port?: number;
}

export interface MailServer {
  readonly port: number;
  readonly mails: readonly ArrivedMail[];
  readonly close: () => Promise<void>;
}

export async function startMailServer(t: TestContext, { password, refuseRecipient, port = 0, ...options }: MailServerOptions): Promise<MailServer> {
  const mails: ArrivedMail[] = [];
  const server = new SMTPServer({
    ...options,
    authOptional: password === undefined,
    onAuth: ({ password: given }, _, done) => (given === password ? done(null, { user: 'sender' }) : done(new Error('wrong password'))),
    onRcptTo: (_, __, done) => (refuseRecipient === undefined ? done() : done(Object.assign(new Error(refuseRecipient.text), { responseCode: refuseRecipient.code }))),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({ from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map(({ address }) => address), text: Buffer.concat(chunks).toString('utf8'), isSecure: session.secure });
        done();
      });
    },
  });
  const listening = Promise.withResolvers<undefined>();
  server.once('error', listening.reject);
  server.listen(port, '127.0.0.1', () => listening.resolve(undefined));
  await listening.promise;
  server.on('error', () => undefined); // clients that break off, which is what some tests are about
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => (closed ??= new Promise((resolve) => server.close(() => resolve())));
  t.after(close);
  return { port: (server.server.address() as AddressInfo).port, mails, close };
}
