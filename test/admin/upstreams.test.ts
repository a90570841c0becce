// Credentials for upstream registries through the API.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openInstallation } from './installation.ts';

test('credentials are set, listed without the password, and removed', async (t) => {
  const { as, store } = await openInstallation(t, { withSecondOrganization: false });
  const owner = await as('owner');
  const written = await owner('PUT', '/v2/upstreams/index.docker.io/credentials', { username: 'bot', password: 'hunter2-hunter2' });
  assert.deepEqual([written.status, written.json], [200, { registry: 'docker.io', username: 'bot' }]);
  assert.deepEqual(await store.findUpstreamCredential('docker.io'), { username: 'bot', password: 'hunter2-hunter2' });
  const { json, text } = await owner('GET', '/v2/upstreams/credentials/');
  assert.deepEqual(json, { count: 1, results: [{ registry: 'docker.io', username: 'bot' }] });
  assert.ok(!text.includes('hunter2'));
  assert.equal((await owner('DELETE', '/v2/upstreams/docker.io/credentials')).status, 204);
  const again = await owner('DELETE', '/v2/upstreams/docker.io/credentials');
  assert.deepEqual([again.status, again.json.detail], [404, 'credentials of this registry not found']);
});

test('only a configured registry takes credentials, and only whole ones', async (t) => {
  const { as } = await openInstallation(t, { withSecondOrganization: false });
  const owner = await as('owner');
  assert.equal((await owner('PUT', '/v2/upstreams/quay.io/credentials', { username: 'bot', password: 'x' })).status, 404);
  for (const body of [{}, { username: 'bot' }, { username: '', password: 'x' }, { username: 'bot', password: 7 }]) {
    assert.equal((await owner('PUT', '/v2/upstreams/ghcr.io/credentials', body)).status, 400);
  }
  assert.equal((await owner('GET', '/v2/upstreams/credentials')).json.count, 0);
});

test('every configured registry is listed, with the pulls that it still grants and without a password', async (t) => {
  const { as } = await openInstallation(t, {
    withSecondOrganization: false,
    describeUpstreams: () =>
      Promise.resolve([
        {
          registry: 'docker.io',
          address: 'https://registry-1.docker.io',
          delivery: 'cache',
          credential: { origin: 'stored', username: 'bot', password: 'hunter2-hunter2' },
          rateLimit: { limit: 200, remaining: 76, windowSeconds: 21_600, source: '192.0.2.7', atMs: Date.UTC(2026, 10, 21) },
        },
        { registry: 'ghcr.io', address: 'https://ghcr.io', delivery: 'redirect' },
        { registry: 'quay.io', address: 'https://quay.io', delivery: 'stream', rateLimit: { remaining: 1, atMs: 0 } },
      ]),
  });
  const { json, text } = await (await as('owner'))('GET', '/v2/upstreams');
  assert.deepEqual(json, {
    count: 3,
    results: [
      {
        registry: 'docker.io',
        address: 'https://registry-1.docker.io',
        delivery: 'cache',
        username: 'bot',
        credential: 'stored',
        rate_limit: { limit: 200, remaining: 76, window_seconds: 21_600, source: '192.0.2.7', at: '2026-11-21T00:00:00.000000Z' },
      },
      { registry: 'ghcr.io', address: 'https://ghcr.io', delivery: 'redirect', username: null, credential: null, rate_limit: null },
      { registry: 'quay.io', address: 'https://quay.io', delivery: 'stream', username: null, credential: null, rate_limit: { limit: null, remaining: 1, window_seconds: null, source: null, at: '1970-01-01T00:00:00.000000Z' } },
    ],
  });
  assert.ok(!text.includes('hunter2'));
});

test('they are for whoever owns every organization of the installation', async (t) => {
  const alone = await openInstallation(t, { withSecondOrganization: false });
  for (const [name, status] of [['owner', 200], ['second-owner', 200], ['editor', 403], ['developer', 403]] as const) {
    assert.equal((await (await alone.as(name))('GET', '/v2/upstreams/credentials')).status, status, name);
    assert.equal((await (await alone.as(name))('GET', '/v2/upstreams')).status, status, name);
  }
  const shared = await openInstallation(t);
  for (const name of ['owner', 'stranger']) {
    const { status, json } = await (await shared.as(name))('PUT', '/v2/upstreams/ghcr.io/credentials', { username: 'bot', password: 'x' });
    assert.deepEqual([status, json.detail], [403, 'only an owner of every organization of this installation may do this']);
  }
});
