// Why a person cannot be what an identity provider wants: 409 and never 403, which Entra ID takes for a wrong token, and then stops altogether.
import { ProblemError, notFound } from '../problem.ts';
import { notUnique } from './refuse.ts';

export type UserRefusal = 'missing' | 'taken' | 'ambiguous' | 'last-owner' | 'switched-off';

export function refuseUser(refusal: UserRefusal, { organization, userName }: { readonly organization: string; readonly userName: string }): ProblemError {
  switch (refusal) {
    case 'missing':
      return notFound('user');
    case 'taken':
      return notUnique(`${organization} has a user of the userName \`${userName}\` already: change that one`);
    case 'ambiguous':
      return notUnique(`several members of ${organization} have the e-mail address of \`${userName}\`: give all but one of them another`);
    case 'last-owner':
      return new ProblemError(409, `the last owner of ${organization} cannot be removed or deactivated: make somebody else an owner first`);
    case 'switched-off':
      return new ProblemError(409, `the account of \`${userName}\` was switched off here: an owner has to switch it on`);
  }
}
