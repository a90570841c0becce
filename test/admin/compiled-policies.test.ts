// A policy is compiled once a revision, however often it is asked for.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createFindPolicy } from '../../src/admin/compiled-policies.ts';
import { openInstallation } from './installation.ts';

test('the same policy is given until the settings have another revision, and none for no organization', async (t) => {
  const { as, store } = await openInstallation(t);
  const find = createFindPolicy(store);
  const first = await find('acme');
  assert.equal(first?.revision, 1);
  assert.equal(await find('acme'), first);
  assert.equal((await (await as('owner'))('PUT', '/v2/orgs/acme/settings', { restricted_images: { enabled: true } })).status, 200);
  const second = await find('acme');
  assert.deepEqual([second?.revision, second?.settings.restrictedImages.enabled], [2, true]);
  assert.equal((await find('globex'))?.organization, 'globex');
  assert.equal(await find('nobody'), undefined);
});
