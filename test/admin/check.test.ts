// Asking the policy and the catalog through the API.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openInstallation } from './installation.ts';

const path = '/v2/orgs/acme/check';
const settings = '/v2/orgs/acme/settings';

test('a check says what a pull would be told, with rule, category, source and revision', async (t) => {
  const { as } = await openInstallation(t);
  await (await as('owner'))('PUT', settings, { restricted_images: { enabled: true, help_text: 'ask us' } });
  const { status, json } = await (await as('developer'))('POST', path, { images: ['nginx:1.27', 'someuser/custom-image', 'ghcr.io/owner/image', 'quay.io/owner/image', 'acme/app@sha256:' + 'a'.repeat(64)] });
  assert.equal(status, 200);
  const base = { enforced: true, organization: 'acme', revision: 2 };
  assert.deepEqual(json.results, [
    { image: 'nginx:1.27', registry: 'docker.io', repository: 'library/nginx', effect: 'permit', rule: 'category', category: 'official', source: { kind: 'library' }, reason: null, ...base },
    {
      image: 'someuser/custom-image',
      registry: 'docker.io',
      repository: 'someuser/custom-image',
      effect: 'deny',
      rule: 'category',
      category: 'community',
      source: { kind: 'unlisted' },
      reason: 'image access denied: community images not allowed (someuser/custom-image, organization acme). ask us',
      ...base,
    },
    { image: 'ghcr.io/owner/image', registry: 'ghcr.io', repository: 'owner/image', effect: 'permit', rule: 'other-registry', category: null, source: null, reason: null, ...base },
    {
      image: 'quay.io/owner/image',
      registry: 'quay.io',
      repository: 'owner/image',
      effect: 'deny',
      rule: 'registry-configured',
      category: null,
      source: null,
      reason: 'registry quay.io is not configured on this gateway: ask its administrator to add it',
      ...base,
      organization: null,
      revision: null,
    },
    {
      image: `acme/app@sha256:${'a'.repeat(64)}`,
      registry: 'docker.io',
      repository: 'acme/app',
      effect: 'permit',
      rule: 'category',
      category: 'organization',
      source: { kind: 'organization-namespace', namespace: 'acme', organization: 'acme' },
      reason: null,
      ...base,
    },
  ]);
});

test('a check of a push says what a push would be told', async (t) => {
  const { as } = await openInstallation(t);
  const developer = await as('developer');
  const check = async (): Promise<readonly unknown[]> => {
    const { results } = (await developer('POST', path, { action: 'push', images: ['acme/app', 'developer/app', 'someuser/custom-image', 'quay.io/owner/image'] })).json;
    return results.map(({ effect, rule, reason }) => [effect, rule, reason]);
  };
  const foreign = 'push access denied: someuser/custom-image is neither in a namespace of your organizations nor in your own: use one of those, or ask an owner to add the namespace';
  const rest = [
    ['deny', 'push', foreign],
    ['deny', 'registry-configured', 'registry quay.io is not configured on this gateway: ask its administrator to add it'],
  ];
  assert.deepEqual(await check(), [['permit', 'push', null], ['permit', 'push', null], ...rest]);
  await (await as('owner'))('PUT', settings, { namespace_access: { enabled: true } });
  const restricted =
    'namespace access restriction from an organization you belong to prevents pushing new content in your personal namespace. Restriction applied by: acme. Please contact your organization administrator';
  assert.deepEqual(await check(), [['permit', 'push', null], ['deny', 'namespace-access', restricted], ...rest]);
  assert.equal((await developer('POST', path, { action: 'delete', images: ['acme/app'] })).status, 400);
});

test("an image may be written as it is pulled, with the gateway's own host before it", async (t) => {
  const { as } = await openInstallation(t);
  const images = ['gate.example.test:5000/nginx', 'gate.example.test:5000/ghcr.io/owner/image'];
  const { results } = (await (await as('developer'))('POST', path, { images })).json;
  assert.deepEqual(results.map(({ image, registry, repository }) => [image, registry, repository]), [
    [images[0], 'docker.io', 'library/nginx'],
    [images[1], 'ghcr.io', 'owner/image'],
  ]);
});

