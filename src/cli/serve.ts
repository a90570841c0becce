// `pullgate serve` for the list of commands: the launcher starts the server itself and never comes here.
import type { Command } from 'commander';
import { declareCommand } from './command.ts';
import { CliFailure } from './failure.ts';

/** Declares the command. Reached only without the launcher, it says how the server is started. */
export function serveCommand(): Command {
  const command = declareCommand({
    usage: 'serve',
    summary: 'start the gateway and the admin API',
    description: 'Start the gateway and the admin API. Settings come from flags, PULLGATE_ variables and a file: pullgate serve --help and docs/config.md list them.',
    examples: ['pullgate serve', 'pullgate serve --config pullgate.yaml', 'pullgate serve --data /var/lib/pullgate --upstream docker.io=http://127.0.0.1:5001'],
  });
  return command
    .allowUnknownOption()
    .allowExcessArguments()
    .action(() => {
      throw new CliFailure('the server is started by the launcher: run npx pullgate serve, or npm start');
    });
}
