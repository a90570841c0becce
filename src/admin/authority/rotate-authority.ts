// POST /v2/certificate-authority/rotate: another authority, for the hosts that are taken over now.
import { AuthorityReplaced } from '../../authority/authority-keeper.ts';
import type { AuthorityKeeper } from '../../authority/authority-keeper.ts';
import { describeForAct } from '../../authority/describe-authority.ts';
import type { Operation } from '../operation.ts';
import { ProblemError } from '../problem.ts';
import { requireAuthority } from './proxy-off.ts';
import { wireAuthority } from './wire-authority.ts';

interface Options {
  readonly authority: AuthorityKeeper | undefined;
  readonly now: () => number;
}

export function createRotateAuthority({ authority, now }: Options): Operation<'rotateCertificateAuthority'> {
  return async ({ body, act }) => {
    const keeper = requireAuthority(authority);
    try {
      const forgetOld = body.forget_old ?? false;
      const stored = await keeper.rotate({
        forgetOld,
        act: (next, old) =>
          act({ action: 'installation.certificate_authority.rotate', name: next.id, before: old === undefined ? null : describeForAct(old), after: { ...describeForAct(next), forget_old: forgetOld } }),
      });
      return { body: wireAuthority(stored, { hosts: keeper.hosts, nowMs: now() }) };
    } catch (error) {
      if (error instanceof AuthorityReplaced) throw new ProblemError(409, error.message);
      throw error;
    }
  };
}
