// Several organizations in one installation, as its people meet them: made through the admin API, decided by the running gateway.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { signInAtAdmin } from '../clients/admin-client.ts';
import type { AdminClient } from '../clients/admin-client.ts';
import { startForeignRegistry } from '../gateway/foreign-registry.ts';
import type { ForeignRegistry } from '../gateway/foreign-registry.ts';
import { owner, startGateway } from '../gateway-process.ts';
import type { GatewayProcess } from '../gateway-process.ts';

const official = 'library/nginx';
const community = 'someuser/custom-image';
const verified = 'grafana/grafana';
const acmeRefuses = 'image access denied: community images not allowed (someuser/custom-image, organization acme)';
const betaRefuses = 'image access denied: official images not allowed (library/nginx, organization beta)';
const password = 'correct-horse-battery';

let hub: ForeignRegistry;
let gateway: GatewayProcess;
let developer: { username: string; secret: string };

before(async () => {
  hub = await startForeignRegistry();
  for (const image of [official, community, verified]) hub.add(image, 'latest');
  gateway = await startGateway({ upstreams: { 'docker.io': hub.address } });
  developer = gateway.member ?? assert.fail('no member was printed');
  const acme = await asOwner('acme');
  await acme.addMember({ username: 'ann', password });
  await acme.changeSettings({ enabled: true, allow_official_images: true, allow_verified_publishers: true });
});
after(async () => {
  await gateway.remove();
  await hub.close();
});

const asOwner = (organization: string): Promise<AdminClient> => signInAtAdmin(gateway.adminAddress, organization, owner);

async function signIn({ username, secret }: { username: string; secret: string }): Promise<string> {
  const answer = await fetch(`${gateway.address}/token?service=pullgate`, { headers: { authorization: `Basic ${btoa(`${username}:${secret}`)}` } });
  assert.equal(answer.status, 200, username);
  return ((await answer.json()) as { token: string }).token;
}

/** `pulled`, or the sentence of the refusal. */
async function pull(token: string, image: string): Promise<string> {
  const answer = await fetch(`${gateway.address}/v2/${image}/manifests/latest`, { headers: { authorization: `Bearer ${token}` } });
  if (answer.status === 200) return 'pulled';
  assert.equal(answer.status, 401);
  return ((await answer.json()) as { errors: { message: string }[] }).errors[0]?.message ?? '';
}

async function pullAll(token: string): Promise<Readonly<Record<string, string>>> {
  return { official: await pull(token, official), community: await pull(token, community), verified: await pull(token, verified) };
}

/** A change holds within a second, for tokens that were issued before it too; a machine that is busy with other things may take longer to notice. */
async function heldSoon(check: () => Promise<void>): Promise<void> {
  const deadlineMs = Date.now() + 10_000;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (Date.now() > deadlineMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

test('a further organization binds who is added to it, within a second and with the token of before: the strictest wins, and is named', async () => {
  const token = await signIn(developer);
  assert.deepEqual(await pullAll(token), { official: 'pulled', community: acmeRefuses, verified: 'pulled' });

  await (await asOwner('acme')).ask('POST', '/v2/orgs', { orgname: 'beta' });
  const beta = await asOwner('beta');
  await beta.changeSettings({ enabled: true, allow_official_images: false, allow_verified_publishers: true, allow_community_images: true });
  assert.equal(await pull(token, official), 'pulled', 'who is not in it is not bound by it');

  await beta.ask('POST', '/v2/orgs/beta/members', { username: developer.username, role: 'member' });
  await heldSoon(async () => assert.deepEqual(await pullAll(token), { official: betaRefuses, community: acmeRefuses, verified: 'pulled' }));
});

test('an owner of one organization who is a member of the other is bound by the other alone; who owns both by neither', async () => {
  const beta = await asOwner('beta');
  await beta.addMember({ username: 'ben', password, role: 'owner' });
  const ben = { username: 'ben', secret: password };
  await heldSoon(async () => assert.deepEqual(await pullAll(await signIn(ben)), { official: 'pulled', community: 'pulled', verified: 'pulled' }));
  await beta.ask('POST', '/v2/orgs/acme/members', { username: 'ben', role: 'member' });
  const token = await signIn(ben);
  await heldSoon(async () => assert.deepEqual(await pullAll(token), { official: 'pulled', community: acmeRefuses, verified: 'pulled' }));
  assert.deepEqual(await pullAll(await signIn(owner)), { official: 'pulled', community: 'pulled', verified: 'pulled' });
});

test('each organization reads the records of who it binds, without the name and the words of another that decided', async () => {
  const beta = await asOwner('beta');
  const read = async (organization: string): Promise<unknown> => {
    const { pulls } = (await beta.ask('GET', `/v2/orgs/${organization}/pulls?effect=deny&username=${developer.username}&limit=1000`)) as { pulls: { organization: string | null; reason: string | null }[] };
    return [...new Set(pulls.map((each) => `${String(each.organization)}: ${String(each.reason)}`))].toSorted();
  };
  // Records reach the store a moment after the answer.
  await heldSoon(async () => assert.deepEqual(await read('beta'), [`beta: ${betaRefuses}`, 'null: null']));
});

test('a gateway of chosen organizations is bound by those alone, and refuses who is in none of them', async () => {
  await gateway.stop();
  gateway = await startGateway({ upstreams: { 'docker.io': hub.address }, data: gateway.data, env: { PULLGATE_ALLOWED_ORGS: 'beta' } });
  assert.deepEqual(await pullAll(await signIn(developer)), { official: betaRefuses, community: 'pulled', verified: 'pulled' });
  const nobody = 'access denied: you are in no organization that this gateway serves: ask an organization owner to add you';
  assert.deepEqual(await pullAll(await signIn({ username: 'ann', secret: password })), { official: nobody, community: nobody, verified: nobody });
});
