// The acts of operations whose example in docs/api.md leaves none: each is brought about here, and the log has it once, by whom and of what.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { ActionName } from '../../src/core/activity/action.ts';
import { openBrowser as openProviderBrowser } from '../single-sign-on/browser.ts';
import { connectionPath, openScene } from '../single-sign-on/scene.ts';
import { openBrowser } from './browser.ts';
import { type Installation, openInstallation, password } from './installation.ts';

interface Entry {
  readonly actor: { readonly name: string };
  readonly action: string;
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What is logged while `work` runs: of acme, and where `organization` is null the installation's. */
async function actsDuring({ store }: Pick<Installation, 'store'>, organization: string | null, work: () => Promise<void>): Promise<readonly Entry[]> {
  const read = async () => (await store.listActivity(organization, {}, { order: 'oldest-first', limit: 1000 })).map(({ line }) => JSON.parse(line) as Entry);
  const before = (await read()).length;
  await work();
  return (await read()).slice(before).map(({ actor, action, name, before: was, after }) => ({ actor: { name: actor.name }, action, name, before: was, after }));
}

const entry = (actor: string, action: ActionName, rest: Pick<Entry, 'name' | 'before' | 'after'>): Entry => ({ actor: { name: actor }, action, ...rest });

test('ending all other sessions is logged, with the one that was kept', async (t) => {
  const installation = await openInstallation(t, { withSecondOrganization: false });
  const browser = await openBrowser(installation, 'owner');
  await openBrowser(installation, 'owner');
  const { results } = (await browser.send('GET', '/v2/sessions')).json;
  const kept = results.find(({ current }) => current)?.id;
  const acts = await actsDuring(installation, null, async () => assert.equal((await browser.send('DELETE', '/v2/sessions')).status, 204));
  assert.deepEqual(acts, [entry('owner', 'user.session.end', { name: 'owner', before: { session: 'all', kept }, after: null })]);
});

test('ending the sessions of a member is logged', async (t) => {
  const installation = await openInstallation(t, { withSecondOrganization: false });
  const member = await openBrowser(installation, 'editor');
  const owner = await installation.as('owner');
  const acts = await actsDuring(installation, 'acme', async () => assert.equal((await owner('DELETE', '/v2/orgs/acme/members/editor/sessions')).status, 204));
  assert.deepEqual(acts, [entry('owner', 'org.member.session.end', { name: 'editor', before: { session: 'all' }, after: null })]);
  assert.equal((await member.send('GET', '/v2/user')).status, 401);
});

test('a second factor that is begun is not logged, for nothing asks for it', async (t) => {
  const installation = await openInstallation(t, { withSecondOrganization: false });
  const owner = await installation.as('owner');
  for (const organization of ['acme', null]) {
    assert.deepEqual(await actsDuring(installation, organization, async () => assert.equal((await owner('POST', '/v2/user/totp', { password })).status, 200)), []);
  }
  assert.equal((await owner('GET', '/v2/user/totp')).json.enabled, false);
});

test('a link with the identity provider is logged when the provider has answered, not before', async (t) => {
  const scene = await openScene(t);
  const { provider, server } = scene;
  provider.people.set('sub-1', { email: 'dev@acme.test', email_verified: true });
  const developer = await scene.as('developer');
  const browser = openProviderBrowser();
  let address = '';
  const begun = await actsDuring(scene, 'acme', async () => {
    const reply = await developer('POST', `${server}${connectionPath}/link`, { return_to: '/me' });
    assert.equal(reply.status, 200, reply.text);
    browser.setCookies(server, (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? '');
    address = (reply.json as unknown as { authorization_url: string }).authorization_url;
  });
  assert.deepEqual(begun, []);
  const linked = await actsDuring(scene, 'acme', async () => assert.equal((await browser.visit(address, { login: 'sub-1' })).url.href, `${server}/me`));
  assert.deepEqual(linked.find(({ action }) => action === 'enterprise.sso.identity.link'), entry('developer', 'enterprise.sso.identity.link', { name: 'developer', before: null, after: { issuer: provider.issuer, by: 'person' } }));
});

test('an invitation that an account accepts is logged, and the member', async (t) => {
  const installation = await openInstallation(t);
  const owner = await installation.as('owner');
  const { json } = await owner('POST', '/v2/invites/bulk', { org: 'acme', invitees: ['stranger'] });
  const [invited] = (json as unknown as { readonly invitees: readonly { readonly invite: { readonly link: string } }[] }).invitees;
  const token = invited?.invite.link.split('/').at(-1);
  const stranger = await installation.as('stranger');
  const acts = await actsDuring(installation, 'acme', async () => assert.equal((await stranger('POST', '/v2/invites/accept', { token })).status, 200));
  assert.deepEqual(acts.map(({ actor, action, name }) => [actor.name, action, name]), [
    ['stranger', 'org.member.invite.accept', 'stranger'],
    ['stranger', 'org.member.add', 'stranger'],
  ]);
  assert.ok(!JSON.stringify(acts).includes(String(token)));
});

test('an invitation that is mailed again is logged', async (t) => {
  const installation = await openInstallation(t, { hasMail: true });
  const owner = await installation.as('owner');
  const { json } = await owner('POST', '/v2/invites/bulk', { org: 'acme', invitees: ['carol@acme.example'] });
  const [invited] = (json as unknown as { readonly invitees: readonly { readonly invite: { readonly id: string } }[] }).invitees;
  const acts = await actsDuring(installation, 'acme', async () => assert.equal((await owner('PATCH', `/v2/invites/${invited?.invite.id}/resend`)).status, 204));
  assert.deepEqual(acts, [entry('owner', 'org.member.invite.resend', { name: 'carol@acme.example', before: null, after: { invitee: 'carol@acme.example', role: 'member', team: null } })]);
});

test('a delivery that is sent again is logged', async (t) => {
  const installation = await openInstallation(t, { withSecondOrganization: false });
  const { store, clock } = installation;
  const owner = await installation.as('owner');
  const webhook = (await owner('POST', '/v2/orgs/acme/webhooks', { url: 'https://hooks.example.com/pullgate' })).json;
  const delivery = (await owner('POST', `/v2/orgs/acme/webhooks/${webhook.id}/test`)).json;
  await store.finishAttempt({ deliveryId: delivery.id, webhookId: webhook.id, atMs: clock.nowMs, durationMs: 3, status: 500, problem: 'answered 500', response: 'no', nextTryAtMs: null }, 9);
  const acts = await actsDuring(installation, 'acme', async () => assert.equal((await owner('POST', `/v2/orgs/acme/webhooks/${webhook.id}/deliveries/${delivery.id}/replay`)).status, 202));
  assert.deepEqual(acts, [entry('owner', 'org.webhook.replay', { name: webhook.id, before: null, after: { delivery: delivery.id } })]);
});
