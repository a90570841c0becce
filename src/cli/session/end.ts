// `pullgate session end`: whoever had the session signs in again.
import type { Command } from 'commander';
import { z } from 'zod';
import { pathOf, paths } from '../../contract/paths.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { CliFailure } from '../failure.ts';
import { formatJson } from '../json.ts';
import { addOrganizationOption, chooseOrganization } from '../organization.ts';
import type { OrganizationOption } from '../organization.ts';

type EndOptions = ConnectionOptions & OrganizationOption & { readonly all?: true; readonly member?: string; readonly json?: true };

/** Declares the command. */
export function sessionEndCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'end',
    summary: 'end a session, or all of them',
    description: 'End one of your sessions, all of them, or as an owner all of a member who is in no other organization. Access tokens go on: pullgate token revoke.',
    examples: ['pullgate session end 3f1c2b64-8d0e-4a55-9d0f-6a2f6a1d9c10', 'pullgate session end --all', 'pullgate session end --member jane'],
  });
  command.argument('[session]', 'its id, see pullgate session list').option('--all', 'all of yours').option('--member <name>', 'all of this member (owners only)');
  addJsonOption(addOrganizationOption(addConnectionOptions(command)));
  return command.action(async (id: string | undefined, options: EndOptions) => context.terminal.print(await endSessions(context, id, options)));
}

async function endSessions(context: CliContext, id: string | undefined, options: EndOptions): Promise<string> {
  const { all, member, json } = options;
  if ([id, all, member].filter((each) => each !== undefined).length !== 1) throw new CliFailure('say which: the id of one (see pullgate session list), --all of yours, or those of --member NAME');
  const session = await connect(context, options);
  const end = async (path: string): Promise<void> => session.api.call({ method: 'DELETE', path, answer: z.undefined() });
  if (member !== undefined) {
    const org = await chooseOrganization(session, options);
    await end(pathOf(paths.memberSessions, { org, username: member }));
    return json ? formatJson({ organization: org, member, ended: 'all' }) : `Every session of ${member} is over.`;
  }
  if (id === undefined) {
    await end(paths.sessions);
    return json ? formatJson({ ended: 'all' }) : `Every session of ${session.username} is over.`;
  }
  await end(pathOf(paths.session, { id }));
  return json ? formatJson({ ended: id }) : `The session ${id} is over.`;
}
