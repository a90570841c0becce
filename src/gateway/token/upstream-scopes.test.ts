// What a client asks for, in upstream's names; and what a token that was asked for it covers.
import assert from 'node:assert/strict';
import test from 'node:test';
import { covers } from '../person.ts';
import { upstreamScopes } from './upstream-scopes.ts';

const isConfiguredRegistry = (registry: string): boolean => ['docker.io', 'ghcr.io', 'registry'].includes(registry);

const cases: readonly { readonly name: string; readonly requested: readonly string[]; readonly ownRegistry?: string; readonly expect: readonly string[] }[] = [
  { name: 'nothing, as docker login asks', requested: [], expect: [] },
  { name: "an official image under Docker's short name", requested: ['repository:nginx:pull'], expect: ['repository:library/nginx:pull'] },
  { name: 'a push and a mount from elsewhere, in one parameter or two', requested: ['repository:acme/app:pull,push repository:acme/base:pull'], expect: ['repository:acme/app:pull,push', 'repository:acme/base:pull'] },
  { name: 'the same twice', requested: ['repository:acme/app:pull', 'repository:docker.io/acme/app:pull'], expect: ['repository:acme/app:pull'] },
  { name: "another registry's repository", requested: ['repository:ghcr.io/acme/app:pull', 'repository:registry/acme/app:pull'], expect: [] },
  { name: 'what is no repository, malformed, or asks for nothing known', requested: ['registry:catalog:*', 'nonsense', 'repository:acme/app:', 'repository:acme/app:fly'], expect: [] },
  { name: "names at the registry's own host are all its own", requested: ['repository:ghcr.io/x:pull', 'repository:nginx:pull'], ownRegistry: 'docker.io', expect: ['repository:ghcr.io/x:pull', 'repository:library/nginx:pull'] },
  { name: "names at another registry's own host", requested: ['repository:acme/app:pull'], ownRegistry: 'ghcr.io', expect: [] },
  { name: 'more than any client asks for', requested: Array.from({ length: 50 }, (_value, n) => `repository:acme/app-${n}:pull`), expect: Array.from({ length: 10 }, (_value, n) => `repository:acme/app-${n}:pull`) },
];

for (const { name, requested, expect, ...own } of cases) {
  test(name, () => assert.deepEqual(upstreamScopes({ requested, registry: 'docker.io', isConfiguredRegistry, ...own }), expect));
}

test('a token covers what it was asked for, and no more', () => {
  const person = { registry: 'docker.io', key: 'k', scheme: 'bearer', token: 't', expiresAtMs: 0, scopes: ['repository:acme/app:pull,push', 'repository:acme/old:*'] } as const;
  assert.deepEqual(
    [covers(person, 'acme/app', 'pull'), covers(person, 'acme/app', 'push'), covers(person, 'acme/app', 'delete'), covers(person, 'acme/old', 'delete'), covers(person, 'acme', 'pull')],
    [true, true, false, true, false],
  );
  assert.equal(covers({ ...person, scheme: 'basic', scopes: [] }, 'acme/other', 'pull'), true);
});
