// Tells in the log, at the start, what clients will otherwise find out.
import type { Log } from '../telemetry/log.ts';
import type { AuthorityKeeper } from './authority-keeper.ts';
import { validityOf } from './make-authority.ts';
import { hostsNotPermitted } from './permitted-host.ts';

const dayMs = 86_400_000;
const endIsNearMs = 90 * dayMs;

export interface ReportOptions {
  readonly authority: Pick<AuthorityKeeper, 'current' | 'hosts'>;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly log: Log;
}

/** Warns of configured hosts that the authority does not permit, and of an end that is near. Makes the authority where there is none, and hosts to take over. */
export async function reportOnAuthority({ authority, now, log }: ReportOptions): Promise<void> {
  if (authority.hosts.length === 0) return;
  const { certificatePem, permittedHosts, id } = await authority.current();
  const refused = hostsNotPermitted(authority.hosts, permittedHosts);
  if (refused.length > 0) {
    log.warn({ hosts: refused, fingerprint: id }, 'the certificate authority does not permit all hosts that are to be taken over, and connections to these are refused: run pullgate ca rotate, and have clients trust the new one');
  }
  const { notAfterMs } = validityOf(certificatePem);
  if (notAfterMs - now() < endIsNearMs) {
    log.warn({ notAfter: new Date(notAfterMs).toISOString(), fingerprint: id }, 'the certificate authority ends soon: run pullgate ca rotate, and have clients trust the new one before the old one ends');
  }
}
