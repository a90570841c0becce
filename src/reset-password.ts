// `pullgate user reset-password`, on the server's machine: the way back in for who has lost the password and whom nobody else can help. Beside a running server or without one.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { generatePassword } from './admin/generate-password.ts';
import { actOfSystem } from './audit/act-of-system.ts';
import type { Config } from './config/config.ts';
import { loadConfigFromProcess } from './config/from-process.ts';
import { hashPassword } from './identity/password.ts';
import { now } from './parts.ts';
import { loadOrCreateSecretKey } from './store/secret-key.ts';
import { openSqliteStore } from './store/sqlite/open-sqlite-store.ts';
import { StoreError } from './store/store-error.ts';
import { createLog } from './telemetry/log.ts';

const usage = 'pullgate user reset-password NAME [--remove-totp] [--data FOLDER | --config FILE]';
const removeTotpFlag = '--remove-totp';

class ResetRefused extends Error {}

interface Reset {
  readonly name: string;
  readonly removesSecondFactor: boolean;
  readonly config: Config;
}

function readCommand([name, ...rest]: readonly string[]): Reset {
  if (name === undefined || name.startsWith('-')) throw new ResetRefused(`say whose password: ${usage}`);
  const loaded = loadConfigFromProcess(rest.filter((word) => word !== removeTotpFlag));
  if (loaded.kind === 'config') return { name, removesSecondFactor: rest.includes(removeTotpFlag), config: loaded.config };
  throw new ResetRefused(loaded.kind === 'help' ? usage : loaded.problems.join('\npullgate: '));
}

/** Whoever may write the data folder may do all this anyway. Resolves with the new password. */
async function resetPassword({ name, removesSecondFactor, config }: Reset): Promise<string> {
  const file = join(config.dataFolder, 'pullgate.db');
  if (!existsSync(file)) throw new ResetRefused(`there is no ${file}: name the data folder of the server with --data`);
  const secretKey = await loadOrCreateSecretKey({ file: config.secretKeyFile, database: file, log: createLog({ level: 'warn', format: 'pretty' }) });
  const store = openSqliteStore({ file, secretKey, now });
  try {
    const account = await store.findAccountByName(name);
    if (account === undefined) throw new ResetRefused(`nobody here is called ${name}`);
    const password = generatePassword();
    const act = actOfSystem({ action: 'user.password.change', name: account.name, atMs: now(), after: { on: 'the machine of the server', remove_totp: removesSecondFactor } });
    const change = { userId: account.id, passwordHash: await hashPassword(password), credentialVersion: account.credentialVersion, removesSecondFactor };
    if ((await store.changePassword(change, act)) === 'conflict') throw new ResetRefused('the password was changed a moment ago by somebody else: try again');
    const note = account.isActive ? '' : '\nThe account is deactivated: an owner activates it again.';
    const factor = account.hasSecondFactor && !removesSecondFactor ? `\nSign-in still asks for a code: ${removeTotpFlag} takes the second factor away.` : '';
    return `The password of ${account.name} is now\n\n  ${password}\n\nEvery sign-in with the one before has ended.${factor}${note}`;
  } finally {
    await store.close();
  }
}

try {
  process.stdout.write(`${await resetPassword(readCommand(process.argv.slice(2)))}\n`);
} catch (error) {
  if (!(error instanceof ResetRefused) && !(error instanceof StoreError)) throw error;
  process.stderr.write(`pullgate: ${error.message}\n`);
  process.exitCode = 2;
}
