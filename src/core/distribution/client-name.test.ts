// Clients are told by the beginning of their User-Agent, and nobody makes up new ones.
import assert from 'node:assert/strict';
import test from 'node:test';
import { clientNameOf } from './client-name.ts';

for (const [userAgent, name] of [
  ['docker/29.1.2 go/go1.25 git-commit/abc kernel/6.1 os/linux arch/amd64 UpstreamClient(Docker-Client/29.1.2 \\(linux\\))', 'docker'],
  ['containerd/2.1.0+unknown', 'containerd'],
  ['buildkit/v0.20', 'buildkit'],
  ['containers/5.33.0 (github.com/containers/image)', 'containers'],
  ['libpod/5.4.2', 'podman'],
  ['Buildah/1.40', 'buildah'],
  ['skopeo/1.18.0', 'skopeo'],
  ['crane/0.20.3 go-containerregistry/0.20.3', 'crane'],
  ['Helm/3.17', 'helm'],
  ['dockerish/1', 'other'],
  ['constructor', 'other'],
  ['__proto__', 'other'],
  ['Mozilla/5.0', 'other'],
  ['', 'other'],
] as const) {
  test(`${userAgent === '' ? 'nothing' : userAgent} is ${name}`, () => assert.equal(clientNameOf(userAgent), name));
}
