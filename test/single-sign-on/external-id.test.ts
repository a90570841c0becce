// Single sign-on after SCIM: the provider's `externalId` says whose account it is, with a real OpenID Connect provider and the requests of an identity provider.
import assert from 'node:assert/strict';
import test from 'node:test';
import { anAct } from '../../src/store/conformance/store-under-test.ts';
import { identityProvider, make, patchOf } from '../admin/identity-provider.ts';
import { type Scene, connectionPath, detailOf, openScene } from './scene.ts';

const oid = '5f0c6a1e-8d1b-4f0e-9a53-0c1d2e3f4a5b';

/** As Entra ID signs somebody in: with its object id, and without a word of whether the address is verified. */
const asEntra = (more: object = {}) => ({ oid, preferred_username: 'ann@acme.test', email: 'ann@acme.test', ...more });

test('an account that SCIM has made is linked by its externalId where the connection names the claim, and no second one is made', async (t) => {
  const scene = await openScene(t);
  const { provider, signIn, connect, whoIs, store, owner, server } = scene;
  await make(await identityProvider(scene), 'ann@acme.test', { externalId: oid });
  provider.people.set('sub-1', asEntra());
  assert.equal((await connect({ external_id_claim: 'oid' })).json.external_id_claim, 'oid');
  assert.equal((await whoIs((await signIn('sub-1')).browser)).username, 'ann');
  assert.equal(await store.findAccountByName('ann-2'), undefined);
  const [act] = await store.listActivity('acme', { action: 'enterprise.sso.identity.link' }, { order: 'newest-first', limit: 2, skip: 0 });
  assert.match(act?.line ?? '', /"by":"external id"/);
  // From now on it is the subject that counts, whatever becomes of the claim.
  provider.people.set('sub-1', { preferred_username: 'ann@acme.test' });
  assert.equal((await whoIs((await signIn('sub-1')).browser)).username, 'ann');
  assert.equal((await owner('GET', `${server}${connectionPath}`)).json.external_id_claim, 'oid');
});

test('without external_id_claim, and for any id but exactly that one, an account is made as for a stranger', async (t) => {
  const scene = await openScene(t);
  const { provider, signIn, connect, whoIs } = scene;
  await make(await identityProvider(scene), 'ann@acme.test', { externalId: oid });
  await make(await identityProvider(scene), 'seven@acme.test', { externalId: '7' });
  const nameOf = async (login: string, claims: object) => {
    provider.people.set(login, { ...claims });
    return (await whoIs((await signIn(login)).browser)).username;
  };
  assert.equal(await nameOf('sub-1', asEntra()), 'ann-2');
  await connect({ external_id_claim: 'oid' });
  assert.equal(await nameOf('sub-2', asEntra({ oid: oid.toUpperCase() })), 'ann-3');
  assert.equal(await nameOf('sub-3', asEntra({ oid: `${oid} ` })), 'ann-4');
  assert.equal(await nameOf('sub-4', asEntra({ oid: undefined })), 'ann-5');
  assert.equal(await nameOf('sub-5', { preferred_username: 'seven@acme.test', oid: 7 }), 'seven-2', 'a number may have been rounded');
});

test('a sub that SCIM has as externalId, as Okta sends it, links as well', async (t) => {
  const scene = await openScene(t);
  await make(await identityProvider(scene), 'ann@acme.test', { externalId: '00u1a2b3c4' });
  await scene.connect({ external_id_claim: 'sub' });
  scene.provider.people.set('00u1a2b3c4', { preferred_username: 'somebody.else' });
  assert.equal((await scene.whoIs((await scene.signIn('00u1a2b3c4')).browser)).username, 'ann');
});

/** What speaks against linking by externalId, and what the person reads; nothing is linked then and no account is made. */
const spoken: Readonly<Record<string, { readonly arrange: (scene: Scene) => Promise<void>; readonly reads: RegExp }>> = {
  'an account that was a member before': {
    arrange: async (scene) => {
      await make(await identityProvider(scene), 'second-owner@acme.example', { externalId: oid });
    },
    reads: /^the account `second-owner` with your id at the identity provider was there before the provider told of it: sign in to `second-owner` as before and link it to single sign-on$/,
  },
  'an account that has got a password': {
    arrange: async (scene) => {
      await make(await identityProvider(scene), 'ann@acme.test', { externalId: oid });
      assert.equal((await scene.owner('POST', '/v2/orgs/acme/members/ann/password', {})).status, 200);
    },
    reads: /^the account `ann` with your id at the identity provider has a password of its own: /,
  },
  'an account that is linked to somebody else': {
    arrange: async (scene) => {
      await make(await identityProvider(scene), 'ann@acme.test', { externalId: oid });
      scene.provider.people.set('sub-0', asEntra());
      await scene.signIn('sub-0');
    },
    reads: /^the account `ann` with your id at the identity provider is linked to somebody else there: ask an owner of acme to take that link away$/,
  },
  'an account that is in another organization as well': {
    arrange: async (scene) => {
      const userId = await make(await identityProvider(scene), 'ann@acme.test', { externalId: oid });
      assert.equal((await scene.owner('POST', '/v2/orgs', { orgname: 'initech' })).status, 201);
      await scene.store.addMembership({ organization: 'initech', userId, role: 'member', atMs: 0 }, anAct());
    },
    reads: /^the account `ann` with your id at the identity provider belongs to further organizations: /,
  },
  'an account that SCIM has deactivated': {
    arrange: async (scene) => {
      const provider = await identityProvider(scene);
      const id = await make(provider, 'ann@acme.test', { externalId: oid });
      assert.equal((await provider('PATCH', `/Users/${id}`, patchOf({ op: 'replace', path: 'active', value: false }))).status, 200);
    },
    reads: /^your account `ann` is deactivated: ask an owner of acme$/,
  },
  'two accounts of that externalId': {
    arrange: async (scene) => {
      const provider = await identityProvider(scene);
      for (const name of ['ann', 'bob']) await make(provider, `${name}@acme.test`, { externalId: oid });
    },
    reads: /^several accounts of acme have your id at the identity provider as their externalId: /,
  },
};

