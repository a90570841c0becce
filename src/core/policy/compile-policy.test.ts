import assert from 'node:assert/strict';
import test from 'node:test';
import { InvalidSettings, compilePolicy } from './compile-policy.ts';
import type { OrganizationSettings } from './settings.ts';
import { defaultSettings } from './settings.ts';

const compile = (settings: Partial<OrganizationSettings>, organization = 'acme') =>
  compilePolicy({ organization, revision: 3, settings: { ...defaultSettings, ...settings } });
const images = (changes: Partial<OrganizationSettings['restrictedImages']>): Partial<OrganizationSettings> => ({
  restrictedImages: { ...defaultSettings.restrictedImages, ...changes },
});
const allowlist = (...repositories: readonly string[]) => images({ allowlist: { enabled: true, repositories } });
const registries = (...addresses: readonly string[]): Partial<OrganizationSettings> => ({
  registryAccess: { enabled: true, dockerHubAllowed: true, customRegistries: addresses.map((address) => ({ address, friendlyName: '', allowed: true })) },
});
const override = (namespace: string, category: OrganizationSettings['catalogOverrides'][number]['category'] = 'community') => ({ namespace, category, by: 'olga', at: '2026-01-02T03:04:05Z' });

test('every look-up of a decision is compiled to a hash look-up', () => {
  const policy = compile({
    ...allowlist('nginx', 'someuser/*', 'someuser/app', 'ghcr.io/owner/*'),
    namespaces: ['acme-labs', 'ghcr.io/acme'],
    catalogOverrides: [override('vendor', 'verified-publisher'), override('docker.io/other')],
    registryAccess: { enabled: true, dockerHubAllowed: false, customRegistries: [{ address: 'https://GHCR.io/', friendlyName: 'GitHub', allowed: false }, { address: 'quay.io:8443', friendlyName: '', allowed: true }] },
  });
  assert.deepEqual([...(policy.allowlist.get('docker.io')?.repositories ?? [])], ['library/nginx', 'someuser/app']);
  assert.deepEqual([...(policy.allowlist.get('docker.io')?.namespaces ?? [])], ['someuser']);
  assert.deepEqual([...(policy.allowlist.get('ghcr.io')?.namespaces ?? [])], ['owner']);
  assert.deepEqual([...(policy.namespaces.get('docker.io')?.keys() ?? [])], ['acme', 'acme-labs']);
  assert.deepEqual([...(policy.namespaces.get('ghcr.io')?.keys() ?? [])], ['acme']);
  assert.deepEqual([...policy.overrides.keys()], ['vendor', 'other']);
  assert.deepEqual([...policy.registries], [['ghcr.io', false], ['quay.io:8443', true]]);
  assert.deepEqual([policy.organization, policy.revision], ['acme', 3]);
});

test('an organization\'s own name is its namespace in lower case, as repositories are', () => {
  assert.ok(compile({}, 'Acme').namespaces.get('docker.io')?.has('acme'));
});

const invalid: readonly { readonly settings: Partial<OrganizationSettings>; readonly problem: RegExp; readonly organization?: string }[] = [
  { settings: allowlist('nginx', 'ns/app-*'), problem: /^allowlist\.repositories\[1\] "ns\/app-\*": a \* stands for/ },
  { settings: allowlist('*'), problem: /names no namespace/ },
  { settings: allowlist('nginx:1.27'), problem: /leave it out/ },
  { settings: allowlist('NS/App'), problem: /lower case/ },
  { settings: allowlist(''), problem: /is empty/ },
  { settings: { namespaces: ['ghcr.io'] }, problem: /^namespaces\[0\] "ghcr\.io": invalid namespace: write acme for Docker Hub/ },
  { settings: { namespaces: ['team/sub'] }, problem: /^namespaces\[0\] "team\/sub": invalid namespace/ },
  { settings: { namespaces: ['library'] }, problem: /^namespaces\[0\] "library": library holds the official images/ },
  { settings: {}, organization: 'library', problem: /^organization "library": library holds the official images/ },
  { settings: { catalogOverrides: [override('library')] }, problem: /^catalog_overrides\[0\] "library": library holds/ },
  { settings: { catalogOverrides: [override('ghcr.io/acme')] }, problem: /categories are Docker Hub's/ },
  { settings: { catalogOverrides: [override('a'), override('docker.io/a', 'official')] }, problem: /^catalog_overrides\[1\] .*overridden twice/ },
  { settings: { catalogOverrides: [override('a', 'gold' as 'official')] }, problem: /unknown category "gold": use official, verified-publisher/ },
  { settings: registries('https://ghcr.io/acme'), problem: /^custom_registries\[0\] .*invalid address/ },
  { settings: registries('ghcr.io', 'https://ghcr.io/'), problem: /^custom_registries\[1\] .*listed twice/ },
  { settings: registries('docker.io'), problem: /standard registry DockerHub/ },
  { settings: images({ helpText: 'a'.repeat(201) }), problem: /^help_text: 201 characters: write at most 200/ },
  { settings: images({ helpText: 'two\nlines' }), problem: /^help_text: write one line of printable ASCII/ },
];

test('settings that nothing can be decided with are refused', () => {
  for (const { settings, problem, organization } of invalid) {
    assert.throws(
      () => compile(settings, organization),
      (error) => {
        assert.ok(error instanceof InvalidSettings);
        assert.equal(error.problems.length, 1, error.message);
        assert.match(error.problems[0]!, problem);
        return true;
      },
    );
  }
});

test('every problem is named at once, and what is told is bounded', () => {
  const three = { ...allowlist('a//b'), namespaces: ['A'], ...registries('x y') };
  assert.throws(() => compile(three), (error) => error instanceof InvalidSettings && error.problems.length === 3);
  const many = allowlist(...Array.from({ length: 5000 }, (_, index) => `${'x'.repeat(500)}*${index}`));
  assert.throws(() => compile(many), (error) => error instanceof InvalidSettings && error.problems.at(-1) === 'and 4900 more' && error.message.length < 30_000);
});
