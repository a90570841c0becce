import assert from 'node:assert/strict';
import test from 'node:test';
import { compilePolicy } from './compile-policy.ts';
import { decide } from './decide.ts';
import type { AccessFacts } from './facts.ts';
import type { HubNamespace } from './policy.ts';
import { defaultSettings } from './settings.ts';

const policy = compilePolicy({
  organization: 'acme',
  revision: 1,
  settings: {
    ...defaultSettings,
    restrictedImages: {
      ...defaultSettings.restrictedImages,
      enabled: true,
      allowOfficialImages: false,
      allowlist: { enabled: true, repositories: ['nginx', 'single/app', 'single/other', 'deep/team/*', 'whole/app', 'whole/*', 'whole/team/*', 'ghcr.io/elsewhere/*', 'fallen/*'] },
    },
    namespaces: ['acme-labs', 'single', 'ghcr.io/far'],
    catalogOverrides: [
      { namespace: 'fallen', category: 'community', by: 'olga', at: '2026-01-02T03:04:05Z' },
      { namespace: 'acme-labs', category: 'community', by: 'olga', at: '2026-01-02T03:04:05Z' },
    ],
  },
});

const namespaces: Readonly<Record<string, { readonly category: string | undefined; readonly onAllowlist: HubNamespace['onAllowlist'] } | undefined>> = {
  library: { category: 'official', onAllowlist: 'something' },
  acme: { category: 'organization', onAllowlist: undefined },
  'acme-labs': { category: 'organization', onAllowlist: undefined },
  single: { category: 'organization', onAllowlist: 'something' },
  deep: { category: undefined, onAllowlist: 'something' },
  whole: { category: undefined, onAllowlist: 'everything' },
  fallen: { category: 'community', onAllowlist: 'everything' },
  elsewhere: undefined,
  far: undefined,
};

test('one look-up tells all that the settings say of a namespace', () => {
  for (const [namespace, expected] of Object.entries(namespaces)) {
    const found = policy.hub.get(namespace);
    assert.deepEqual(found === undefined ? undefined : { category: found.classification?.category, onAllowlist: found.onAllowlist }, expected, namespace);
  }
  assert.equal(policy.hub.size, Object.values(namespaces).filter((expected) => expected !== undefined).length);
});

const rules: Readonly<Record<string, string>> = {
  'library/nginx': 'allowlist',
  'library/redis': 'category',
  'single/app': 'allowlist',
  'single/third': 'category',
  'deep/team/app': 'allowlist',
  'deep/team/a/b': 'allowlist',
  'deep/teams/app': 'category',
  'deep/app': 'category',
  'whole/any': 'allowlist',
  'whole/a/b': 'allowlist',
  'wholes/any': 'category',
  'elsewhere/app': 'category',
  'fallen/app': 'allowlist',
};

test('an allowlist entry allows what lies below it, at any depth, and nothing beside it', () => {
  const facts: AccessFacts = { organizations: [{ policy, role: 'member' }], catalog: { entry: () => undefined }, isConfiguredRegistry: () => true };
  for (const [repository, rule] of Object.entries(rules)) {
    const subject = { kind: 'user', id: 'u1', name: 'dev', scopes: ['repo:read'] } as const;
    assert.equal(decide({ subject, action: 'pull', resource: { registry: 'docker.io', repository } }, facts).rule, rule, repository);
  }
});
