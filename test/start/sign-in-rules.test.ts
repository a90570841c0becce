// A running gateway and a real client, where a password alone is not enough or is switched off: the client reads why, and a personal access token passes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { scan } from '../admin/authenticator-app.ts';
import { signInAtAdmin } from '../clients/admin-client.ts';
import type { AdminClient } from '../clients/admin-client.ts';
import type { Credentials, ImageClient } from '../clients/image-client.ts';
import { badLoginLine, badSignInLine, errorLine } from '../clients/printed-line.ts';
import { createSkopeo } from '../clients/skopeo.ts';
import { requireTools } from '../clients/tool.ts';
import { startForeignRegistry } from '../gateway/foreign-registry.ts';
import type { ForeignRegistry } from '../gateway/foreign-registry.ts';
import { organization, owner, startGateway } from '../gateway-process.ts';
import type { GatewayProcess } from '../gateway-process.ts';
import { openRealProvider } from '../single-sign-on/real-provider.ts';

const repository = 'library/nginx';
const password = 'password-of-the-member';
const skip = requireTools('skopeo');

let hub: ForeignRegistry;
let gateway: GatewayProcess;
let admin: AdminClient;
let skopeo: ImageClient;

before(async () => {
  hub = await startForeignRegistry();
  hub.add(repository, 'latest');
  gateway = await startGateway({ upstreams: { 'docker.io': hub.address } });
  admin = await signInAtAdmin(gateway.adminAddress, organization, owner);
  skopeo = await createSkopeo();
});
after(async () => {
  await skopeo.close();
  await gateway.remove();
  await hub.close();
});

/** A member who has the token of an earlier day. */
async function addPerson(username: string): Promise<{ readonly token: Credentials; readonly person: AdminClient }> {
  await admin.addMember({ username, password });
  const person = await signInAtAdmin(gateway.adminAddress, organization, { username, secret: password });
  const { secret } = await person.createPersonalToken({ label: 'of an earlier day' });
  return { token: { username, secret }, person };
}

async function assertRefused(credentials: Credentials, message: string): Promise<void> {
  const { host } = gateway;
  const login = await skopeo.login(host, credentials);
  assert.ok(login !== undefined && login.status !== 0);
  assert.equal(errorLine(login), badLoginLine.skopeo(host));
  // What an earlier sign-in left behind.
  await skopeo.keepSignIn(host, credentials);
  const pull = await skopeo.pull(`${host}/${repository}:latest`);
  assert.notEqual(pull.status, 0);
  assert.equal(errorLine(pull), badSignInLine.skopeo({ host, repository, reference: 'latest' }, message));
}

async function assertPulls(credentials: Credentials): Promise<void> {
  const login = await skopeo.login(gateway.host, credentials);
  assert.ok(login !== undefined);
  assert.equal(login.status, 0, login.stderr);
  const pull = await skopeo.pull(`${gateway.host}/${repository}:latest`);
  assert.equal(pull.status, 0, pull.stderr);
  await skopeo.forget(`${gateway.host}/${repository}:latest`);
}

test('with a second factor the password is refused in its own words, and a personal access token passes', { skip }, async () => {
  const { token, person } = await addPerson('tess');
  await assertPulls({ username: 'tess', secret: password });
  const { uri } = (await person.ask('POST', '/v2/user/totp', { password })) as { readonly uri: string };
  await person.ask('POST', '/v2/user/totp/confirm', { code: scan(uri)(Date.now()) });
  await assertRefused({ username: 'tess', secret: password }, 'this account has a second factor: use a personal access token in place of the password');
  await assertPulls(token);
});

test('where single sign-on is enforced the password is refused in its own words, a personal access token passes, and so does the owner who keeps the password', { skip }, async (t) => {
  const { token } = await addPerson('eve');
  const { issuer, clientId, clientSecret } = await openRealProvider(t, `${gateway.adminAddress}/v2/single-sign-on/callback`);
  const connection = `/v2/orgs/${organization}/single-sign-on`;
  await admin.ask('PUT', connection, { issuer, client_id: clientId, client_secret: clientSecret, enforced: true });
  await assertRefused({ username: 'eve', secret: password }, `password sign-in is off for people of ${organization}: sign in with pullgate login --single-sign-on --org ${organization}, and give other clients a personal access token`);
  await assertPulls(token);
  await assertPulls(owner);
  await admin.ask('PUT', connection, { enforced: false });
  await assertPulls({ username: 'eve', secret: password });
});
