// SecondFactorStore: what authenticator apps share with Pullgate, sealed, and the hashes of recovery codes.
import type { SecondFactorStore } from '../../identity/second-factor.port.ts';
import type { Sealer } from '../seal.ts';
import { appendAct } from './append-act.ts';
import type { Database } from './database.ts';
import { integer, integerOrNull, text } from './row.ts';
import { endSessionsOf } from './sessions.ts';

export function createSecondFactorStore({ database, sealer }: { readonly database: Database; readonly sealer: Sealer }): SecondFactorStore {
  const append = appendAct(database);
  const find = database.prepare(
    'SELECT sealed_secret, confirmed_at_ms, (SELECT count(*) FROM recovery_codes WHERE recovery_codes.user_id = second_factors.user_id) AS codes FROM second_factors WHERE user_id = ?',
  );
  const begin = database.prepare(
    `INSERT INTO second_factors (user_id, sealed_secret, begun_at_ms) VALUES (?, ?, ?)
     ON CONFLICT (user_id) DO UPDATE SET sealed_secret = excluded.sealed_secret, begun_at_ms = excluded.begun_at_ms WHERE confirmed_at_ms IS NULL`,
  );
  const confirm = database.prepare('UPDATE second_factors SET confirmed_at_ms = ?, last_step = ? WHERE user_id = ? AND confirmed_at_ms IS NULL');
  const use = database.prepare('UPDATE second_factors SET last_step = ? WHERE user_id = ? AND confirmed_at_ms IS NOT NULL AND last_step < ?');
  const useCode = database.prepare('DELETE FROM recovery_codes WHERE user_id = ? AND hash = ?');
  const recovery = createRecoveryCodeRows(database);
  const signInAnew = createSignInAnew(database);
  const remove = removeSecondFactorOf(database);
  const secretOf = (sealed: string, userId: string): string => sealer.open(sealed, place(userId));

  return {
    findSecondFactor: (userId) =>
      database.read(() => {
        const row = find.get(userId);
        if (row === undefined) return undefined;
        return { secret: secretOf(text(row, 'sealed_secret'), userId), isConfirmed: integerOrNull(row, 'confirmed_at_ms') !== null, recoveryCodesLeft: integer(row, 'codes') };
      }),
    beginSecondFactor: ({ userId, secret, atMs }) => database.write(() => (begin.run(userId, sealer.seal(secret, place(userId)), atMs).changes === 1 ? 'begun' : 'already-on')),
    confirmSecondFactor: ({ userId, secret, step, recoveryCodeHashes, atMs, keepSessionId }, act) =>
      database.write(() => {
        const row = find.get(userId);
        if (row === undefined) return 'missing';
        if (integerOrNull(row, 'confirmed_at_ms') !== null) return 'already-on';
        if (secretOf(text(row, 'sealed_secret'), userId) !== secret) return 'missing';
        confirm.run(atMs, step, userId);
        recovery.replace(userId, recoveryCodeHashes);
        signInAnew(userId, keepSessionId);
        append(act);
        return 'confirmed';
      }),
    removeSecondFactor: ({ userId, keepSessionId }, act) =>
      database.write(() => {
        if (!remove(userId)) return false;
        signInAnew(userId, keepSessionId);
        append(act);
        return true;
      }),
    useStep: ({ userId, step }) => database.write(() => use.run(step, userId, step).changes === 1),
    useRecoveryCode: ({ userId, hash }, act) =>
      database.write(() => {
        const isUsed = useCode.run(userId, hash).changes === 1;
        if (isUsed) append(act);
        return isUsed;
      }),
    replaceRecoveryCodes: ({ userId, hashes }, act) =>
      database.write(() => {
        const row = find.get(userId);
        if (row === undefined || integerOrNull(row, 'confirmed_at_ms') === null) return false;
        recovery.replace(userId, hashes);
        append(act);
        return true;
      }),
  };
}

const place = (userId: string): string => `second_factors/${userId}`;

/** For whatever takes a second factor away along with something else: call it inside `database.write`. False: there was none that asked for codes. */
export function removeSecondFactorOf(database: Database): (userId: string) => boolean {
  const isOn = database.prepare('SELECT 1 FROM second_factors WHERE user_id = ? AND confirmed_at_ms IS NOT NULL');
  const remove = database.prepare('DELETE FROM second_factors WHERE user_id = ?');
  return (userId) => {
    const wasOn = isOn.get(userId) !== undefined;
    remove.run(userId);
    return wasOn;
  };
}

/** Ends the sessions but one, and with a new credential version what the gateway and the admin API issued to the password. */
function createSignInAnew(database: Database): (userId: string, keepSessionId: string | undefined) => void {
  const raise = database.prepare('UPDATE users SET credential_version = credential_version + 1 WHERE id = ?');
  const endSessions = endSessionsOf(database);
  return (userId, keepSessionId) => {
    raise.run(userId);
    endSessions(userId, keepSessionId);
  };
}

function createRecoveryCodeRows(database: Database): { readonly replace: (userId: string, hashes: readonly string[]) => void } {
  const removeAll = database.prepare('DELETE FROM recovery_codes WHERE user_id = ?');
  const insert = database.prepare('INSERT INTO recovery_codes (user_id, hash) VALUES (?, ?)');
  return {
    replace: (userId, hashes) => {
      removeAll.run(userId);
      for (const hash of hashes) insert.run(userId, hash);
    },
  };
}
