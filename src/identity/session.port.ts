// Sessions of people, as they are kept: what a browser or a tool holds in place of a password after signing in.
import type { Act } from '../audit/activity.port.ts';

export interface Session {
  readonly id: string;
  readonly userId: string;
  /** What the person signed in with. */
  readonly method: 'password' | 'single-sign-on';
  readonly createdAtMs: number;
  /** At most a minute late. */
  readonly lastSeenAtMs: number;
  /** However much it is used. */
  readonly expiresAtMs: number;
  readonly clientAddress: string;
  readonly userAgent: string;
}

export interface NewSession extends Session {
  /** Of the secret, which is stored nowhere. */
  readonly secretHash: string;
}

/** Which sessions are over at a moment. */
export interface SessionBounds {
  readonly nowMs: number;
  /** One that was last seen at this moment or earlier has idled for too long. */
  readonly idleSinceMs: number;
}

export interface SessionStore {
  /** Removes those that are over as well: nobody else does. */
  createSession(session: NewSession, bounds: SessionBounds, act: Act): Promise<void>;
  /** Over or not: that is for the caller to tell. */
  findSessionByHash(secretHash: string): Promise<Session | undefined>;
  /** What was seen later stays. */
  touchSession(id: string, seenAtMs: number): Promise<void>;
  /** Those that are not over, the one seen last first. */
  listSessions(userId: string, page: { readonly limit: number; readonly offset: number }, bounds: SessionBounds): Promise<{ readonly total: number; readonly sessions: readonly Session[] }>;
  /** False: the person has no such session. */
  endSession(session: { readonly userId: string; readonly id: string }, act: Act): Promise<boolean>;
  /** All of a person's but the one that is kept. Resolves with how many; the act is recorded where there was one. */
  endSessions(whose: { readonly userId: string; readonly keepId?: string | undefined }, act: Act): Promise<number>;
}
