// The organization acme on a real port, connected to a real provider.
import type { TestContext } from 'node:test';
import { paths } from '../../src/contract/paths.ts';
import type { Send } from '../admin/installation.ts';
import { type ServedInstallation, serveInstallation } from '../cli/serve-installation.ts';
import { type Browser, type Visit, openBrowser } from './browser.ts';
import { type RealProvider, openRealProvider } from './real-provider.ts';

export interface Scene extends ServedInstallation {
  readonly provider: RealProvider;
  readonly owner: Send;
  /** Changes the connection of acme. */
  readonly connect: (change?: object) => ReturnType<Send>;
  /** Signs in with the provider as this person of its; `browser` is a new one unless given. */
  readonly signIn: (login: string, browser?: Browser) => Promise<Visit & { readonly browser: Browser }>;
  /** What the server answers this browser. */
  readonly whoIs: (browser: Browser) => Promise<{ readonly status: number; readonly username: string | undefined; readonly email: string | undefined }>;
}

export const connectionPath = '/v2/orgs/acme/single-sign-on';
export const startPath = '/v2/single-sign-on/acme/start';

/** `connect()` has been called, unless `isConnected` is false. */
export async function openScene(t: TestContext, { isConnected = true, clockMs }: { readonly isConnected?: boolean; readonly clockMs?: number } = {}): Promise<Scene> {
  const installation = await serveInstallation(t, { withSecondOrganization: false });
  if (clockMs !== undefined) installation.clock.nowMs = clockMs;
  const { server } = installation;
  const provider = await openRealProvider(t, server + paths.singleSignOnCallback);
  const owner = await installation.as('owner');
  const connect = (change: object = {}): ReturnType<Send> =>
    owner('PUT', server + connectionPath, { issuer: provider.issuer, client_id: provider.clientId, client_secret: provider.clientSecret, ...change });
  if (isConnected) {
    const { status, text } = await connect();
    if (status !== 200) throw new Error(text);
  }
  return {
    ...installation,
    provider,
    owner,
    connect,
    signIn: async (login, browser = openBrowser()) => ({ ...(await browser.visit(server + startPath, { login })), browser }),
    whoIs: async (browser) => {
      const { status, text } = await browser.visit(`${server}/v2/user`);
      const { username, email } = JSON.parse(text) as { readonly username?: string; readonly email?: string };
      return { status, username, email };
    },
  };
}

/** The sentence of a problem. */
export function detailOf(text: string): string {
  return (JSON.parse(text) as { readonly detail: string }).detail;
}
