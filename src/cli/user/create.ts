// `pullgate user create`: a new person in the organization, or one with an account already.
import { Option } from 'commander';
import type { Command } from 'commander';
import { createdMember, memberRole } from '../../contract/members.ts';
import type { CreateMemberRequest, MemberRole } from '../../contract/members.ts';
import { pathOf, paths } from '../../contract/paths.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { CliFailure } from '../failure.ts';
import { formatJson } from '../json.ts';
import { addOrganizationOption, chooseOrganization } from '../organization.ts';
import type { OrganizationOption } from '../organization.ts';

interface CreateOptions extends ConnectionOptions, OrganizationOption {
  readonly role: MemberRole;
  readonly email?: string;
  readonly fullName?: string;
  readonly setPassword?: true;
  readonly withoutPassword?: true;
  readonly json?: true;
}

/** Declares the command. */
export function userCreateCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'create',
    summary: 'add a person to the organization',
    description: 'Add a person to the organization. A password is made up and shown once, unless you set one.\nOwners only. Who owns every organization also adds people who have an account already.',
    examples: ['pullgate user create jane --email jane@example.com', 'pullgate user create jane --role owner --set-password < password.txt', 'pullgate user create jane --org globex', 'pullgate user create jane --without-password'],
  });
  command
    .argument('<name>', 'the name to sign in with')
    .addOption(new Option('--role <role>', 'what the person is in the organization').choices(memberRole.options).default('member'))
    .option('--email <address>', "the person's address")
    .option('--full-name <text>', "the person's name")
    .option('--set-password', "read the person's password from stdin, or ask for it, instead of having one made up")
    .option('--without-password', 'make none: the person signs in with the registry that the server takes names from (identity.upstream)');
  addJsonOption(addOrganizationOption(addConnectionOptions(command)));
  return command.action(async (name: string, options: CreateOptions) => context.terminal.print(await createUser(context, name, options)));
}

async function createUser(context: CliContext, name: string, options: CreateOptions): Promise<string> {
  const { terminal } = context;
  if (options.setPassword && options.passwordStdin) throw new CliFailure('stdin cannot hold both passwords: put yours in PULLGATE_PASSWORD');
  if (options.setPassword && options.withoutPassword) throw new CliFailure('--set-password and --without-password: choose one');
  const session = await connect(context, options);
  const organization = await chooseOrganization(session, options);
  const password = options.withoutPassword ? null : options.setPassword ? await terminal.readSecret(`Password for ${name}: `) : undefined;
  const body: CreateMemberRequest = {
    username: name,
    role: options.role,
    ...(options.email === undefined ? {} : { email: options.email }),
    ...(options.fullName === undefined ? {} : { full_name: options.fullName }),
    ...(password === undefined ? {} : { password }),
  };
  const user = await session.api.call({ method: 'POST', path: pathOf(paths.members, { org: organization }), body, answer: createdMember });
  if (options.json) return formatJson(user);
  const as = `to ${organization} as ${user.role.toLowerCase()}`;
  // The server makes a password up for every new account that is given none.
  if (user.password === undefined && password === undefined) return `Added ${user.username}, who had an account already, ${as}. The password stays as it is.`;
  const added = `Added ${user.username} ${as}.`;
  if (user.password === undefined) return added;
  return `${added}\nHand over this password now, it is not shown again:\n\n  ${terminal.tone('bold', user.password)}`;
}
