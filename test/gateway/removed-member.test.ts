// Whoever is taken out of an organization is refused by a running gateway, with a token that it knew a moment ago.
import assert from 'node:assert/strict';
import test from 'node:test';
import { organization, owner, startGateway } from '../gateway-process.ts';
import { startRegistryPeer } from '../peers/registry-peer.ts';

const waitMs = 20_000;

test('a member who is removed is refused at the gateway without anything being restarted', async (t) => {
  const upstream = await startRegistryPeer((_, response) => void response.writeHead(404).end('{}'));
  t.after(() => upstream.close());
  const gateway = await startGateway({ upstreams: { 'docker.io': upstream.address } });
  t.after(() => gateway.remove());
  const member = gateway.member ?? assert.fail('no member');

  const signIn = await fetch(`${gateway.adminAddress}/v2/auth/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ identifier: owner.username, secret: owner.secret }),
  });
  const { access_token: bearer } = (await signIn.json()) as { access_token: string };
  const credential = `Basic ${Buffer.from(`${member.username}:${member.secret}`).toString('base64')}`;
  const tokenFor = await fetch(`${gateway.address}/token?service=${gateway.host}&scope=repository:library/nginx:pull`, { headers: { Authorization: credential } });
  const { token } = (await tokenFor.json()) as { token: string };
  /** 404 is upstream's word: the gateway let the pull pass. */
  const pull = async (): Promise<number> => {
    const answer = await fetch(`${gateway.address}/v2/library/nginx/manifests/latest`, { headers: { Authorization: `Bearer ${token}` } });
    await answer.arrayBuffer();
    return answer.status;
  };
  assert.equal(await pull(), 404);

  const removed = await fetch(`${gateway.adminAddress}/v2/orgs/${organization}/members/${member.username}`, { method: 'DELETE', headers: { Authorization: `Bearer ${bearer}` } });
  assert.equal(removed.status, 204);
  const removedAtMs = Date.now();
  let status = await pull();
  for (; status === 404 && Date.now() - removedAtMs < waitMs; status = await pull()) await new Promise((resolve) => setTimeout(resolve, 20));
  t.diagnostic(`refused after ${Date.now() - removedAtMs} ms`);
  assert.ok([401, 403].includes(status), String(status));
});
