// Signing in with the identity provider of an organization: in the browser, which then brings a code to this machine's loopback address (RFC 8252 section 7.3), or a person who pastes it.
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { pathOf, paths } from '../../contract/paths.ts';
import { exchangeSingleSignOnResponse, singleSignOnOffers } from '../../contract/single-sign-on.ts';
import { createApiClient } from '../api-client.ts';
import type { ApiClient } from '../api-client.ts';
import type { CliContext } from '../context.ts';
import { CliFailure } from '../failure.ts';
import { receiveCode } from './receive-code.ts';

export interface ProviderSignIn {
  readonly server: string;
  readonly organization: string | undefined;
  /** An e-mail address finds the organization. */
  readonly username: string | undefined;
  /** False: there is no browser on this machine. */
  readonly hasBrowser: boolean;
}

/** Resolves with a signed-in client and who it is signed in as. */
export async function signInWithProvider(context: CliContext, chosen: ProviderSignIn): Promise<{ readonly api: ApiClient; readonly username: string }> {
  const { server, hasBrowser } = chosen;
  const { terminal, version } = context;
  const api = createApiClient({ server, version });
  const organization = await chooseOrganization(api, chosen);
  const codeVerifier = randomBytes(32).toString('base64url');
  const challenge = { code_challenge: createHash('sha256').update(codeVerifier).digest('base64url') };
  const addressWith = (query: Readonly<Record<string, string>>): string => `${server}${pathOf(paths.singleSignOnStart, { org: organization })}?${new URLSearchParams({ ...challenge, ...query }).toString()}`;
  const code = hasBrowser ? await codeFromBrowser(context, addressWith) : await codeFromPerson(context, addressWith({}));
  const { access_token: accessToken, username } = await api.call({ method: 'POST', path: paths.singleSignOnToken, body: { code, code_verifier: codeVerifier }, answer: exchangeSingleSignOnResponse });
  terminal.showProgress('');
  return { api: createApiClient({ server, version, accessToken }), username };
}

async function chooseOrganization(api: ApiClient, { organization, username }: ProviderSignIn): Promise<string> {
  const email = username?.includes('@') === true ? username : undefined;
  if (organization === undefined && email === undefined) throw new CliFailure('say which organization: pullgate login --single-sign-on --org NAME, or your e-mail address with --username');
  const query = new URLSearchParams(organization === undefined ? { email: email ?? '' } : { organization });
  const { results } = await api.call({ method: 'GET', path: `${paths.singleSignOnOffers}?${query.toString()}`, answer: singleSignOnOffers });
  const [first, ...further] = results;
  if (first === undefined) throw new CliFailure(`no single sign-on for ${organization ?? email ?? ''} at ${api.server}: check the name, or sign in with pullgate login --username NAME`);
  if (further.length > 0) throw new CliFailure(`several organizations sign ${email ?? ''} in: choose one with --org: ${results.map((each) => each.organization).join(', ')}`);
  return first.organization;
}

async function codeFromBrowser({ terminal }: CliContext, addressWith: (query: Readonly<Record<string, string>>) => string): Promise<string> {
  const state = randomBytes(32).toString('base64url');
  return receiveCode(state, (port) => {
    const address = addressWith({ port: String(port), state });
    terminal.warn(`Sign in in your browser, on this machine (else use --no-browser):\n${address}`);
    if (terminal.isInteractive) openBrowser(address);
  });
}

async function codeFromPerson({ terminal }: CliContext, address: string): Promise<string> {
  terminal.warn(`Open this address in a browser, and paste the code that it shows in the end:\n${address}`);
  const code = (await terminal.readSecret('Code: ')).trim();
  if (code === '') throw new CliFailure('no code was given: run pullgate login again, and paste the code');
  return code;
}

const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = { darwin: ['open'], win32: ['rundll32', 'url.dll,FileProtocolHandler'] };

/** Best effort: the address is on the terminal as well. */
function openBrowser(address: string): void {
  const [program, ...words] = openers[process.platform] ?? ['xdg-open'];
  const child = spawn(program, [...words, address], { stdio: 'ignore', detached: true });
  child.once('error', () => undefined);
  child.unref();
}
