// Ends the token that `login` made, signing in with that very token.
import { pathOf, paths } from '../../contract/paths.ts';
import { z } from 'zod';
import { signIn } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { CliFailure } from '../failure.ts';
import type { StoredLogin } from '../stored-login.ts';

/** Revokes it; a token that no longer signs in is over already, and one that the person brought is left alone. */
export async function revokeStoredToken(context: CliContext, { server, username, token, token_id: id }: StoredLogin): Promise<'revoked' | 'over-already' | 'left-alone'> {
  if (id === null) return 'left-alone';
  try {
    const { api } = await signIn(context, { server, username, secret: token, isStored: true });
    await api.call({ method: 'DELETE', path: pathOf(paths.accessToken, { uuid: id }), answer: z.undefined() });
    return 'revoked';
  } catch (failure) {
    if (failure instanceof CliFailure && (failure.status === 401 || failure.status === 404)) return 'over-already';
    throw failure;
  }
}
