// Sessions: opened by a sign-in, proven by a secret, over after a while without use, after a while in any case, or when they are ended.
import { randomUUID } from 'node:crypto';
import type { Act } from '../audit/activity.port.ts';
import type { Log } from '../telemetry/log.ts';
import type { Account, AccountStore } from './account.port.ts';
import { hashSecret, isSessionSecret, mintToken } from './secret.ts';
import type { Session, SessionBounds, SessionStore } from './session.port.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
export const sessionIdleHoursDefault = 12;
export const sessionHoursDefault = 7 * 24;
const userAgentCharactersMax = 255;
/** A session in use costs one write a minute. */
const touchIntervalMs = minuteMs;

export interface SessionsOptions {
  readonly store: SessionStore & Pick<AccountStore, 'findAccountById'>;
  /** Without use it is over after this; 12 hours unless given. */
  readonly idleMs?: number | undefined;
  /** It is over after this in any case; 7 days unless given. */
  readonly lifetimeMs?: number | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: Pick<Log, 'warn'>;
}

export interface Opening {
  readonly account: Pick<Account, 'id'>;
  readonly method: Session['method'];
  readonly clientAddress: string;
  readonly userAgent: string;
}

/** The secret is shown this once: `pgt_ses_...`, for a cookie or as a bearer. */
export interface OpenedSession {
  readonly secret: string;
  readonly session: Session;
}

export interface Sessions {
  /** @param describe makes the act (`user.session.create`) that is stored with it */
  readonly open: (opening: Opening, describe: (session: Session) => Act) => Promise<OpenedSession>;
  /** Undefined for what is no secret of a session, and for one that is over. Whether its account is still active comes with it. */
  readonly verify: (secret: string) => Promise<{ readonly session: Session; readonly account: Account } | undefined>;
  /** Those that are not over, the one seen last first. */
  readonly list: (userId: string, page: { readonly limit: number; readonly offset: number }) => ReturnType<SessionStore['listSessions']>;
  /** False: the person has no such session. */
  readonly end: SessionStore['endSession'];
  /** All of a person's but the one that is kept. Resolves with how many. */
  readonly endAll: SessionStore['endSessions'];
}

export function createSessions({ store, idleMs = sessionIdleHoursDefault * hourMs, lifetimeMs = sessionHoursDefault * hourMs, now, log }: SessionsOptions): Sessions {
  const bounds = (): SessionBounds => ({ nowMs: now(), idleSinceMs: now() - idleMs });

  const touch = (session: Session): void => {
    if (now() - session.lastSeenAtMs < touchIntervalMs) return;
    store.touchSession(session.id, now()).catch((error: unknown) => log.warn({ error, sessionId: session.id }, 'last use of a session not stored'));
  };

  return {
    open: async ({ account, method, clientAddress, userAgent }, describe) => {
      const { secret, hash } = mintToken('session');
      const session: Session = {
        id: randomUUID(),
        userId: account.id,
        method,
        createdAtMs: now(),
        lastSeenAtMs: now(),
        expiresAtMs: now() + lifetimeMs,
        clientAddress,
        userAgent: userAgent.slice(0, userAgentCharactersMax),
      };
      await store.createSession({ ...session, secretHash: hash }, bounds(), describe(session));
      return { secret, session };
    },
    verify: async (secret) => {
      if (!isSessionSecret(secret)) return undefined;
      const session = await store.findSessionByHash(hashSecret(secret));
      if (session === undefined || isOver(session, bounds())) return undefined;
      const account = await store.findAccountById(session.userId);
      if (account?.isActive !== true) return undefined;
      touch(session);
      return { session, account };
    },
    list: (userId, page) => store.listSessions(userId, page, bounds()),
    end: (session, act) => store.endSession(session, act),
    endAll: (whose, act) => store.endSessions(whose, act),
  };
}

function isOver({ expiresAtMs, lastSeenAtMs }: Session, { nowMs, idleSinceMs }: SessionBounds): boolean {
  return expiresAtMs <= nowMs || lastSeenAtMs <= idleSinceMs;
}
