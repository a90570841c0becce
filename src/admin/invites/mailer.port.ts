// What invitations need of a mail server.

export interface Mail {
  /** One address. */
  readonly to: string;
  readonly subject: string;
  /** Plain text, lines ended by \n. */
  readonly text: string;
}

/** `refused`: the server will not take it, today or tomorrow; `unreachable`: it might take it later. `problem` is for the owner, on one line. */
export type MailResult = { readonly result: 'sent' } | { readonly result: 'refused' | 'unreachable'; readonly problem: string };

export interface Mailer {
  /** Never throws, and ends within a minute or when the signal says so. */
  send(mail: Mail, signal: AbortSignal): Promise<MailResult>;
}
