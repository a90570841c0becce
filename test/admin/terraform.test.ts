// The sequences of requests that Docker's Terraform provider sends, and what it must find in the answers.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openInstallation, origin, password, type Send } from './installation.ts';

async function login(anonymous: Send): Promise<Send> {
  const { status, json } = await anonymous('POST', '/v2/users/login', { username: 'owner', password });
  assert.equal(status, 200);
  return (method, path, body) => anonymous(method, path, body, { Authorization: `Bearer ${json.token}`, 'User-Agent': 'terraform-provider-docker/dev' });
}

test('image access management: create, read, update, delete', async (t) => {
  const terraform = await login((await openInstallation(t)).anonymous);
  for (const images of [
    { enabled: true, allow_official_images: true, allow_verified_publishers: true },
    { enabled: false, allow_official_images: false, allow_verified_publishers: true },
    { enabled: false, allow_official_images: true, allow_verified_publishers: true }, // what it sends to delete
  ]) {
    assert.equal((await terraform('PUT', '/v2/orgs/acme/settings', { restricted_images: images })).status, 200);
    const { status, json } = await terraform('GET', '/v2/orgs/acme/settings/');
    assert.equal(status, 200);
    const { enabled, allow_official_images, allow_verified_publishers } = json.restricted_images;
    assert.deepEqual({ enabled, allow_official_images, allow_verified_publishers }, images);
  }
});

test('registry access management: create, read, update, delete', async (t) => {
  const terraform = await login((await openInstallation(t)).anonymous);
  const path = '/v2/orgs/acme/settings/registry-access-management';
  for (const body of [
    { enabled: true, standard_registries: [{ id: 'DockerHub', allowed: true }], custom_registries: [{ address: 'https://example.com', friendly_name: 'Example', allowed: true }] },
    { enabled: true, standard_registries: [{ id: 'DockerHub', allowed: false }], custom_registries: [] },
    { enabled: false, standard_registries: [{ id: 'DockerHub', allowed: true }], custom_registries: [] },
  ]) {
    assert.equal((await terraform('PUT', path, body)).status, 200);
    assert.deepEqual((await terraform('GET', path)).json, body);
  }
});

test('access token: create, read, update, destroy, and the drift that a deleted one is', async (t) => {
  const terraform = await login((await openInstallation(t)).anonymous);
  const { status, json } = await terraform('POST', '/v2/access-tokens', { token_label: 'terraform', scopes: ['repo:read', 'repo:write'], expires_at: '2029-12-31T23:59:59Z' });
  assert.equal(status, 201);
  const path = `/v2/access-tokens/${json.uuid}`;
  const read = (await terraform('GET', path)).json;
  assert.deepEqual([read.scopes, read.expires_at], [['repo:read', 'repo:write'], '2029-12-31T23:59:59Z']);
  assert.equal((await terraform('PATCH', path, { token_label: 'renamed', is_active: true })).json.token_label, 'renamed');
  assert.equal((await terraform('DELETE', path)).status, 204);
  const gone = await terraform('GET', path);
  assert.equal(gone.status, 404);
  assert.match(gone.text.slice(0, 500), /not found/);
});

test('organization access token: every field that it set comes back', async (t) => {
  const terraform = await login((await openInstallation(t)).anonymous);
  const sent = { label: 'ci', description: 'for builds', resources: [{ type: 'TYPE_REPO', path: 'acme/*', scopes: ['scope-image-pull'] }], expires_at: '2029-12-31T23:59:59Z' };
  const created = (await terraform('POST', '/v2/orgs/acme/access-tokens', sent)).json;
  const path = `/v2/orgs/acme/access-tokens/${created.id}`;
  const changed = { label: 'ci2', description: 'for all builds', resources: [...sent.resources, { type: 'TYPE_ORG', path: 'acme', scopes: ['scope-member-read'] }] };
  for (const [reply, expected] of [
    [created, sent],
    [(await terraform('GET', path)).json, sent],
    [(await terraform('PATCH', path, changed)).json, { ...sent, ...changed }],
  ] as const) {
    const { label, description, resources, expires_at } = reply;
    assert.deepEqual({ label, description, resources, expires_at }, expected);
  }
});

test('the members of an organization, through all pages by the links alone', async (t) => {
  const terraform = await login((await openInstallation(t)).anonymous);
  const names: string[] = [];
  let next: string | null = `${origin}/v2/orgs/acme/members?page_size=3`;
  while (next !== null) {
    const { json } = await terraform('GET', next);
    names.push(...json.results.map(({ username }) => username));
    next = json.next;
    assert.ok(next === null || next.startsWith(`${origin}/v2/`));
  }
  assert.deepEqual(names, ['developer', 'editor', 'owner', 'second-owner']);
});
