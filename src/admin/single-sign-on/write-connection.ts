// PUT /v2/orgs/{org}/single-sign-on: merged, checked against the provider itself, stored with its acts; whole or not at all.
import type { Act } from '../../audit/activity.port.ts';
import type { AccountStore } from '../../identity/account.port.ts';
import { hasPassword } from '../../identity/password.ts';
import type { Call, Done, Operation } from '../operation.ts';
import { ProblemError, invalidRequest } from '../problem.ts';
import { type CheckConnectionOptions, checkConnection } from './check-connection.ts';
import { mergeConnection } from './merge-connection.ts';
import type { SingleSignOnConnection, SingleSignOnStore } from './single-sign-on.port.ts';
import { requireConnectionTag } from './require-connection-tag.ts';
import { connectionTag, loggedConnection, wireChoices, wireConnection } from './wire-connection.ts';

export interface WriteConnectionOptions extends CheckConnectionOptions {
  readonly store: CheckConnectionOptions['store'] & Pick<SingleSignOnStore, 'findConnection' | 'saveConnection'> & Pick<AccountStore, 'findAccountById'>;
  readonly now: () => number;
}

export function createWriteConnection(options: WriteConnectionOptions): Operation<'writeSingleSignOn'> {
  const { store, now } = options;
  return async (call) => {
    const { membership, body: change, caller, address, ifMatch, signal, act } = call;
    const { organization } = membership;
    const before = await store.findConnection(organization);
    requireConnectionTag(ifMatch, before);
    const merged = mergeConnection({ organization, before, change, atMs: now() });
    const after = keepCallersPassword(merged, await nameWithPassword(store, caller), change.password_owners !== undefined);
    const problems = await checkConnection(options, { before, after, change, caller, signal });
    if (Object.keys(problems).length > 0) throw invalidRequest(problems);
    if (before !== undefined && isSame(before, after)) return answer(before, address);
    if ((await store.saveConnection(after, actsOf(before, after, act))) === 'conflict') throw new ProblemError(409, 'the connection is being changed by others: read it and try again');
    return answer(after, address);
  };
}

function answer(connection: SingleSignOnConnection, address: URL) {
  return { body: wireConnection(connection, address), headers: { ETag: connectionTag(connection.revision) } };
}

async function nameWithPassword(store: Pick<AccountStore, 'findAccountById'>, { id }: Call<'writeSingleSignOn'>['caller']): Promise<string | undefined> {
  const account = await store.findAccountById(id);
  return account !== undefined && hasPassword(account) ? account.name : undefined;
}

/** Whoever switches password sign-in off without naming anybody does not lock themselves out. */
function keepCallersPassword(connection: SingleSignOnConnection, callerName: string | undefined, areOwnersGiven: boolean): SingleSignOnConnection {
  const isLeftToUs = connection.isEnforced && connection.passwordOwners.length === 0 && !areOwnersGiven;
  return isLeftToUs && callerName !== undefined ? { ...connection, passwordOwners: [callerName] } : connection;
}

function isSame(before: SingleSignOnConnection, after: SingleSignOnConnection): boolean {
  const comparable = (connection: SingleSignOnConnection): string => JSON.stringify({ ...wireChoices(connection), secret: connection.clientSecret });
  return comparable(before) === comparable(after);
}

/** That passwords are accepted or not is an act of its own, as at Docker Hub. */
function actsOf(before: SingleSignOnConnection | undefined, after: SingleSignOnConnection, act: (done: Done) => Act): readonly Act[] {
  const changes = before === undefined ? null : loggedConnection(before);
  const secretChanged = before !== undefined && before.clientSecret !== after.clientSecret ? { client_secret_changed: true } : {};
  const written = act({ action: before === undefined ? 'enterprise.sso.connection.create' : 'enterprise.sso.connection.update', before: changes, after: { ...loggedConnection(after), ...secretChanged } });
  const was = before?.isEnforced ?? false;
  if (was === after.isEnforced) return [written];
  const toggled = act({ action: 'enterprise.sso.connection.enforcement_toggle', before: { enforced: was }, after: { enforced: after.isEnforced, password_owners: [...after.passwordOwners] } });
  return [written, toggled];
}
