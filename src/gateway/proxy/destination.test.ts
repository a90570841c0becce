import assert from 'node:assert/strict';
import test from 'node:test';
import { createDestinations } from './destination.ts';

const destinations = createDestinations({
  hosts: { 'docker.io': ['registry-1.docker.io', 'auth.docker.io', 'docker.io'], 'ghcr.io': ['ghcr.io', 'mirror.example.com'] },
  tunnelHosts: ['api.example.com', '*.example.com', '*.docker.io'],
});

const cases: readonly (readonly [host: string, becomes: string])[] = [
  ['registry-1.docker.io', 'docker.io, tokens at auth.docker.io'],
  ['auth.docker.io', 'docker.io, tokens at auth.docker.io'],
  ['docker.io', 'docker.io, tokens at auth.docker.io'],
  ['ghcr.io', 'ghcr.io, tokens at ghcr.io'],
  ['mirror.example.com', 'ghcr.io, tokens at mirror.example.com'],
  ['api.example.com', 'tunnel'],
  ['any.thing.example.com', 'tunnel'],
  ['hub.docker.io', 'tunnel'],
  ['example.com', 'unlisted'],
  ['notexample.com', 'unlisted'],
  ['api.example.com.evil.example', 'unlisted'],
  ['quay.io', 'unlisted'],
  ['', 'unlisted'],
];

for (const [host, becomes] of cases) {
  test(`${host === '' ? 'no host' : host} becomes ${becomes}`, () => {
    const destination = destinations.of(host);
    assert.equal(destination.kind === 'taken-over' ? `${destination.takeover.registry}, tokens at ${destination.takeover.tokenHost}` : destination.kind, becomes);
  });
}

test("Docker Hub's tokens are at the host that was asked where its token host is not taken over", () => {
  const destination = createDestinations({ hosts: { 'docker.io': ['registry-1.docker.io'] }, tunnelHosts: [] }).of('registry-1.docker.io');
  assert.deepEqual(destination, { kind: 'taken-over', takeover: { registry: 'docker.io', host: 'registry-1.docker.io', tokenHost: 'registry-1.docker.io' } });
});
