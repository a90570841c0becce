// On whose behalf upstream is asked, when the gateway's own credentials turn out to be of no use.
import { UpstreamError } from '../../upstream/error.ts';
import type { UpstreamIdentity } from '../../upstream/upstream-registry.ts';

export interface Asked<T> {
  readonly answer: T;
  /** Who was given the answer. */
  readonly as: UpstreamIdentity;
}

/** Asks, and asks as the anonymous where the gateway is refused: a wrong or narrow credential must not close what is open to anybody. */
export async function askAs<T>(as: UpstreamIdentity, ask: (as: UpstreamIdentity) => Promise<T>): Promise<Asked<T>> {
  try {
    return { answer: await ask(as), as };
  } catch (error) {
    if (as === 'anonymous' || !(error instanceof UpstreamError) || error.kind !== 'refused') throw error;
    return { answer: await ask('anonymous'), as: 'anonymous' };
  }
}
