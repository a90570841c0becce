// Why somebody may not sign in with a password any more: what sign-in asks, which knows nothing of identity providers.
import type { PasswordSignInRefusal } from '../../identity/password-sign-in.port.ts';
import type { SingleSignOnStore } from './single-sign-on.port.ts';
import { startUrlAt } from './wire-connection.ts';

export interface RefusePasswordOptions {
  readonly store: Pick<SingleSignOnStore, 'organizationsWithoutPassword'>;
  /** Where people reach the admin API; undefined: nobody has said it. */
  readonly publicUrl: string | undefined;
}

export function createPasswordSignInRefusal({ store, publicUrl }: RefusePasswordOptions): PasswordSignInRefusal {
  return async ({ id }) => {
    const [organization] = await store.organizationsWithoutPassword(id);
    if (organization === undefined) return undefined;
    const page = publicUrl === undefined ? '' : ` at ${startUrlAt(new URL(publicUrl), organization)} or`;
    const sentence = `password sign-in is off for people of ${organization}: sign in${page} with pullgate login --single-sign-on --org ${organization}, and give other clients a personal access token`;
    return { organization, sentence };
  };
}
