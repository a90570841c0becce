// Keeps the authority of now in memory, makes the first one, and replaces it.
import type { Act } from '../audit/activity.port.ts';
import { actOfSystem } from '../audit/act-of-system.ts';
import type { Log } from '../telemetry/log.ts';
import type { AuthorityStore, StoredAuthority } from './authority.port.ts';
import { describeForAct } from './describe-authority.ts';
import { makeAuthority, makeSuccessor } from './make-authority.ts';

const secondMs = 1000;
/** So old may what is known be: then another process's rotation is taken up. */
const readAgainAfterMs = secondMs;

export interface AuthorityKeeper {
  /** Those that are taken over as things are configured now: a new authority permits exactly these. */
  readonly hosts: readonly string[];
  /** Made and stored when there is none. While the store is away the last one known serves. */
  readonly current: () => Promise<StoredAuthority>;
  /** The stored one; undefined before its first use. */
  readonly find: () => Promise<StoredAuthority | undefined>;
  /**
   * Makes another one for the hosts of now. Clients that trust the old one go on working, except with `forgetOld`. Every process
   * uses it within a second. `act` tells of it. @throws AuthorityReplaced
   */
  readonly rotate: (wish: { readonly forgetOld: boolean; readonly act: (next: StoredAuthority, old: StoredAuthority | undefined) => Act }) => Promise<StoredAuthority>;
}

/** Somebody else rotated at the same time, and theirs holds. */
export class AuthorityReplaced extends Error {
  override readonly name = 'AuthorityReplaced';

  constructor() {
    super('somebody else replaced the certificate authority just now: look at it with pullgate ca show before you try again');
  }
}

export interface AuthorityKeeperOptions {
  readonly store: AuthorityStore;
  /** The hosts that a new authority permits: DNS names. */
  readonly hosts: readonly string[];
  /** The installation's name, in the subject of a new authority. */
  readonly installation: () => Promise<string>;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly log: Log;
}

/** Nothing is read or made before it is asked for. */
export function createAuthorityKeeper({ store, hosts, installation, now, log }: AuthorityKeeperOptions): AuthorityKeeper {
  let known: StoredAuthority | undefined;
  let readAtMs = Number.NEGATIVE_INFINITY;
  let reading: Promise<StoredAuthority> | undefined;
  let isFailing = false;

  const keep = (authority: StoredAuthority): StoredAuthority => {
    known = authority;
    readAtMs = now();
    return authority;
  };
  const wanted = async () => ({ hosts, installation: await installation(), now });
  const firstUse = (made: StoredAuthority): Act => actOfSystem({ action: 'installation.certificate_authority.create', name: made.id, atMs: now(), after: describeForAct(made) });
  const read = async (): Promise<StoredAuthority> => {
    try {
      const before = known?.id;
      const authority = keep(await store.findOrCreateAuthority(async () => makeAuthority(await wanted()), firstUse));
      if (before !== undefined && before !== authority.id) log.info({ fingerprint: authority.id }, 'another certificate authority is in use from now on');
      isFailing = false;
      return authority;
    } catch (error) {
      if (known === undefined) throw error;
      if (!isFailing) log.error({ error }, 'the certificate authority cannot be read again: the one known goes on serving'); // told once, not every second
      isFailing = true;
      return keep(known);
    }
  };
  /** A clock that was set back makes it old as well. */
  const isFresh = (): boolean => Math.abs(now() - readAtMs) < readAgainAfterMs;

  return {
    hosts,
    current: () => {
      if (known !== undefined && isFresh()) return Promise.resolve(known);
      reading ??= read().finally(() => (reading = undefined));
      return reading;
    },
    find: () => store.findAuthority(),
    rotate: async ({ forgetOld, act }) => {
      const old = await store.findAuthority();
      const next = await (old === undefined || forgetOld ? makeAuthority(await wanted()) : makeSuccessor(old, await wanted()));
      if (old === undefined) {
        const stored = await store.findOrCreateAuthority(() => Promise.resolve(next), (made) => act(made, undefined));
        if (stored.id !== next.id) throw new AuthorityReplaced();
      } else if (!(await store.replaceAuthority(old.id, next, act(next, old)))) throw new AuthorityReplaced();
      log.warn({ fingerprint: next.id, hosts: next.permittedHosts, forgetOld }, 'the certificate authority was replaced: have clients trust the new one');
      return keep(next);
    },
  };
}
