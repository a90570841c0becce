// Every way in which clients name a repository, and what it means.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { RegistryError } from '../core/distribution/error.ts';
import { resolveRepository } from './repository-name.ts';

const isConfiguredRegistry = (registry: string): boolean => ['docker.io', 'ghcr.io', 'mirror'].includes(registry);

interface Case {
  readonly name: string;
  readonly ns?: string;
  readonly means: string;
}

const cases: readonly Case[] = [
  { name: 'nginx', means: 'docker.io library/nginx' },
  { name: 'library/nginx', means: 'docker.io library/nginx' },
  { name: 'grafana/grafana', means: 'docker.io grafana/grafana' },
  { name: 'acme/team/app', means: 'docker.io acme/team/app' },
  { name: 'docker.io/nginx', means: 'docker.io library/nginx' },
  { name: 'docker.io/library/nginx', means: 'docker.io library/nginx' },
  { name: 'index.docker.io/library/nginx', means: 'docker.io library/nginx' },
  { name: 'registry-1.docker.io/grafana/grafana', means: 'docker.io grafana/grafana' },
  { name: 'ghcr.io/owner/image', means: 'ghcr.io owner/image' },
  { name: 'ghcr.io/image', means: 'ghcr.io image' },
  { name: 'unknown.example/owner/image', means: 'unknown.example owner/image' },
  { name: 'localhost/image', means: 'localhost image' },
  { name: 'localhosted/image', means: 'docker.io localhosted/image' },
  { name: 'mirror/owner/image', means: 'mirror owner/image' },
  { name: 'ghcr.io', means: 'docker.io library/ghcr.io' },
  { name: 'library/nginx', ns: 'docker.io', means: 'docker.io library/nginx' },
  { name: 'nginx', ns: 'docker.io', means: 'docker.io library/nginx' },
  { name: 'nginx', ns: 'registry-1.docker.io', means: 'docker.io library/nginx' },
  { name: 'nginx', ns: 'Index.Docker.IO', means: 'docker.io library/nginx' },
  { name: 'owner/image', ns: 'ghcr.io', means: 'ghcr.io owner/image' },
  { name: 'image', ns: 'ghcr.io', means: 'ghcr.io image' },
  { name: 'ghcr.io/owner/image', ns: 'docker.io', means: 'docker.io ghcr.io/owner/image' },
  { name: 'owner/image', ns: 'registry.example:5000', means: 'registry.example:5000 owner/image' },
  { name: 'owner/image', ns: '[::1]:5000', means: '[::1]:5000 owner/image' },
];

for (const { name, ns, means } of cases) {
  test(`${name}${ns === undefined ? '' : ` with ns=${ns}`} means ${means}`, () => {
    const resource = resolveRepository({ name, ...(ns === undefined ? {} : { ns }), isConfiguredRegistry });
    assert.equal(`${resource.registry} ${resource.repository}`, means);
  });
}

for (const ns of ['', 'a b', 'docker.io/evil', '../etc', 'docker.io:port', 'http://docker.io', 'docker.io\0', '-x', `${'a'.repeat(300)}.io`, 'user@docker.io']) {
  test(`ns ${JSON.stringify(ns.slice(0, 20))} is refused`, () => {
    assert.throws(() => resolveRepository({ name: 'nginx', ns, isConfiguredRegistry }), (error) => error instanceof RegistryError && error.code === 'NAME_INVALID');
  });
}

const part = fc.stringMatching(/^[a-z0-9]{1,8}$/);
const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const registry = fc.constantFrom('ghcr.io', 'quay.io', 'registry.example');

test('a registry before the name and the same registry in ns name the same repository', () => {
  fc.assert(
    fc.property(path, fc.oneof(registry, fc.constantFrom('docker.io', 'index.docker.io', 'registry-1.docker.io')), (name, host) => {
      assert.deepEqual(resolveRepository({ name: `${host}/${name}`, isConfiguredRegistry }), resolveRepository({ name, ns: host, isConfiguredRegistry }));
    }),
  );
});

test('what a name resolves to is named by itself: resolving twice changes nothing', () => {
  fc.assert(
    fc.property(path, fc.option(registry), (name, host) => {
      const once = resolveRepository({ name: host === null ? name : `${host}/${name}`, isConfiguredRegistry });
      assert.deepEqual(resolveRepository({ name: `${once.registry}/${once.repository}`, isConfiguredRegistry: () => true }), once);
    }),
  );
});

test('a Docker Hub repository always has a namespace', () => {
  fc.assert(
    fc.property(path, (name) => {
      const { repository } = resolveRepository({ name, ns: 'docker.io', isConfiguredRegistry });
      assert.ok(repository.includes('/'));
      assert.ok(repository.endsWith(name));
    }),
  );
});

test("at a registry's own host every name is one of its repositories", () => {
  const at = (ownRegistry: string, name: string, ns?: string): string => {
    const { registry, repository } = resolveRepository({ name, ownRegistry, isConfiguredRegistry, ...(ns === undefined ? {} : { ns }) });
    return `${registry} ${repository}`;
  };
  assert.equal(at('docker.io', 'nginx'), 'docker.io library/nginx');
  assert.equal(at('docker.io', 'ghcr.io/owner/image'), 'docker.io ghcr.io/owner/image');
  assert.equal(at('docker.io', 'nginx', 'ghcr.io'), 'docker.io library/nginx');
  assert.equal(at('ghcr.io', 'docker.io/library/nginx', 'docker.io'), 'ghcr.io docker.io/library/nginx');
});
