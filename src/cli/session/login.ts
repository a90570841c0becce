// `pullgate login`: exchanges a password, or a sign-in with an identity provider, for a personal access token and keeps that.
import type { Command } from 'commander';
import { accessToken } from '../../contract/access-tokens.ts';
import { organizationPage } from '../../contract/members.ts';
import { paths } from '../../contract/paths.ts';
import type { ApiClient } from '../api-client.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, chooseServer, readPassword, signIn } from '../connection.ts';
import type { ConnectionOptions, Session } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { CliFailure } from '../failure.ts';
import { formatJson } from '../json.ts';
import { momentAfter, showTime } from '../moment.ts';
import { readStoredLogin, storedLoginFile, writeStoredLogin } from '../stored-login.ts';
import type { StoredLogin } from '../stored-login.ts';
import { revokeStoredToken } from './revoke-stored-token.ts';
import { signInWithProvider } from './single-sign-on.ts';

const tokenLifetimeMs = 90 * 24 * 3600 * 1000;
const labelCharactersMax = 100;
const personalTokenPrefix = 'pgt_pat_';

type LoginOptions = ConnectionOptions & { readonly json?: true; readonly singleSignOn?: true; readonly org?: string; readonly browser: boolean; readonly code?: string };

/** Declares the command. */
export function loginCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'login',
    summary: 'sign in once; later commands need no password',
    description:
      'Sign in once; later commands need no password.\n\nThe password is exchanged for a personal access token (scope repo:admin, 90 days), ' +
      'which is kept in cli.json in $XDG_CONFIG_HOME/pullgate (~/.config/pullgate), readable by you alone. ' +
      'A personal access token given in place of the password is kept as it is.',
    examples: ['pullgate login -u owner', 'pullgate login --server https://admin.example.com -u owner --password-stdin < password.txt', 'pullgate login --server https://admin.example.com --single-sign-on --org acme'],
  });
  addConnectionOptions(command)
    .option('--code <code>', 'of the second factor, where the account has one; else it is asked for')
    .optionsGroup('Single sign-on:')
    .option('--single-sign-on', 'sign in with the identity provider of the organization, in a browser')
    .option('--org <name>', 'the organization; not needed with an e-mail address as --username')
    .option('--no-browser', 'there is no browser on this machine: print the address, and ask for the code that it shows in the end');
  return addJsonOption(command).action(async (options: LoginOptions) => context.terminal.print(await login(context, options)));
}

async function login(context: CliContext, options: LoginOptions): Promise<string> {
  const { environment } = context;
  const file = storedLoginFile(environment.configFolder);
  const before = await readStoredLogin(file);
  const server = chooseServer(context, options, before);
  const { username, token, tokenId, expiresAt } = await (options.singleSignOn === true ? loginWithProvider : loginWithPassword)(context, options, server);
  await writeStoredLogin(file, { server, username, token, token_id: tokenId });
  await revokePrevious(context, before);
  if (options.json) return formatJson({ server, username, token_id: tokenId, expires_at: expiresAt, file });
  const kept = tokenId === null ? 'Your token' : `A personal access token that ends ${showTime(expiresAt ?? 'never')}`;
  return `Signed in to ${server} as ${username}.\n${kept} is kept in ${file}`;
}

interface KeptToken {
  readonly username: string;
  readonly token: string;
  /** Null for one that the person brought. */
  readonly tokenId: string | null;
  readonly expiresAt: string | null;
}

async function loginWithPassword(context: CliContext, options: LoginOptions, server: string): Promise<KeptToken> {
  const username = options.username ?? context.environment.username;
  if (username === undefined) throw new CliFailure('say who you are: pullgate login --username NAME');
  const secret = await readPassword(context, options, username);
  const session = await signIn(context, { server, username, secret, code: options.code, isStored: false });
  return { username, ...(await tokenToKeep(context, session, secret)) };
}

async function loginWithProvider(context: CliContext, options: LoginOptions, server: string): Promise<KeptToken> {
  const { api, username } = await signInWithProvider(context, { server, organization: options.org, username: options.username ?? context.environment.username, hasBrowser: options.browser });
  return { username, ...(await makeToken(context, api)) };
}

/** The token that later commands sign in with: a new one, or the one that the person gave as the password. */
async function tokenToKeep(context: CliContext, { api }: Session, secret: string): Promise<Omit<KeptToken, 'username'>> {
  if (secret.startsWith(personalTokenPrefix)) {
    await api.call({ method: 'GET', path: paths.userOrganizations, answer: organizationPage });
    return { token: secret, tokenId: null, expiresAt: null };
  }
  return makeToken(context, api);
}

async function makeToken(context: CliContext, api: ApiClient): Promise<Omit<KeptToken, 'username'>> {
  const made = await api.call({
    method: 'POST',
    path: paths.accessTokens,
    body: {
      token_label: `pullgate CLI on ${context.hostName}`.slice(0, labelCharactersMax),
      scopes: ['repo:admin'],
      expires_at: momentAfter({ kind: 'duration', ms: tokenLifetimeMs }, context.now()),
    },
    answer: accessToken,
  });
  return { token: made.token, tokenId: made.uuid, expiresAt: made.expires_at };
}

/** Revokes the token of the login that this one takes the place of; tells when that fails, because the new login stands. */
async function revokePrevious(context: CliContext, before: StoredLogin | undefined): Promise<void> {
  if (before === undefined) return;
  try {
    await revokeStoredToken(context, before);
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message : 'unknown reason';
    context.terminal.warn(`pullgate: warning: the token of the login before this one could not be revoked (${reason})`);
  }
}
