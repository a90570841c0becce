// `pullgate token create`: a personal access token, or with --org an organization access token; its secret is shown once.
import { Option } from 'commander';
import type { Command } from 'commander';
import { accessToken } from '../../contract/access-tokens.ts';
import { createdOrganizationAccessToken } from '../../contract/organization-access-tokens.ts';
import { pathOf, paths } from '../../contract/paths.ts';
import { tokenScopes } from '../../core/policy/access-request.ts';
import { addJsonOption, collect, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions, Session } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { CliFailure } from '../failure.ts';
import { formatJson } from '../json.ts';
import { momentAfter, parseMoment, showTime } from '../moment.ts';
import type { Moment } from '../moment.ts';
import { pullScope, tokenResources } from './resources.ts';

interface CreateOptions extends ConnectionOptions {
  readonly label: string;
  readonly scope?: readonly string[];
  readonly expires?: Moment;
  readonly org?: string;
  readonly repository?: readonly string[];
  readonly description?: string;
  readonly quiet?: true;
  readonly json?: true;
}

/** Declares the command. */
export function tokenCreateCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'create',
    summary: 'make a token and show its secret once',
    description:
      `Make a token and show its secret once.\n\nA personal access token (PAT) signs its person in, within its scope:\n${tokenScopes.join(' > ')}.\n` +
      'With --org, an organization access token (OAT) for robots; OATs are refused while image access is on.',
    examples: [
      'pullgate token create --label laptop --scope repo:read --expires 90d',
      'pullgate token create --label laptop --quiet | docker login 127.0.0.1:5000 -u owner --password-stdin',
      "pullgate token create --org acme --label ci --repository 'acme/*'",
    ],
  });
  command
    .requiredOption('--label <text>', 'what it is for')
    .option('--scope <scope>', `what it may do (repeatable); default repo:read, with --org ${pullScope}`, collect)
    .option('--expires <when>', 'how long it lives (90d) or until when (2029-12-31); default: for ever', parseMoment)
    .option('--org <name>', 'make an organization access token of this organization')
    .option('--repository <path>', "with --org: a repository that it reaches, such as 'acme/*' or '*/*/public' (repeatable); default: all of the organization's and every public one", collect)
    .option('--description <text>', 'with --org: more about it');
  addJsonOption(addConnectionOptions(command)).addOption(new Option('-q, --quiet', 'print the secret alone').conflicts('json'));
  return command.action(async (options: CreateOptions) => context.terminal.print(await createToken(context, options)));
}

interface MadeToken {
  readonly token: string;
  readonly expires_at: string | null;
}

async function createToken(context: CliContext, options: CreateOptions): Promise<string> {
  if (options.org === undefined && (options.repository !== undefined || options.description !== undefined)) {
    throw new CliFailure('--repository and --description go with --org: a personal access token reaches what its person does');
  }
  const session = await connect(context, options);
  const made = options.org === undefined ? await createPersonal(context, session, options) : await createOrganizations(context, session, options, options.org);
  if (options.json) return formatJson(made);
  if (options.quiet) return made.token;
  const owner = options.org ?? session.username;
  return [
    `Made the ${options.org === undefined ? 'personal' : 'organization'} access token "${options.label}" of ${owner}, which ${ending(made)}.`,
    'Keep it now, it is not shown again:',
    '',
    `  ${context.terminal.tone('bold', made.token)}`,
    '',
    `Sign in with it: docker login GATEWAY -u ${owner}, and the token as the password.`,
  ].join('\n');
}

async function createPersonal(context: CliContext, { api }: Session, options: CreateOptions): Promise<MadeToken> {
  const body = { token_label: options.label, scopes: options.scope ?? ['repo:read'], ...expiry(context, options) };
  return api.call({ method: 'POST', path: paths.accessTokens, body, answer: accessToken });
}

async function createOrganizations(context: CliContext, { api }: Session, options: CreateOptions, org: string): Promise<MadeToken> {
  const resources = tokenResources(org, options.repository ?? [], options.scope ?? []);
  const body = { label: options.label, description: options.description ?? '', resources, ...expiry(context, options) };
  return api.call({ method: 'POST', path: pathOf(paths.organizationAccessTokens, { org }), body, answer: createdOrganizationAccessToken });
}

function expiry({ now }: CliContext, { expires }: CreateOptions): { readonly expires_at?: string } {
  return expires === undefined ? {} : { expires_at: momentAfter(expires, now()) };
}

function ending({ expires_at: expiresAt }: MadeToken): string {
  return expiresAt === null || expiresAt === '' ? 'never ends' : `ends ${showTime(expiresAt)}`;
}
