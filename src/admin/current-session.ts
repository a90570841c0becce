// The session that a call is made in.
import type { Caller } from './caller.ts';

/** Undefined for a call with a bearer token of ten minutes. */
export function currentSession({ credential }: Pick<Caller, 'credential'>): string | undefined {
  return credential.kind === 'session' ? (credential.id ?? undefined) : undefined;
}
