// The identity that a request is made as, as text: keys of what is remembered or joined must never mix two of them.
import type { UpstreamIdentity } from './upstream-registry.ts';

/** `anonymous`, `gateway`, or `person` and the key of the sign-in. */
export function identityKey(as: UpstreamIdentity): string {
  return typeof as === 'string' ? as : `person ${as.key}`;
}
