// `pullgate logout`: revokes the kept token and forgets it.
import type { Command } from 'commander';
import { addJsonOption, declareCommand } from '../command.ts';
import type { CliContext } from '../context.ts';
import { CliFailure } from '../failure.ts';
import { formatJson } from '../json.ts';
import { readStoredLogin, removeStoredLogin, storedLoginFile } from '../stored-login.ts';
import type { StoredLogin } from '../stored-login.ts';
import { revokeStoredToken } from './revoke-stored-token.ts';

interface LogoutOptions {
  readonly json?: true;
}

const outcomes = {
  revoked: 'its token is revoked',
  'over-already': 'its token had ended already',
  'left-alone': 'its token is yours and goes on working: revoke it with pullgate token revoke',
} as const;

/** Declares the command. */
export function logoutCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'logout',
    summary: 'revoke the token that login made, and forget it',
    examples: ['pullgate logout'],
  });
  return addJsonOption(command).action(async (options: LogoutOptions) => context.terminal.print(await logout(context, options)));
}

async function logout(context: CliContext, options: LogoutOptions): Promise<string> {
  const file = storedLoginFile(context.environment.configFolder);
  const stored = await readStoredLogin(file);
  if (stored === undefined) {
    return options.json ? formatJson({ outcome: 'not-signed-in' }) : 'Not signed in: nothing to forget.';
  }
  const { server, username } = stored;
  const outcome = await revokeOrSay(context, stored, file);
  await removeStoredLogin(file);
  return options.json ? formatJson({ server, username, outcome }) : `Signed out of ${server} (${username}): ${outcomes[outcome]}.`;
}

async function revokeOrSay(context: CliContext, stored: StoredLogin, file: string) {
  try {
    return await revokeStoredToken(context, stored);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unknown reason';
    throw new CliFailure(`the token is not revoked: ${reason}; to forget it all the same, remove ${file}`, { cause });
  }
}
