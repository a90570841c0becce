// `pullgate user reset-password` for the list of commands: the launcher opens the server's data itself and never comes here.
import type { Command } from 'commander';
import { declareCommand } from '../command.ts';
import { CliFailure } from '../failure.ts';

/** Declares the command. Reached only without the launcher, it says how it is run. */
export function userResetPasswordCommand(): Command {
  const command = declareCommand({
    usage: 'reset-password',
    summary: "make up another password for a person, on the server's machine",
    description:
      "Make up another password for a person, and show it once, without asking the server: for an owner who has lost theirs.\n\nRun it on the server's machine, as the user that runs Pullgate, beside a running server or without one. " +
      'Every sign-in with the password before ends. The data folder is found as the server finds it: --data, PULLGATE_DATA, --config.',
    examples: ['pullgate user reset-password owner --data /var/lib/pullgate', 'pullgate user reset-password owner --remove-totp'],
  });
  return command
    .argument('<name>', 'whose password')
    .option('--remove-totp', 'take the second factor away as well')
    .option('--data <folder>', "the server's data folder")
    .option('--config <file>', "the server's configuration file")
    .action(() => {
      throw new CliFailure('this is run by the launcher: npx pullgate user reset-password NAME');
    });
}
