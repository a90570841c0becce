// What every SettingsStore guarantees.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { RevisionChange, RevisionEntry, SettingsRevision } from '../../admin/settings/settings.port.ts';
import { defaultSettings } from '../../core/policy/settings.ts';
import type { OrganizationSettings } from '../../core/policy/settings.ts';
import { anAct, atMs, newInstallation } from './store-under-test.ts';
import type { Adapter } from './store-under-test.ts';

const strict: OrganizationSettings = {
  restrictedImages: {
    ...defaultSettings.restrictedImages,
    enabled: true,
    allowCommunityImages: true,
    mode: 'audit',
    allowlist: { enabled: true, repositories: ['someuser/*'] },
    helpText: 'ask "platform"',
  },
  registryAccess: { enabled: true, dockerHubAllowed: false, customRegistries: [{ address: 'ghcr.io', friendlyName: 'GitHub', allowed: true }] },
  namespaceAccess: { enabled: true },
  signIn: { enforced: false },
  namespaces: ['acme-labs'],
  catalogOverrides: [{ namespace: 'grafana', category: 'verified-publisher', by: 'olivia', at: '2026-01-02T03:04:05Z', note: 'a partner' }],
  notes: { allowlist: [{ entry: 'someuser/*', note: 'for CI', by: 'olivia', at: '2026-01-02T03:04:05Z' }], namespaces: [] },
};
const change: RevisionChange = {
  settings: [
    { path: 'restricted_images.mode', before: 'enforce', after: 'audit' },
    { path: 'restricted_images.allowlist.repositories', added: { count: 4, names: ['a/b', 'c/d', 'e/f'] }, removed: { count: 1, names: ['g/h'] }, changed: { count: 1, names: ['i/j'] }, reordered: true },
  ],
  rolledBackTo: 1,
};
/** The second says no more than its summary, as those do that an older version made. */
const revision = (number: number, settings = strict): SettingsRevision => ({ organization: 'acme', revision: number, settings, atMs: atMs + number, by: 'olivia', summary: `change ${number}`, ...(number > 2 && { change }) });

function withoutSettings({ organization, revision: number, atMs: at, by, summary, change: changed }: SettingsRevision): RevisionEntry {
  return { organization, revision: number, atMs: at, by, summary, ...(changed !== undefined && { change: changed }) };
}

export function testSettingsStore({ name, open }: Adapter): void {
  test(`${name}: settings read back as they were written`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    assert.equal(await store.appendRevision(revision(2), [anAct()]), 'appended');
    assert.deepEqual(await store.currentSettings('acme'), revision(2));
    assert.deepEqual(await store.findRevision('acme', 2), revision(2));
    assert.deepEqual((await store.findRevision('acme', 1))?.settings, defaultSettings);
  });

  test(`${name}: a revision that is not the next one is a conflict and changes nothing`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    await store.appendRevision(revision(2), [anAct()]);
    const version = await store.version();
    for (const number of [0, 1, 2, 4]) assert.equal(await store.appendRevision(revision(number, defaultSettings), [anAct()]), 'conflict');
    assert.deepEqual(await store.currentSettings('acme'), revision(2));
    assert.equal(await store.version(), version);
  });

  test(`${name}: of writers that race for one revision exactly one succeeds`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    const results = await Promise.all([1, 2, 3, 4].map(() => store.appendRevision(revision(2), [anAct()])));
    assert.deepEqual(results.toSorted(), ['appended', 'conflict', 'conflict', 'conflict']);
  });

  test(`${name}: revisions are listed newest first, in pages, with their total and without their settings`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    for (const number of [2, 3, 4]) await store.appendRevision(revision(number), [anAct()]);
    const page = await store.listRevisions('acme', { limit: 2, offset: 1 });
    assert.equal(page.total, 4);
    assert.deepEqual(page.revisions, [3, 2].map((number) => withoutSettings(revision(number))));
  });

  test(`${name}: an organization that is not there has no settings and gets none`, async (t) => {
    const store = await open(t);
    await store.createInstallation(newInstallation(), [anAct()]);
    assert.equal(await store.currentSettings('nowhere'), undefined);
    assert.equal(await store.findRevision('acme', 9), undefined);
    assert.deepEqual(await store.listRevisions('nowhere', { limit: 9, offset: 0 }), { total: 0, revisions: [] });
    await assert.rejects(store.appendRevision({ ...revision(1), organization: 'nowhere' }, [anAct()]));
  });
}
