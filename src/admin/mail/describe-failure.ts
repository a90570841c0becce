// What went wrong with a mail, in words for the owner: what the server said of the recipient, and of everything else only the kind.
import type { MailResult } from '../invites/mailer.port.ts';

const saidCharactersMax = 200;

type Failed = Exclude<MailResult, { readonly result: 'sent' }>;

/** Of an error of nodemailer. A server's 5xx about the recipient or the mail is final; all else may pass. */
export function describeMailFailure(error: unknown): Failed {
  const { code, responseCode, response } = fieldsOf(error);
  const isAboutMail = code === 'EENVELOPE' || code === 'EMESSAGE';
  if (isAboutMail && responseCode !== undefined) return { result: responseCode >= 500 ? 'refused' : 'unreachable', problem: `the mail server said: ${plain(response)}` };
  const untrusted: Failed = { result: 'unreachable', problem: 'the mail server offers no TLS that can be trusted: see mail.smtp and mail.ca_file' };
  if (error instanceof Error && /certificate|\b(?:TLS|SSL)\b/i.test(error.message)) return untrusted;
  switch (code) {
    case 'EAUTH':
      return { result: 'unreachable', problem: 'the mail server refused the user name or password: see mail.username' };
    case 'ETLS':
      return untrusted;
    default:
      return { result: 'unreachable', problem: `the mail server cannot be reached (${causeCode(error) ?? code ?? 'no answer'})` };
  }
}

interface FailureFields {
  readonly code: string | undefined;
  readonly responseCode: number | undefined;
  readonly response: string;
}

function fieldsOf(error: unknown): FailureFields {
  const { code, responseCode, response } = (error ?? {}) as Readonly<Record<string, unknown>>;
  return {
    code: typeof code === 'string' ? code : undefined,
    responseCode: typeof responseCode === 'number' ? responseCode : undefined,
    response: typeof response === 'string' ? response : '',
  };
}

/** Of the system or of TLS: nodemailer puts its own in its place, and the first in the message. */
function causeCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const cause = fieldsOf(error.cause).code;
  return cause ?? /\b(?:E[A-Z]{4,}|[A-Z]+(?:_[A-Z]+){2,})\b/.exec(error.message)?.[0];
}

function plain(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').slice(0, saidCharactersMax);
}
