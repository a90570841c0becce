// The act of signing in with a recovery code, which is used up by it.
import type { Act } from '../../audit/activity.port.ts';
import type { Done } from '../operation.ts';

export function describeRecovery(act: (done: Done) => Act): (person: { readonly id: string; readonly name: string }) => Act {
  return ({ id, name }) => act({ action: 'user.recovery_codes.use', organization: null, name, by: { id, name, credential: { kind: 'password', id: null } } });
}
