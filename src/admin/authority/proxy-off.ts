// What is answered while no host is taken over, and no certificate authority is needed.
import type { AuthorityKeeper } from '../../authority/authority-keeper.ts';
import { ProblemError } from '../problem.ts';

/** @throws ProblemError 404 */
export function requireAuthority(authority: AuthorityKeeper | undefined): AuthorityKeeper {
  if (authority === undefined || authority.hosts.length === 0) {
    throw new ProblemError(404, 'certificate authority not found: no registry host is taken over; set proxy.listen (PULLGATE_PROXY_LISTEN) or proxy.tls_listen, and restart pullgate');
  }
  return authority;
}
