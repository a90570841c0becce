// The policy holds on every endpoint, for everybody it binds, and from the moment it is changed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { defaultSettings } from '../../src/core/policy/settings.ts';
import type { OrganizationSettings } from '../../src/core/policy/settings.ts';
import type { Image } from './foreign-registry.ts';
import { startGate } from './gate.ts';
import type { Gate } from './gate.ts';
import { anAct } from '../../src/store/conformance/store-under-test.ts';

let gate: Gate;
let custom: Image;
/** The promise is a second; a machine that is busy with other things may take longer to notice. */
const patienceMs = 10_000;
const communityDenied = 'image access denied: community images not allowed (someuser/custom-image, organization acme)';

before(async () => {
  gate = await startGate();
  custom = gate.hub.add('someuser/custom-image', 'latest');
  gate.hub.add('library/nginx', 'latest');
  gate.other.add('owner/image', 'v1');
});
after(() => gate.close());

function endpoints(name = 'someuser/custom-image'): Readonly<Record<string, string>> {
  return {
    'manifest by tag': `/v2/${name}/manifests/latest`,
    'manifest by digest': `/v2/${name}/manifests/${custom.digest}`,
    blob: `/v2/${name}/blobs/${custom.blob}`,
    tags: `/v2/${name}/tags/list`,
    referrers: `/v2/${name}/referrers/${custom.digest}`,
  };
}

async function allowCommunity(isAllowed: boolean, organization?: string): Promise<void> {
  await gate.change((settings) => ({ ...settings, restrictedImages: { ...settings.restrictedImages, allowCommunityImages: isAllowed } }), organization);
}

test('a denial is one answer on every endpoint: 401, the reason in the challenge and in the body', async () => {
  for (const [endpoint, path] of Object.entries(endpoints())) {
    const denied = await gate.get(path, { token: gate.member.token });
    assert.deepEqual([denied.status, denied.code, denied.message], [401, 'UNAUTHORIZED', communityDenied], endpoint);
    const challenge = denied.headers.get('www-authenticate') ?? '';
    assert.ok(challenge.startsWith(`Bearer realm="${gate.url}/token",`), challenge);
    assert.ok(challenge.includes('scope="repository:someuser/custom-image:pull"'), challenge);
    assert.ok(challenge.endsWith(`error="${communityDenied}"`), challenge);
    const head = await gate.get(path, { token: gate.member.token, method: 'HEAD' });
    assert.deepEqual([head.status, head.bytes.length, head.headers.get('www-authenticate')], [401, 0, challenge], endpoint);
  }
});

test('nothing of a denied repository is asked of upstream', async () => {
  const before = gate.hub.seen.length;
  for (const path of Object.values(endpoints())) await gate.get(path, { token: gate.member.token });
  assert.equal(gate.hub.seen.length, before);
});

test('a change holds at once for a token that was issued before it, both ways and on every endpoint', async () => {
  for (const isAllowed of [true, false, true, false]) {
    await allowCommunity(isAllowed);
    for (const [endpoint, path] of Object.entries(endpoints())) {
      assert.equal((await gate.get(path, { token: gate.member.token })).status, isAllowed ? 200 : 401, endpoint);
      assert.equal((await gate.get(path, { token: gate.owner.token })).status, 200, `${endpoint}, the owner`);
    }
  }
});

test('a change made by another process holds within a second', async () => {
  const allowed: OrganizationSettings = { ...defaultSettings, restrictedImages: { ...defaultSettings.restrictedImages, enabled: true, allowCommunityImages: true } };
  const current = (await gate.store.currentSettings('acme'))!;
  const path = endpoints()['manifest by tag']!;
  assert.equal((await gate.get(path, { token: gate.member.token })).status, 401);
  gate.elsewhere('INSERT INTO settings_revisions (organization, revision, settings, at_ms, made_by, summary) VALUES (?, ?, ?, 0, ?, ?)', 'acme', current.revision + 1, JSON.stringify(allowed), 'test', 'elsewhere');
  const changedAtMs = Date.now();
  while ((await gate.get(path, { token: gate.member.token })).status !== 200) assert.ok(Date.now() - changedAtMs < patienceMs);
  await allowCommunity(false);
});

test('of two organizations the strictest wins, and is named', async () => {
  const open: OrganizationSettings = { ...defaultSettings, restrictedImages: { ...defaultSettings.restrictedImages, enabled: true, allowCommunityImages: true } };
  await gate.addOrganization('zeta', open);
  gate.elsewhere('INSERT INTO memberships (organization, user_id, role, joined_at_ms) VALUES (?, ?, ?, 0)', 'zeta', gate.member.id, 'owner');
  await gate.settled();
  const path = endpoints()['manifest by tag']!;
  assert.equal((await gate.get(path, { token: gate.member.token })).message, communityDenied);
  await allowCommunity(true);
  assert.equal((await gate.get(path, { token: gate.member.token })).status, 200);
  // An owner of one is a member of the other.
  gate.elsewhere('UPDATE memberships SET role = ? WHERE organization = ? AND user_id = ?', 'member', 'zeta', gate.member.id);
  await allowCommunity(false, 'zeta');
  assert.match((await gate.get(path, { token: gate.member.token })).message ?? '', /organization zeta\)$/);
  await allowCommunity(false);
  gate.elsewhere('DELETE FROM memberships WHERE organization = ?', 'zeta');
  await gate.settled();
});

test('a registry that is not configured is never contacted, and refused by name', async () => {
  const denied = await gate.get('/v2/unknown.example/owner/image/manifests/v1', { token: gate.owner.token });
  assert.equal(denied.status, 401);
  assert.match(denied.message ?? '', /^registry unknown\.example is not configured/);
  assert.match((await gate.get('/v2/owner/image/manifests/v1?ns=quay.io', { token: gate.owner.token })).message ?? '', /^registry quay\.io is not configured/);
});

