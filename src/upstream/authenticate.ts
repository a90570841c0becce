// Signing in at an upstream: answers its challenges, and remembers what they came to.
import { createHash } from 'node:crypto';
import { parseChallenges } from '../core/distribution/challenge.ts';
import type { Challenge } from '../core/distribution/challenge.ts';
import { parseScopes } from '../core/distribution/scope.ts';
import type { Answer, Connection } from './connection.ts';
import type { UpstreamCredential } from './credential.port.ts';
import { formatBasic, parseRealm, requestToken } from './request-token.ts';
import { createSingleFlight } from './single-flight.ts';
import { createTokenCache } from './token-cache.ts';
import type { UpstreamToken } from './token-cache.ts';

/** As whom a request is made: `key` tells identities apart, a changed password from the one before included. */
export interface Caller {
  readonly key: string;
  readonly credential: UpstreamCredential | undefined;
}

/** An Authorization header, and how to forget it once upstream has turned it down. */
export interface Authorization {
  readonly header: string;
  /** Made for this very request: when upstream turns it down too, there is nothing left to try. */
  readonly isFresh: boolean;
  readonly forget: () => void;
}

export interface Authenticator {
  /** What was learnt from earlier challenges; undefined when nothing was, or it has expired. */
  known(caller: Caller, scope: string): Authorization | undefined;
  /** Answers the challenge of a 401; undefined when it cannot be answered (no scheme known here, or Basic without a credential). @throws UpstreamError */
  answer(unauthorized: Answer, caller: Caller, scope: string, signal: AbortSignal): Promise<Authorization | undefined>;
}

export interface AuthenticatorOptions {
  readonly registry: string;
  /** The upstream's own address. */
  readonly address: URL;
  readonly connection: Connection;
  readonly now: () => number;
}

interface BearerChallenge {
  readonly realm: URL;
  readonly service: string | undefined;
  readonly scope: string;
}

const learntMax = 1000;

export function createAuthenticator({ registry, address, connection, now }: AuthenticatorOptions): Authenticator {
  const tokens = createTokenCache(now);
  const flights = createSingleFlight<UpstreamToken>();
  // By caller and scope: the challenge that upstream last sent, or that it wants Basic.
  const learnt = new Map<string, BearerChallenge | 'basic'>();

  const reused = (key: string): Authorization | undefined => {
    const token = tokens.find(key);
    return token === undefined ? undefined : { header: `Bearer ${token.token}`, isFresh: false, forget: () => tokens.drop(key, token) };
  };

  const fetched = async (key: string, challenge: BearerChallenge, { credential }: Caller, signal: AbortSignal): Promise<Authorization> => {
    const token = await flights.join(key, signal, async (work) => {
      const given = await requestToken({ registry, connection, ...challenge, credential, now, signal: work });
      tokens.keep(key, given);
      return given;
    });
    return { header: `Bearer ${token.token}`, isFresh: true, forget: () => tokens.drop(key, token) };
  };

  const basic = (key: string, credential: UpstreamCredential): Authorization => ({ header: formatBasic(credential), isFresh: true, forget: () => learnt.delete(key) });

  const learn = (key: string, challenge: BearerChallenge | 'basic'): void => {
    learnt.delete(key);
    learnt.set(key, challenge);
    const [oldest] = learnt.keys();
    if (learnt.size > learntMax && oldest !== undefined) learnt.delete(oldest);
  };

  return {
    known(caller, scope) {
      const key = keyOf(caller.key, scope);
      const challenge = learnt.get(key);
      if (challenge === undefined) return undefined;
      if (challenge !== 'basic') return reused(tokenKeyOf(caller, challenge));
      return caller.credential === undefined ? undefined : basic(key, caller.credential);
    },
    async answer(unauthorized, caller, scope, signal) {
      const key = keyOf(caller.key, scope);
      const challenges = parseChallenges(unauthorized.headers['www-authenticate']);
      const found = challenges.find(({ scheme }) => scheme === 'bearer');
      if (found !== undefined) {
        const challenge = readBearer(found, scope);
        learn(key, challenge);
        const tokenKey = tokenKeyOf(caller, challenge);
        // Another request may have fetched one between this one's question and its 401.
        return reused(tokenKey) ?? (await fetched(tokenKey, challenge, caller, signal));
      }
      if (caller.credential === undefined || !challenges.some(({ scheme }) => scheme === 'basic')) return undefined;
      learn(key, 'basic');
      return basic(key, caller.credential);
    },
  };

  function readBearer({ parameters }: Challenge, scope: string): BearerChallenge {
    return { realm: parseRealm(parameters.get('realm'), address, registry), service: parameters.get('service'), scope: widen(parameters.get('scope'), scope) };
  }
}

/** Upstream tells what one request takes: of an upload, whose state takes less than its bytes, both are asked for. */
function widen(told: string | undefined, wanted: string): string {
  if (told === undefined) return wanted;
  const takesPushing = (text: string): boolean => parseScopes(text).some(({ actions }) => actions.includes('push') || actions.includes('*'));
  return takesPushing(wanted) && !takesPushing(told) ? `${told} ${wanted}` : told;
}

/** The caller for a credential, or the anonymous one. */
export function callerFor(credential: UpstreamCredential | undefined): Caller {
  if (credential === undefined) return { key: 'anonymous', credential };
  const fingerprint = createHash('sha256').update(JSON.stringify([credential.username, credential.password])).digest('hex');
  return { key: fingerprint, credential };
}

function keyOf(caller: string, scope: string): string {
  return JSON.stringify([caller, scope]);
}

function tokenKeyOf({ key }: Caller, { realm, service, scope }: BearerChallenge): string {
  return JSON.stringify([key, realm.href, service ?? null, scope]);
}
