// How every command is declared: a summary, an example, and --json where it prints something.
import { Command } from 'commander';

interface CommandText {
  /** The word it is called by, with its arguments: `show <namespace>`. */
  readonly usage: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What --help says; the summary where there is no more to say. */
  readonly description?: string;
  /** Whole command lines, at least one. */
  readonly examples: readonly [string, ...string[]];
}

/** Makes a command that does something; arguments and options are added by its own file. */
export function declareCommand({ usage, summary, description, examples }: CommandText): Command {
  const [name = usage, ...argumentNames] = usage.split(' ');
  const command = new Command(name)
    .summary(summary)
    .description(description ?? asSentence(summary))
    .addHelpText('after', ['', 'Examples:', ...examples.map((example) => `  $ ${example}`)].join('\n'));
  if (argumentNames.length > 0) command.arguments(argumentNames.join(' '));
  return command;
}

/** Makes a noun that only holds verbs; called alone it prints its help and fails, as every incomplete command does. */
export function declareNoun(name: string, summary: string, verbs: readonly Command[]): Command {
  const noun = new Command(name).summary(summary).description(asSentence(summary)).helpCommand(false);
  const example = verbs[0]?.name() ?? 'help';
  noun.addHelpText('after', `\nExamples:\n  $ pullgate ${name} ${example} --help`);
  for (const verb of verbs) noun.addCommand(verb);
  return noun;
}

function asSentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}

/** Adds --json. */
export function addJsonOption(command: Command): Command {
  return command.optionsGroup('Output:').option('--json', 'print JSON for scripts');
}

/** Collects a repeatable option. */
export function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}