test('in the mode audit a denial is shown as one, and as not enforced', async (t) => {
  const { as } = await openInstallation(t);
  await (await as('owner'))('PUT', settings, { restricted_images: { enabled: true, mode: 'audit' } });
  const [result] = (await (await as('developer'))('POST', path, { images: ['someuser/custom-image'] })).json.results;
  assert.deepEqual([result!.effect, result!.enforced, result!.rule], ['deny', false, 'category']);
  assert.match(result!.reason ?? '', /community images not allowed/);
});

test('an owner may ask as any member, others as themselves alone', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  await owner('PUT', settings, { restricted_images: { enabled: true } });
  const ask = async (who: string, username?: string) => (await as(who))('POST', path, { images: ['someuser/custom-image'], ...(username === undefined ? {} : { username }) });
  assert.equal((await ask('owner')).json.results[0]!.rule, 'owner');
  assert.equal((await ask('owner', 'developer')).json.results[0]!.effect, 'deny');
  assert.equal((await ask('developer', 'developer')).json.results[0]!.effect, 'deny');
  assert.equal((await ask('developer', 'Developer')).status, 200);
  for (const who of ['developer', 'editor']) assert.equal((await ask(who, 'owner')).status, 403);
  for (const username of ['stranger', 'nobody']) assert.deepEqual((await ask('owner', username)).json.fields, { username: ['is no member of acme'] });
});

test('anybody may ask for whoever has a role, with no other organization in it', async (t) => {
  const { as } = await openInstallation(t);
  await (await as('owner'))('PUT', settings, { restricted_images: { enabled: true } });
  const ask = async (who: string, body: object) => (await as(who))('POST', path, { images: ['someuser/custom-image'], ...body });
  for (const who of ['owner', 'editor', 'developer']) {
    for (const [role, effect, rule] of [['member', 'deny', 'category'], ['editor', 'deny', 'category'], ['owner', 'permit', 'owner']] as const) {
      const [result] = (await ask(who, { role })).json.results;
      assert.deepEqual([result!.effect, result!.rule], [effect, rule], `${who} asks for an ${role}`);
    }
  }
  const { status, json } = await ask('owner', { role: 'member', username: 'developer' });
  assert.deepEqual([status, Object.keys(json.fields)], [400, ['role']]);
  assert.equal((await ask('owner', { role: 'admin' })).status, 400);
});

test('images that cannot be read are all told, and a check is bounded', async (t) => {
  const { as } = await openInstallation(t);
  const developer = await as('developer');
  const { status, json } = await developer('POST', path, { images: ['nginx', 'Upper/Case', '', 'a'.repeat(300), 'x@sha256:123'] });
  assert.equal(status, 400);
  assert.deepEqual(Object.keys(json.fields), ['images.1', 'images.2', 'images.3', 'images.4']);
  assert.equal((await developer('POST', path, { images: [] })).status, 400);
  assert.equal((await developer('POST', path, { images: Array.from({ length: 101 }, () => 'nginx') })).status, 400);
  assert.equal((await developer('POST', path, { images: Array.from({ length: 100 }, () => 'nginx') })).json.results.length, 100);
});

test('the catalog says the category of a namespace, where it comes from, and what an owner made of it', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  const developer = await as('developer');
  const show = async (namespace: string) => (await developer('GET', `/v2/orgs/acme/catalog/${namespace}`)).json;
  const listed = await show('grafana');
  assert.deepEqual([listed.namespace, listed.category, listed.badge, listed.source.kind], ['grafana', 'verified-publisher', 'verified-publisher', 'catalog']);
  assert.match(listed.source.evidence ?? '', /\w/);
  assert.deepEqual(await show('library'), { namespace: 'library', category: 'official', badge: 'official', source: { kind: 'library' } });
  assert.deepEqual(await show('someuser'), { namespace: 'someuser', category: 'community', badge: null, source: { kind: 'unlisted' } });
  assert.equal((await show('acme')).category, 'organization');
  await owner('PUT', settings, { catalog_overrides: [{ namespace: 'grafana', category: 'community' }] });
  assert.deepEqual(await show('grafana'), { namespace: 'grafana', category: 'community', badge: 'verified-publisher', source: { kind: 'override', namespace: 'grafana', by: 'owner', at: '2026-11-21T12:00:00.000Z' } });
  for (const namespace of ['ghcr.io%2Fx', 'a%2Fb', 'UPPER', '*', '..%2F..']) assert.equal((await developer('GET', `/v2/orgs/acme/catalog/${namespace}`)).status, 400, namespace);
});
