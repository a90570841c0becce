// POST /v2/certificate-authority/rotate: another authority, for the hosts that are taken over now.
import { AuthorityReplaced } from '../../authority/authority-keeper.ts';
import type { AuthorityKeeper } from '../../authority/authority-keeper.ts';
import type { Operation } from '../operation.ts';
import { ProblemError } from '../problem.ts';
import { requireAuthority } from './proxy-off.ts';
import { wireAuthority } from './wire-authority.ts';

interface Options {
  readonly authority: AuthorityKeeper | undefined;
  readonly now: () => number;
}

export function createRotateAuthority({ authority, now }: Options): Operation<'rotateCertificateAuthority'> {
  return async ({ body }) => {
    const keeper = requireAuthority(authority);
    try {
      const stored = await keeper.rotate({ forgetOld: body.forget_old ?? false });
      return { body: wireAuthority(stored, { hosts: keeper.hosts, nowMs: now() }) };
    } catch (error) {
      if (error instanceof AuthorityReplaced) throw new ProblemError(409, error.message);
      throw error;
    }
  };
}