test('registry access closes a registry for members, image access says nothing of it', async () => {
  const path = '/v2/ghcr.io/owner/image/manifests/v1';
  assert.equal((await gate.get(path, { token: gate.member.token })).status, 200);
  await gate.change((settings) => ({ ...settings, registryAccess: { enabled: true, dockerHubAllowed: true, customRegistries: [] } }));
  assert.equal((await gate.get(path, { token: gate.member.token })).message, 'registry access to ghcr.io is not allowed (organization acme)');
  await gate.change((settings) => ({ ...settings, registryAccess: defaultSettings.registryAccess }));
});

test('the anonymous are told to sign in, or pull under the policy of the members', async () => {
  const { token } = await gate.tokens.issueAccessToken({ kind: 'anonymous' });
  assert.equal((await gate.get('/v2/', { token })).status, 200);
  const denied = await gate.get('/v2/nginx/manifests/latest', { token });
  assert.deepEqual([denied.status, denied.message?.startsWith(`sign-in required: run docker login 127.0.0.1:${gate.port}`)], [401, true]);
  await gate.change((settings) => ({ ...settings, signIn: { enforced: false } }));
  gate.elsewhere('DELETE FROM memberships WHERE organization = ?', 'zeta');
  await gate.change((settings) => ({ ...settings, signIn: { enforced: false } }), 'zeta');
  assert.equal((await gate.get('/v2/nginx/manifests/latest', { token })).status, 200);
  assert.match((await gate.get(endpoints()['manifest by tag']!, { token })).message ?? '', /^image access denied/);
  await gate.change((settings) => ({ ...settings, signIn: { enforced: true } }));
});

test('an organization access token is refused while image access is on, and otherwise goes as far as it was given', async () => {
  const id = 'oat-1';
  const oat = { label: 'ci', createdAtMs: 0, expiresAt: null, isActive: true, lastUsedAtMs: null };
  await gate.store.createOrganizationToken({ ...oat, id, organization: 'acme', description: '', createdBy: 'olga', resources: [{ type: 'TYPE_REPO', path: 'library/nginx', scopes: ['scope-image-pull'] }] }, 'a'.repeat(64), anAct());
  await gate.settled();
  const { token } = await gate.tokens.issueAccessToken({ kind: 'organization-token', organization: 'acme', tokenId: id });
  assert.equal((await gate.get('/v2/nginx/manifests/latest', { token })).message, 'organization access tokens cannot be used with image access management: use a personal access token');
  await gate.change((settings) => ({ ...settings, restrictedImages: { ...settings.restrictedImages, enabled: false } }));
  assert.equal((await gate.get('/v2/nginx/manifests/latest', { token })).status, 200);
  for (const path of Object.values(endpoints())) {
    assert.match((await gate.get(path, { token })).message ?? '', /^this organization access token does not reach someuser\/custom-image/);
  }
  await gate.store.updateOrganizationToken('acme', id, { resources: [{ type: 'TYPE_REPO', path: '*/*/public', scopes: ['scope-image-pull'] }] }, anAct());
  await gate.settled();
  for (const path of Object.values(endpoints())) assert.equal((await gate.get(path, { token })).status, 200, path);
  await gate.change((settings) => ({ ...settings, restrictedImages: { ...settings.restrictedImages, enabled: true } }));
});

test('a token ends with what it was issued for: account, PAT, password', async () => {
  const path = '/v2/nginx/manifests/latest';
  const refused = async (token: string, reason: RegExp): Promise<void> => {
    for (const asked of [path, '/v2/', `/v2/nginx/blobs/${custom.blob}`]) {
      const answer = await gate.get(asked, { token });
      assert.equal(answer.status, 401, asked);
      assert.match(answer.headers.get('www-authenticate') ?? '', /error="invalid_token"$/);
      assert.match(answer.message ?? '', reason);
    }
  };
  const anna = await gate.addMember('anna', 'member');
  assert.equal((await gate.get(path, { token: anna.token })).status, 200);
  await gate.store.revokePersonalToken(anna.id, anna.tokenId, 1, anAct());
  await gate.settled();
  await refused(anna.token, /^access token has been revoked/);

  const subject = { kind: 'user', id: anna.id, name: 'anna', scopes: ['repo:admin'] } as const;
  const { token } = await gate.tokens.issueAccessToken(subject, { credentialVersion: 1 });
  assert.equal((await gate.get(path, { token })).status, 200);
  gate.elsewhere('UPDATE users SET credential_version = 2 WHERE id = ?', anna.id);
  await gate.settled();
  await refused(token, /^password has been changed/);

  const { token: fresh } = await gate.tokens.issueAccessToken(subject, { credentialVersion: 2 });
  assert.equal((await gate.get(path, { token: fresh })).status, 200);
  gate.elsewhere('UPDATE users SET is_active = 0 WHERE id = ?', anna.id);
  await gate.settled();
  await refused(fresh, /^account is deactivated/);
});

test('a gateway of chosen organizations refuses who is in none of them', async () => {
  const narrow = await startGate({ allowedOrganizations: ['zeta'] });
  try {
    await narrow.addOrganization('zeta', defaultSettings);
    narrow.hub.add('library/nginx', 'latest');
    const zoe = await narrow.addMember('zoe', 'member', { organization: 'zeta' });
    assert.equal((await narrow.get('/v2/nginx/manifests/latest', { token: zoe.token })).status, 200);
    const denied = await narrow.get('/v2/nginx/manifests/latest', { token: narrow.owner.token });
    assert.equal(denied.status, 401);
    assert.match(denied.message ?? '', /no organization that this gateway serves/);
  } finally {
    await narrow.close();
  }
});
