// Mails what invitations wait for: a mail outlives the process, is tried again with growing pauses, and given up in the end.
import type { Log } from '../../telemetry/log.ts';
import { inviteLink } from '../invite-link.ts';
import { composeInviteMail } from './compose-mail.ts';
import type { DueInviteMail, InviteStore, MailOutcome } from './invites.port.ts';
import type { MailResult, Mailer } from './mailer.port.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const intervalMsDefault = 2000;
const atOnce = 20;
/** Before the second attempt, the third and so on: given up after nearly two days. */
const pausesMs = [minuteMs, 5 * minuteMs, 30 * minuteMs, 2 * hourMs, 6 * hourMs, 12 * hourMs, 24 * hourMs] as const;

export interface InviteMailsOptions {
  readonly store: Pick<InviteStore, 'dueInviteMails' | 'settleInviteMail'>;
  readonly mailer: Mailer;
  /** The origin that links lead to. */
  readonly publicUrl: string;
  readonly now: () => number;
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
  readonly intervalMs?: number;
}

export interface InviteMails {
  /** Sends what is due now. */
  readonly runNow: () => Promise<void>;
  /** Stops, and breaks off a mail under way: it is sent again after the next start. */
  readonly close: () => Promise<void>;
}

export function startInviteMails({ store, mailer, publicUrl, now, log, intervalMs = intervalMsDefault }: InviteMailsOptions): InviteMails {
  const closing = new AbortController();
  const isClosing = (): boolean => closing.signal.aborted;
  let under: Promise<void> | undefined;

  async function sendDue(): Promise<void> {
    for (const due of await store.dueInviteMails(now(), atOnce)) {
      if (isClosing()) return;
      const mail = composeInviteMail(due.invite, inviteLink(publicUrl, due.secret));
      const result: MailResult = due.invite.expiresAtMs <= now() ? { result: 'refused', problem: 'the invitation expired before its mail could be sent' } : await mailer.send(mail, closing.signal);
      if (isClosing() && result.result !== 'sent') return;
      const outcome = outcomeOf(due, result, now());
      report(log, due, outcome);
      await store.settleInviteMail(due, outcome);
    }
  }
  const runNow = async (): Promise<void> => {
    under ??= sendDue().finally(() => {
      under = undefined;
    });
    await under;
  };
  const timer = setInterval(() => {
    runNow().catch((error: unknown) => log.error({ error }, 'the mails of invitations could not be read: tried again'));
  }, intervalMs).unref();
  return {
    runNow,
    close: async () => {
      clearInterval(timer);
      closing.abort();
      await under?.catch(() => undefined);
    },
  };
}

/** What follows from an attempt. */
export function outcomeOf({ attempts }: Pick<DueInviteMail, 'attempts'>, result: MailResult, nowMs: number): MailOutcome {
  if (result.result === 'sent') return { mail: 'sent' };
  const pauseMs = pausesMs[attempts];
  return result.result === 'refused' || pauseMs === undefined ? { mail: 'failed', problem: result.problem } : { mail: 'queued', problem: result.problem, dueAtMs: nowMs + pauseMs };
}

/** Whom it was for stays out of the log: the invitation has it. */
function report(log: InviteMailsOptions['log'], { invite: { id, organization }, attempts }: DueInviteMail, outcome: MailOutcome): void {
  const of = { invite: id, organization, attempt: attempts + 1 };
  switch (outcome.mail) {
    case 'sent':
      log.info(of, 'the mail of an invitation was sent');
      return;
    case 'queued':
      log.warn({ ...of, problem: outcome.problem, again: new Date(outcome.dueAtMs).toISOString() }, 'the mail of an invitation could not be sent: it is tried again');
      return;
    case 'failed':
      log.error({ ...of, problem: outcome.problem }, 'the mail of an invitation was given up: send the invitation again, or hand over a new link');
  }
}
