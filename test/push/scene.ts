// Sets the scene for pushes: an upstream that can be pushed to, a gateway with two workers in front of it, its owner and one member.
import { signInAtAdmin } from '../clients/admin-client.ts';
import type { AdminClient } from '../clients/admin-client.ts';
import { untilEveryWorker } from '../every-worker.ts';
import { organization, owner, startGateway } from '../gateway-process.ts';
import type { GatewayProcess } from '../gateway-process.ts';
import { robot } from '../upstream/recipe.ts';
import { startUpstream } from '../upstream/start.ts';
import type { TestUpstream } from '../upstream/start.ts';

export const mia = { username: 'mia', secret: 'password-of-mia' } as const;

export interface Scene {
  readonly upstream: TestUpstream;
  readonly gateway: GatewayProcess;
  readonly admin: AdminClient;
  /** An access token as `docker login` gets one; `scope` is what the client asks it for. */
  readonly tokenOf: (person: { readonly username: string; readonly secret: string }, scope?: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** With two workers, so that the steps of one upload meet both. */
export async function startScene(): Promise<Scene> {
  const closers = new AsyncDisposableStack();
  try {
    const upstream = await startUpstream({ isWritable: true });
    closers.defer(() => upstream.stop());
    const gateway = await startGateway({ upstreams: { 'docker.io': upstream.address }, flags: ['--workers', '2'] });
    closers.defer(() => gateway.remove());
    const admin = await signInAtAdmin(gateway.adminAddress, organization, owner);
    await admin.ask('PUT', '/v2/upstreams/docker.io/credentials', robot);
    await admin.addMember({ username: mia.username, password: mia.secret });
    const tokenOf: Scene['tokenOf'] = async ({ username, secret }, scope) => {
      const answer = await fetch(`${gateway.address}/token?service=pullgate${scope === undefined ? '' : `&scope=${scope}`}`, { headers: { authorization: `Basic ${btoa(`${username}:${secret}`)}` } });
      return ((await answer.json()) as { token: string }).token;
    };
    // Upstream's credentials have to be known too.
    await untilEveryWorker(gateway, { method: 'POST', path: '/v2/acme/first/blobs/uploads/', headers: { authorization: `Bearer ${await tokenOf(mia)}` } }, ({ status }) => status === 202);
    return { upstream, gateway, admin, tokenOf, close: () => closers.disposeAsync() };
  } catch (error) {
    await closers.disposeAsync();
    throw error;
  }
}
