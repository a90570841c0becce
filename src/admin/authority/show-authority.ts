// GET /v2/certificate-authority: made where there is none yet.
import type { AuthorityKeeper } from '../../authority/authority-keeper.ts';
import type { Operation } from '../operation.ts';
import { requireAuthority } from './proxy-off.ts';
import { wireAuthority } from './wire-authority.ts';

interface Options {
  readonly authority: AuthorityKeeper | undefined;
  readonly now: () => number;
}

export function createShowAuthority({ authority, now }: Options): Operation<'showCertificateAuthority'> {
  return async () => {
    const keeper = requireAuthority(authority);
    return { body: wireAuthority(await keeper.current(), { hosts: keeper.hosts, nowMs: now() }) };
  };
}
