// An identity provider takes people out, and the running gateway refuses them: with the access token they have, their personal access token, and their password.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startForeignRegistry } from '../gateway/foreign-registry.ts';
import type { ForeignRegistry } from '../gateway/foreign-registry.ts';
import { untilEveryWorker } from '../every-worker.ts';
import { owner, startGateway } from '../gateway-process.ts';
import type { GatewayProcess } from '../gateway-process.ts';

const image = 'library/nginx';
const password = 'correct-horse-battery';
/** The promise is a second; a machine that is busy with other things may take longer to notice. */
const patienceMs = 10_000;

let hub: ForeignRegistry;
let gateway: GatewayProcess;
let asOwner: string;
let asIdentityProvider: string;

before(async () => {
  hub = await startForeignRegistry();
  hub.add(image, 'latest');
  gateway = await startGateway({ upstreams: { 'docker.io': hub.address }, flags: ['--workers', '2'] });
  asOwner = (await admin<{ token: string }>('POST', '/v2/users/login', { username: owner.username, password: owner.secret })).token;
  asIdentityProvider = (await admin<{ token: string }>('POST', '/v2/orgs/acme/scim-token', undefined, asOwner)).token;
});
after(async () => {
  await gateway.remove();
  await hub.close();
});

async function admin<Answer>(method: string, path: string, body?: object, token?: string): Promise<Answer> {
  const answer = await fetch(gateway.adminAddress + path, {
    method,
    headers: { 'Content-Type': path.startsWith('/v2/scim/') ? 'application/scim+json' : 'application/json', ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
  return (text === '' ? {} : JSON.parse(text)) as Answer;
}

/** At the gateway; undefined where it is refused. */
async function signIn(username: string, secret: string): Promise<string | undefined> {
  const answer = await fetch(`${gateway.address}/token?service=pullgate`, { headers: { authorization: `Basic ${btoa(`${username}:${secret}`)}` } });
  const { token } = (await answer.json()) as { token?: string };
  return answer.status === 200 ? token : undefined;
}

/** Every worker has to agree. Answers with how long it took. */
async function until(status: number, token: string): Promise<number> {
  const startMs = Date.now();
  await untilEveryWorker(gateway, { path: `/v2/${image}/manifests/latest`, headers: { authorization: `Bearer ${token}` } }, (answer) => answer.status === status);
  return Date.now() - startMs;
}

/** A member of acme who pulls, with an access token of the gateway, a personal access token and the id that SCIM has. */
async function makeMember(username: string, role: 'owner' | 'member'): Promise<{ readonly id: string; readonly token: string; readonly personalToken: string }> {
  await admin('POST', '/v2/orgs/acme/members', { username, role, password }, asOwner);
  const { token: signedIn } = await admin<{ token: string }>('POST', '/v2/users/login', { username, password });
  const { token: personalToken } = await admin<{ token: string }>('POST', '/v2/access-tokens', { token_label: 'laptop', scopes: ['repo:admin'] }, signedIn);
  const { Resources } = await admin<{ Resources: { id: string }[] }>('GET', `/v2/scim/2.0/Users?filter=${encodeURIComponent(`userName eq "${username}"`)}`, undefined, asIdentityProvider);
  const token = (await signIn(username, personalToken)) ?? assert.fail('the member cannot sign in');
  await until(200, token);
  return { id: Resources[0]?.id ?? assert.fail('the member is not listed'), token, personalToken };
}

const setActive = (id: string, active: 'True' | 'False'): Promise<object> =>
  admin('PATCH', `/v2/scim/2.0/Users/${id}`, { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [{ op: 'Replace', path: 'active', value: active }] }, asIdentityProvider);

test('an owner who is removed over SCIM is refused at the gateway, with every secret', async (t) => {
  const second = await makeMember('second', 'owner');
  await admin('DELETE', `/v2/scim/2.0/Users/${second.id}`, undefined, asIdentityProvider);
  t.diagnostic(`refused by every worker after ${await until(401, second.token)} ms`);
  assert.deepEqual([await signIn('second', second.personalToken), await signIn('second', password)], [undefined, undefined]);
});

test('a member who is deactivated over SCIM is refused at the gateway until the identity provider says otherwise', async (t) => {
  const ann = await makeMember('ann', 'member');
  await setActive(ann.id, 'False');
  t.diagnostic(`refused by every worker after ${await until(401, ann.token)} ms`);
  assert.deepEqual([await signIn('ann', ann.personalToken), await signIn('ann', password)], [undefined, undefined]);
  await setActive(ann.id, 'True');
  const deadlineMs = Date.now() + patienceMs;
  let again: string | undefined;
  while ((again = await signIn('ann', ann.personalToken)) === undefined) assert.ok(Date.now() < deadlineMs, 'still refused');
  await until(200, again);
});