for (const [name, { arrange, reads }] of Object.entries(spoken)) {
  test(`the externalId links nobody to ${name}, and makes no second account`, async (t) => {
    const scene = await openScene(t);
    await scene.connect({ external_id_claim: 'oid' });
    await arrange(scene);
    scene.provider.people.set('sub-1', asEntra());
    const count = async () => (await scene.store.listMembers('acme', { limit: 100, offset: 0 })).total;
    const before = await count();
    const { status, text } = await scene.signIn('sub-1');
    assert.equal(status, 403);
    assert.match(detailOf(text), reads);
    assert.equal(await count(), before);
    assert.equal(await scene.store.findLinkedAccount({ organization: 'acme', issuer: scene.provider.issuer, subject: 'sub-1' }), undefined);
  });
}

test('where the id does not do, the verified e-mail address of the same account does as it always did, and that of another account does not', async (t) => {
  const scene = await openScene(t);
  const { provider, signIn, connect, whoIs } = scene;
  await connect({ external_id_claim: 'oid', link_by_email: true });
  await make(await identityProvider(scene), 'second-owner@acme.example', { externalId: oid });
  provider.people.set('sub-1', asEntra({ email: 'editor@acme.example', email_verified: true }));
  assert.match(detailOf((await signIn('sub-1')).text), /^the account `second-owner` with your id at the identity provider was there before/);
  provider.people.set('sub-1', asEntra({ email: 'second-owner@acme.example', email_verified: true }));
  assert.equal((await whoIs((await signIn('sub-1')).browser)).username, 'second-owner');
});

test("another organization's SCIM says nothing of who is who here", async (t) => {
  const scene = await openScene(t);
  assert.equal((await scene.owner('POST', '/v2/orgs', { orgname: 'initech' })).status, 201);
  await make(await identityProvider(scene, { organization: 'initech' }), 'ann@acme.test', { externalId: oid });
  await scene.connect({ external_id_claim: 'oid' });
  scene.provider.people.set('sub-1', asEntra());
  assert.equal((await scene.whoIs((await scene.signIn('sub-1')).browser)).username, 'ann-2');
});

test('a claim that people can change to what somebody else had is not taken for their id', async (t) => {
  const { connect, owner, server } = await openScene(t);
  for (const claim of ['email', 'preferred_username', 'UPN']) {
    const { status, json } = await connect({ external_id_claim: claim });
    assert.equal(status, 400);
    assert.deepEqual(json.fields, { external_id_claim: ['can change to what somebody else had: name the claim of an id that stays, such as oid or sub'] });
  }
  assert.equal((await connect({ external_id_claim: 'ids.entra' })).status, 200);
  assert.equal((await connect({ external_id_claim: null })).status, 200);
  assert.equal((await owner('GET', `${server}${connectionPath}`)).json.external_id_claim, null);
});

test('whoever is deactivated in this organization alone stays out with a link, and comes back when SCIM says so', async (t) => {
  const scene = await openScene(t);
  const { provider, signIn, store, whoIs } = scene;
  const send = await identityProvider(scene);
  const userId = await make(send, 'ann@acme.test', { externalId: oid });
  provider.people.set('sub-1', { email: 'ann@acme.test', email_verified: true });
  await signIn('sub-1');
  assert.equal((await scene.owner('POST', '/v2/orgs', { orgname: 'initech' })).status, 201);
  await store.addMembership({ organization: 'initech', userId, role: 'member', atMs: 0 }, anAct());
  const setActive = async (value: boolean) => assert.equal((await send('PATCH', `/Users/${userId}`, patchOf({ op: 'replace', path: 'active', value }))).status, 200);
  await setActive(false);
  const { status, text } = await signIn('sub-1');
  assert.equal(status, 403);
  assert.equal(detailOf(text), 'your account `ann` is deactivated: ask an owner of acme');
  assert.deepEqual((await store.membershipsOf(userId)).map(({ organization }) => organization), ['initech']);
  await setActive(true);
  assert.equal((await whoIs((await signIn('sub-1')).browser)).username, 'ann');
});
