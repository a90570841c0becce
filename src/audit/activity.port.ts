// What administrators and people do, as it is kept: each change of the store and the act that made it are stored together, or neither is.
import type { ActionName } from '../core/activity/action.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** With what the actor signed in; `id` of the token or session, null where there is none. Never the secret. */
export interface ActorCredential {
  readonly kind: 'password' | 'session' | 'personal-token' | 'organization-token' | 'scim-token' | 'none';
  readonly id: string | null;
}

/** Who did it, and from where. */
export interface Actor {
  readonly kind: 'user' | 'organization-token' | 'scim' | 'anonymous' | 'system';
  readonly id: string | null;
  readonly name: string;
  readonly credential: ActorCredential;
  readonly clientAddress: string;
  readonly userAgent: string;
  readonly requestId: string;
}

/** One act. It goes with the change into the store's write: `store.createMember(member, act)`. */
export interface Act {
  readonly action: ActionName;
  /** Null: the whole installation, or a person's own account. */
  readonly organization: string | null;
  /** What it was done to, as Docker Hub names it: a user for a member event, else the organization's or the object's name. */
  readonly name: string;
  readonly actor: Actor;
  /** Milliseconds since the Unix epoch. */
  readonly atMs: number;
  /** What it was and what it is, secrets left out; null where there is none. */
  readonly before: Json;
  readonly after: Json;
}

/** For acts that change nothing in the store: what is done is on record before it is done. */
export interface ActivityWriter {
  recordAct(act: Act): Promise<void>;
}
