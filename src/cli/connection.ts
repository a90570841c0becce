// Which server, and as whom: the options that every command of the server shares, and the sign-in they lead to.
import type { Command } from 'commander';
import { loginResponse } from '../contract/session.ts';
import { paths } from '../contract/paths.ts';
import { isLoopback } from './api-failure.ts';
import { createApiClient } from './api-client.ts';
import type { ApiClient } from './api-client.ts';
import type { CliContext } from './context.ts';
import { CliFailure } from './failure.ts';
import { readStoredLogin, storedLoginFile } from './stored-login.ts';
import type { StoredLogin } from './stored-login.ts';

export const defaultServer = 'http://127.0.0.1:8080';

export interface ConnectionOptions {
  readonly server?: string;
  readonly username?: string;
  readonly passwordStdin?: true;
}

/** A signed-in client and who signed in. */
export interface Session {
  readonly api: ApiClient;
  readonly username: string;
  /** Signs in once more, for what takes longer than an access token lives. */
  readonly renew: () => Promise<Session>;
}

export interface SignIn {
  readonly server: string;
  readonly username: string;
  readonly secret: string;
  /** Of the second factor, where it is given before it is asked for. */
  readonly code?: string | undefined;
  /** Whether `login` kept the secret, so that a refusal says to log in again. */
  readonly isStored: boolean;
}

/** Adds --server, --username and --password-stdin. */
export function addConnectionOptions(command: Command): Command {
  return command
    .optionsGroup('Connection:')
    .option('--server <url>', `the admin API; else PULLGATE_SERVER, the stored login's, ${defaultServer}`)
    .option('-u, --username <name>', 'sign in as this person; else PULLGATE_USERNAME, the stored login')
    .option('--password-stdin', 'read the password or token from stdin; else PULLGATE_PASSWORD, the stored login, a prompt');
}

/** Signs in for one command. Throws CliFailure with the way out when that fails. */
export async function connect(context: CliContext, options: ConnectionOptions): Promise<Session> {
  const stored = await readStoredLogin(storedLoginFile(context.environment.configFolder));
  return signIn(context, await chooseSignIn(context, options, stored));
}

/** The address of the server, without signing in. */
export function chooseServer(context: CliContext, options: ConnectionOptions, stored: StoredLogin | undefined): string {
  return parseServer(options.server ?? context.environment.server ?? stored?.server ?? defaultServer);
}

/** Who signs in where, with what. The stored token is only ever sent to the server that it was stored for. */
async function chooseSignIn(context: CliContext, options: ConnectionOptions, stored: StoredLogin | undefined): Promise<SignIn> {
  const server = chooseServer(context, options, stored);
  const fitting = stored?.server === server ? stored : undefined;
  const username = options.username ?? context.environment.username ?? fitting?.username;
  if (username === undefined) {
    throw new CliFailure(`not signed in at ${server}: run pullgate login, or give --username and the password in PULLGATE_PASSWORD`);
  }
  const isGiven = options.passwordStdin === true || context.environment.password !== undefined;
  if (!isGiven && fitting?.username === username) return { server, username, secret: fitting.token, isStored: true };
  return { server, username, secret: await readPassword(context, options, username), isStored: false };
}

/** The password from --password-stdin, PULLGATE_PASSWORD or a prompt. */
export async function readPassword({ environment, terminal }: CliContext, options: ConnectionOptions, username: string): Promise<string> {
  const given = options.passwordStdin ? undefined : environment.password;
  if (given !== undefined) return given;
  if (!options.passwordStdin && !terminal.isInteractive) {
    throw new CliFailure(`no password for ${username}: put it in PULLGATE_PASSWORD, or pipe it in with --password-stdin`);
  }
  const typed = await terminal.readSecret(`Password or token of ${username}: `);
  if (typed === '') throw new CliFailure(`the password of ${username} is empty: ${options.passwordStdin ? 'pipe it in on the first line' : 'type it'}`);
  return typed;
}

/** Exchanges the secret for an access token of ten minutes. */
export async function signIn(context: CliContext, chosen: SignIn): Promise<Session> {
  const { terminal, version } = context;
  const { server, username, isStored } = chosen;
  if (server.startsWith('http:') && !isLoopback(server)) terminal.warn(`pullgate: warning: ${server} is not encrypted: others on the way can read the password`);
  const api = createApiClient({ server, version });
  try {
    const accessToken = await findAccessToken(context, api, chosen);
    return { api: createApiClient({ server, version, accessToken }), username, renew: () => signIn(context, chosen) };
  } catch (failure) {
    if (failure instanceof CliFailure && failure.status === 401) {
      const advice = isStored ? 'run pullgate login again' : 'check the name, and the password or token';
      throw new CliFailure(`cannot sign in at ${server} as ${username} (${lowerCase(failure.message)}): ${advice}`, { status: 401, cause: failure });
    }
    throw failure;
  }
}

/** With the code of a second factor, where the server asks for one: it is asked for in turn, unless it was given. */
async function findAccessToken({ terminal }: CliContext, api: ApiClient, { username, secret, code }: SignIn): Promise<string> {
  try {
    return (await api.call({ method: 'POST', path: paths.login, body: { username, password: secret }, answer: loginResponse })).token;
  } catch (failure) {
    if (!(failure instanceof CliFailure) || failure.login2faToken === undefined) throw failure;
    if (code === undefined && !terminal.isInteractive) {
      throw new CliFailure(`${username} signs in with a second factor: give its code with pullgate login --code, or a personal access token in place of the password`, { cause: failure });
    }
    const body = { login_2fa_token: failure.login2faToken, code: code ?? (await terminal.readSecret(`Code of the authenticator app of ${username}, or a recovery code: `)) };
    return (await api.call({ method: 'POST', path: paths.secondFactorLogin, body, answer: loginResponse })).token;
  }
}

function lowerCase(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

function parseServer(text: string): string {
  const url = URL.parse(/^https?:\/\//i.test(text) ? text : `http://${text}`);
  if (url === null || url.username !== '' || url.password !== '' || url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    throw new CliFailure(`--server is no address of a server: write it as ${defaultServer}`);
  }
  return url.origin;
}
