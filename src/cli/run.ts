// Runs one command line and turns its end into an exit code and, where it failed, one sentence on stderr.
import { CommanderError } from 'commander';
import type { Command } from 'commander';
import type { CliContext } from './context.ts';
import { formatFailure } from './failure.ts';
import { createProgram } from './program.ts';

/** Commander's ways to end that are no failure: it printed what was asked for. */
const answeredCodes = new Set(['commander.helpDisplayed', 'commander.version']);

/** Runs `words`, the command line without the program's own name. Sets the exit code; never throws. */
export async function run(context: CliContext, words: readonly string[]): Promise<void> {
  const program = createProgram(context);
  try {
    await program.parseAsync([...askedFor(words)], { from: 'user' });
  } catch (failure) {
    if (failure instanceof CommanderError && answeredCodes.has(failure.code)) return;
    context.setExitCode(2);
    context.terminal.warn(failure instanceof CommanderError ? usageSentence(failure, commandOf(program, words)) : formatFailure(failure));
  }
}

/** `pullgate: unknown option --foo (did you mean --force?): see pullgate policy set --help` */
function usageSentence({ code, message }: CommanderError, command: Command): string {
  const path = pathOf(command);
  if (code === 'commander.help') return `pullgate: ${path} needs a command: ${command.commands.map((each) => each.name()).join(', ')}: see ${path} --help`;
  const sentence = message
    .replace(/^error: /, '')
    .replace(/\s*\n\s*\((Did you mean .*)\)$/, (_, hint: string) => ` (${hint.charAt(0).toLowerCase()}${hint.slice(1)})`)
    .replace(/^command-argument value /, 'value ')
    .replace(/ is invalid\. /, ' is invalid: ').replace(/(argument '[^']*')\. /, '$1: ').replace(': Allowed choices', ': allowed choices')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/\.$/, '');
  return `pullgate: ${sentence}: see ${path} --help`;
}

/** `pullgate` alone asks for help, and `pullgate help policy set` for that of the command. */
function askedFor(words: readonly string[]): readonly string[] {
  const [first, ...rest] = words;
  if (first === undefined) return ['--help'];
  return first === 'help' ? [...rest.filter((word) => !word.startsWith('-')), '--help'] : words;
}

/** The command that `words` begin with. */
function commandOf(program: Command, words: readonly string[]): Command {
  let command = program;
  for (const word of words) {
    const next = command.commands.find((each) => each.name() === word);
    if (next === undefined) break;
    command = next;
  }
  return command;
}

function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}
