// AccountChanges: passwords and profiles.
import type { AccountChanges } from '../../admin/accounts/accounts.port.ts';
import { appendAct } from './append-act.ts';
import type { Database } from './database.ts';
import { integer, text, textOrNull } from './row.ts';
import { removeSecondFactorOf } from './second-factors.ts';
import { endSessionsOf } from './sessions.ts';

export function createAccountChanges(database: Database): AccountChanges {
  const append = appendAct(database);
  const profile = database.prepare('SELECT full_name, email, created_at_ms FROM users WHERE id = ?');
  const setFullName = database.prepare('UPDATE users SET full_name = ? WHERE id = ?');
  const setEmail = database.prepare('UPDATE users SET email = ?1, is_email_vouched = 0 WHERE id = ?2 AND email IS NOT ?1');
  const setPassword = database.prepare('UPDATE users SET password_hash = ?, credential_version = credential_version + 1 WHERE id = ? AND credential_version = ?');
  const endSessions = endSessionsOf(database);
  const removeSecondFactor = removeSecondFactorOf(database);

  return {
    findProfile: (userId) =>
      database.read(() => {
        const row = profile.get(userId);
        return row === undefined ? undefined : { fullName: text(row, 'full_name'), email: textOrNull(row, 'email'), createdAtMs: integer(row, 'created_at_ms') };
      }),
    changeProfile: ({ userId, fullName, email }, act) =>
      database.write(() => {
        if (profile.get(userId) === undefined) return false;
        if (fullName !== undefined) setFullName.run(fullName, userId);
        if (email !== undefined) setEmail.run(email, userId);
        append(act);
        return true;
      }),
    changePassword: ({ userId, passwordHash, credentialVersion, keepSessionId, removesSecondFactor = false }, act) =>
      database.write(() => {
        if (setPassword.run(passwordHash, userId, credentialVersion).changes !== 1) return 'conflict';
        endSessions(userId, keepSessionId);
        if (removesSecondFactor) removeSecondFactor(userId);
        append(act);
        return 'changed';
      }),
  };
}
