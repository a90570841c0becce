import assert from 'node:assert/strict';
import test from 'node:test';
import type { InvalidPatternCode, RegistryNamespace, RepositoryPattern } from './pattern.ts';
import { parseNamespace, parsePattern } from './pattern.ts';

const repository = (registry: string, name: string): RepositoryPattern => ({ kind: 'repository', registry, repository: name });
const namespace = (registry: string, name: string): RepositoryPattern => ({ kind: 'namespace', registry, namespace: name });

const patterns: Readonly<Record<string, RepositoryPattern>> = {
  nginx: repository('docker.io', 'library/nginx'),
  'docker.io/nginx': repository('docker.io', 'library/nginx'),
  'index.docker.io/library/nginx': repository('docker.io', 'library/nginx'),
  'someuser/custom-image': repository('docker.io', 'someuser/custom-image'),
  'docker.io/ns/repo': repository('docker.io', 'ns/repo'),
  'ghcr.io/owner/image': repository('ghcr.io', 'owner/image'),
  'localhost:5000/image': repository('localhost:5000', 'image'),
  'someuser/*': namespace('docker.io', 'someuser'),
  'library/*': namespace('docker.io', 'library'),
  'docker.io/someuser/*': namespace('docker.io', 'someuser'),
  'ghcr.io/owner/*': namespace('ghcr.io', 'owner'),
  'ghcr.io/owner/team/*': namespace('ghcr.io', 'owner/team'),
};

test('a pattern names one repository, or a namespace with everything below it', () => {
  for (const [text, pattern] of Object.entries(patterns)) assert.deepEqual(parsePattern(text), pattern, text);
});

const refusedPatterns: Readonly<Record<string, InvalidPatternCode>> = {
  '': 'name',
  '/*': 'name',
  'a//*': 'name',
  'ns/Repo': 'name',
  'foo_bar.com/app': 'name', // no registry: see the same name in reference.test.ts
  'a/b\n': 'name',
  ['a'.repeat(256)]: 'name',
  '*': 'whole-registry',
  'docker.io/*': 'whole-registry',
  'ghcr.io/*': 'whole-registry',
  'localhost/*': 'whole-registry',
  '*/*': 'wildcard',
  'ns/app-*': 'wildcard',
  'ns/*/app': 'wildcard',
  'ns/**': 'wildcard',
  'nginx:1.27': 'tag-or-digest',
  [`nginx@sha256:${'a'.repeat(64)}`]: 'tag-or-digest',
};

test('what is no pattern is refused, each for its own reason', () => {
  for (const [text, code] of Object.entries(refusedPatterns)) {
    assert.throws(() => parsePattern(text), { name: 'InvalidPattern', code }, text);
  }
});

const namespaces: Readonly<Record<string, RegistryNamespace>> = {
  acme: { registry: 'docker.io', namespace: 'acme' },
  'docker.io/acme': { registry: 'docker.io', namespace: 'acme' },
  'ghcr.io/acme': { registry: 'ghcr.io', namespace: 'acme' },
  'registry.example.com:5000/team/sub': { registry: 'registry.example.com:5000', namespace: 'team/sub' },
};

test('a bare namespace is Docker Hub\'s, any other stands after its registry', () => {
  for (const [text, expected] of Object.entries(namespaces)) assert.deepEqual(parseNamespace(text), expected, text);
});

test('what is no namespace is refused', () => {
  for (const text of ['', '*', 'acme/*', 'ghcr.io', 'docker.io', 'team/sub', 'Acme', 'acme:1', 'a b', '../acme', 'foo_bar.com/acme']) {
    assert.throws(() => parseNamespace(text), { name: 'InvalidPattern' }, text);
  }
});
