// `pullgate activity verify`: whether the log is as it was written.
import type { Command } from 'commander';
import { activityVerification } from '../../contract/activity.ts';
import type { ActivityVerification } from '../../contract/activity.ts';
import { formatColumns, printable } from '../columns.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { formatCount } from '../size.ts';
import type { Terminal } from '../terminal.ts';
import { addLogOption, chooseLog, logPath } from './options.ts';
import type { LogOption } from './options.ts';

/** A server of two busy cores reads some 45,000 entries in a second. */
const verificationTimeoutMs = 600_000;

interface VerifyOptions extends ConnectionOptions, LogOption {
  readonly json?: true;
}

/** Declares the command. */
export function activityVerifyCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'verify',
    summary: 'find out whether the log of what people did is whole',
    description:
      'Have the server read the whole log again and hold every entry against its hash, its seal and the entry before it. Ends with 1 when an entry was changed, ' +
      'removed or put in, and says which. Owners only. What it finds and what it cannot: docs/activity.md.',
    examples: ['pullgate activity verify', 'pullgate activity verify --installation --json'],
  });
  return addJsonOption(addLogOption(addConnectionOptions(command))).action(async (options: VerifyOptions) => verifyActivity(context, options));
}

async function verifyActivity(context: CliContext, options: VerifyOptions): Promise<void> {
  const session = await connect(context, options);
  const path = logPath('verify', await chooseLog(session, options));
  const verification = await session.api.call({ method: 'GET', path, answer: activityVerification, answerTimeoutMs: verificationTimeoutMs });
  context.terminal.print(options.json ? formatJson(verification) : formatVerification(context.terminal, verification));
  if (!verification.valid) context.setExitCode(1);
}

function formatVerification(terminal: Terminal, { organization, valid, entries, head, problems, problem_count: count }: ActivityVerification): string {
  const log = organization === null ? 'the installation' : printable(organization);
  if (valid) return `${terminal.tone('green', 'The log is whole')}: ${formatCount(entries)} entries of ${log}${head === null ? '' : `, the last is ${head.sequence} ${printable(head.hash)}`}.`;
  const table = formatColumns(terminal, ['ENTRY', 'WHAT'], problems.map(({ sequence, message }) => [sequence === null ? '-' : String(sequence), message]));
  const more = count > problems.length ? [`and ${formatCount(count - problems.length)} more`] : [];
  return [table, ...more, '', `${terminal.tone('red', 'The log is not as it was written')}: ${formatCount(count)} problems in the log of ${log}. Compare it with the last export.`].join('\n');
}
