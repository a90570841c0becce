// The history of settings through the API: who, when, what, and the way back.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openInstallation, origin } from './installation.ts';

const settings = '/v2/orgs/acme/settings';
const path = `${settings}/revisions`;

const allowlist = 'restricted_images.allowlist.repositories';
/** As the history below lists them, by revision. */
const changes = {
  2: [
    { path: 'restricted_images.enabled', before: false, after: true },
    { path: 'restricted_images.allow_community_images', before: false, after: true },
    { path: allowlist, added: { count: 4, names: ['a/b', 'c/d', 'e/f'] } },
  ],
  3: [
    { path: 'restricted_images.help_text', before: '', after: 'ask us' },
    { path: allowlist, added: { count: 1, names: ['x/y'] }, removed: { count: 3, names: ['a/b', 'e/f', 'g/h'] } },
  ],
  4: [
    { path: 'registry_access_management.enabled', before: false, after: true },
    { path: 'registry_access_management.custom_registries', added: { count: 1, names: ['ghcr.io'] } },
  ],
};

test('each change is a revision that says who, when and what, newest first', async (t) => {
  const { as, clock, logged } = await openInstallation(t);
  await (await as('owner'))('PUT', settings, { restricted_images: { enabled: true, allow_community_images: true, allowlist: { repositories: ['a/b', 'c/d', 'e/f', 'g/h'] } } });
  clock.nowMs += 1000;
  await (await as('second-owner'))('PUT', settings, { restricted_images: { allowlist: { repositories: ['c/d', 'x/y'] }, help_text: 'ask us' } });
  clock.nowMs += 1000;
  await (await as('owner'))('PUT', `${settings}/registry-access-management`, { enabled: true, custom_registries: [{ address: 'ghcr.io', allowed: false }] });
  const { json } = await (await as('developer'))('GET', `${path}?page_size=3`);
  assert.deepEqual(json, {
    count: 4,
    next: `${origin}${path}?page_size=3&page=2`,
    previous: null,
    results: [
      { revision: 4, at: '2026-11-21T12:00:02.000Z', by: 'owner', summary: 'registry_access.enabled: false -> true; registry_access.custom_registries: 1 added (ghcr.io=not allowed)', changes: changes[4], rolled_back_to: null },
      { revision: 3, at: '2026-11-21T12:00:01.000Z', by: 'second-owner', summary: 'help_text: "" -> "ask us"; allowlist.repositories: 1 added (x/y), 3 removed (a/b, e/f, g/h)', changes: changes[3], rolled_back_to: null },
      { revision: 2, at: '2026-11-21T12:00:00.000Z', by: 'owner', summary: 'enabled: false -> true; allow_community_images: false -> true; allowlist.repositories: 4 added (a/b, c/d, e/f, ...)', changes: changes[2], rolled_back_to: null },
    ],
  });
  assert.equal(logged.filter((line) => line.includes('settings changed')).length, 3);
});

test('any revision can be shown and brought back, as a new one', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  await owner('PUT', settings, { restricted_images: { enabled: true, mode: 'audit' }, catalog_overrides: [{ namespace: 'one', category: 'official' }] });
  const registries = { enabled: true, standard_registries: [{ id: 'DockerHub', allowed: false }], custom_registries: [] };
  await owner('PUT', `${settings}/registry-access-management`, registries);
  const third = (await owner('GET', `${path}/3`)).json;
  assert.equal(third.settings.revision, 3);
  assert.deepEqual(third.settings.registry_access_management, registries);
  assert.equal((await owner('GET', `${path}/1`)).json.settings.restricted_images.enabled, false);

  const back = await owner('POST', `${path}/1/rollback`);
  assert.equal(back.status, 200);
  assert.equal(back.json.revision, 4);
  assert.match(back.json.summary, /^rollback to revision 1: enabled: true -> false; /);
  const listed = (await owner('GET', path)).json.results.map((entry) => entry.rolled_back_to);
  assert.deepEqual(listed, [1, null, null, null]);
  assert.equal((await owner('GET', settings)).json.restricted_images.enabled, false);
  assert.equal((await owner('GET', `${settings}/registry-access-management`)).json.enabled, false);

  assert.equal((await owner('POST', `${path}/4/rollback/`)).json.revision, 4, 'a rollback to what is in force changes nothing');
  const forth = (await (await as('second-owner'))('POST', `${path}/3/rollback`)).json;
  assert.deepEqual({ ...forth.settings, revision: 3 }, third.settings);
  assert.deepEqual([forth.revision, forth.by], [5, 'second-owner']);
});

test('a revision that is not there is not found', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  for (const revision of ['0', '2', '-1', '1.5', '01', '99999999999999999999', 'x', '1e0']) {
    for (const reply of [await owner('GET', `${path}/${revision}`), await owner('POST', `${path}/${revision}/rollback`)]) {
      assert.deepEqual([reply.status, reply.json.detail], [404, 'revision not found'], revision);
    }
  }
});
