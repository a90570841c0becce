// The scene for Docker IDs: an upstream with people of its own, and a gateway where they sign in with the names and secrets that they have there.
import { organization, owner, startGateway } from '../gateway-process.ts';
import type { GatewayProcess } from '../gateway-process.ts';
import { signInAtAdmin } from '../clients/admin-client.ts';
import type { AdminClient } from '../clients/admin-client.ts';
import { startUpstream } from '../upstream/start.ts';
import type { TestUpstream } from '../upstream/start.ts';

export const privateRepository = 'acme/private';

/** May read the private repository. */
export const jane = { username: 'jane', password: 'dckr_pat_janes-token-of-27-charact', reads: new Set([privateRepository]) };
/** May not. */
export const mike = { username: 'mike', password: 'mikes-docker-password', reads: new Set<string>() };
/** Has an account with a password of its own at the gateway. */
export const anne = { username: 'anne', password: 'dckr_pat_annes-token-of-27-charact', reads: new Set([privateRepository]) };
/** Has no account at the gateway. */
export const stranger = { username: 'stranger', password: 'dckr_pat_strangers-token-of-27-cha', reads: new Set([privateRepository]) };

/** Makes tokens of 4000 characters, the longest of Docker Hub's. */
const tokenBytes = 3000;

export interface Scene {
  readonly upstream: TestUpstream;
  readonly gateway: GatewayProcess;
  /** Signed in as the owner. */
  readonly admin: AdminClient;
  /** Who upstream takes for her: what she reads there may be changed. */
  readonly jane: typeof jane;
  close(): Promise<void>;
}

/** jane and mike have no password of their own at the gateway. */
export async function startScene({ flags = [], proxy = false }: { readonly flags?: readonly string[]; readonly proxy?: boolean } = {}): Promise<Scene> {
  const closers = new AsyncDisposableStack();
  try {
    const ownJane = { ...jane, reads: new Set(jane.reads) };
    const upstream = await startUpstream({ people: [ownJane, mike, anne, stranger], tokenBytes });
    closers.defer(() => upstream.stop());
    const gateway = await startGateway({ upstreams: { 'docker.io': upstream.address }, env: { PULLGATE_IDENTITY_UPSTREAM: 'docker.io', PULLGATE_LOG_LEVEL: 'debug' }, flags, proxy });
    closers.defer(() => gateway.remove());
    const admin = await signInAtAdmin(gateway.adminAddress, organization, owner);
    for (const { username } of [jane, mike]) await admin.ask('POST', `/v2/orgs/${organization}/members`, { username, role: 'member', password: null });
    await admin.addMember({ username: anne.username, password: 'annes-password-here' });
    return { upstream, gateway, admin, jane: ownJane, close: () => closers.disposeAsync() };
  } catch (error) {
    await closers.disposeAsync();
    throw error;
  }
}

export interface TokenAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly token: string | undefined;
  readonly refreshToken: string | undefined;
  readonly expiresInSeconds: number | undefined;
  /** Of a refusal. */
  readonly message: string | undefined;
}

/** GET /token, as docker asks. */
export async function askToken({ gateway }: Scene, { username, password }: { username: string; password: string }, repository?: string): Promise<TokenAnswer> {
  const scope = repository === undefined ? '' : `&scope=${encodeURIComponent(`repository:${repository}:pull`)}`;
  const answer = await fetch(`${gateway.address}/token?service=pullgate&account=${username}&offline_token=true${scope}`, { headers: { authorization: `Basic ${btoa(`${username}:${password}`)}` } });
  const body = (await answer.json()) as Record<string, unknown>;
  const textOf = (name: string): string | undefined => (typeof body[name] === 'string' ? body[name] : undefined);
  return {
    status: answer.status,
    headers: answer.headers,
    token: textOf('token'),
    refreshToken: textOf('refresh_token'),
    expiresInSeconds: typeof body['expires_in'] === 'number' ? body['expires_in'] : undefined,
    message: textOf('details'),
  };
}

/** Asks with the token; the body is read away. */
export async function ask({ gateway }: Scene, path: string, token: string | undefined, method = 'GET'): Promise<{ readonly status: number; readonly headers: Headers; readonly text: string }> {
  const accept = 'application/vnd.oci.image.manifest.v1+json, application/vnd.oci.image.index.v1+json, application/vnd.docker.distribution.manifest.v2+json';
  const answer = await fetch(`${gateway.address}${path}`, { method, headers: { accept, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) } });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}
