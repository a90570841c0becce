// Mirrors behind which a client goes on to Docker Hub are found, and settings that lead to the gateway alone are not taken for one.
import assert from 'node:assert/strict';
import test from 'node:test';
import { findFallbacks as findInHosts } from './hosts-folder.ts';
import { findFallbacks as findInRegistries } from './registries-conf.ts';
import { readTomlTables } from './toml-tables.ts';

const gate = 'https://gate.example.com';
const host = `[host."${gate}"]\n  capabilities = ["pull", "resolve"]\n`;

const hosts: readonly (readonly [what: string, text: string, mirrors: readonly string[]])[] = [
  ['the gateway as server', `server = "${gate}"\n\n${host}`, []],
  ['no server', host, [gate]],
  ['Docker Hub as server', `server = "https://registry-1.docker.io" # upstream\n\n${host}`, [gate]],
  ['Docker Hub by its other name', `server = 'https://docker.io'\n${host}`, [gate]],
  ['headers of a host are no host', `${host}[host."${gate}".header]\n  x-team = "a"\n`, [gate]],
  ['a server in a host is none', `${host}  server = "${gate}"\n`, [gate]],
  ['no hosts at all', '', []],
];
for (const [what, text, mirrors] of hosts) {
  test(`hosts.toml: ${what}`, () => assert.deepEqual(findInHosts('hosts.toml', text).map(({ mirror }) => mirror), mirrors));
}

const mirror = '[[registry.mirror]]\nlocation = "gate.example.com"\n';
const registries: readonly (readonly [what: string, text: string, mirrors: readonly string[]])[] = [
  ['the gateway as location', '[[registry]]\nprefix = "docker.io"\nlocation = "gate.example.com"\n', []],
  ['a mirror of docker.io', `[[registry]]\nprefix = "docker.io"\nlocation = "docker.io"\n${mirror}`, ['gate.example.com']],
  ['a mirror, the location left out', `[[registry]]\nprefix = "docker.io"\n\n${mirror}`, ['gate.example.com']],
  ['a mirror of a part of docker.io', `[[registry]]\nlocation = "docker.io/library"\n${mirror}`, ['gate.example.com']],
  ['a mirror before the gateway', `[[registry]]\nprefix = "docker.io"\nlocation = "gate.example.com"\n${mirror}`, []],
  ['a mirror of a registry that is blocked', `[[registry]]\nlocation = "docker.io"\nblocked = true\n${mirror}`, []],
  ['a mirror of another registry', `[[registry]]\nlocation = "quay.io"\n${mirror}`, []],
  ['two mirrors', `[[registry]]\nlocation = "docker.io"\n${mirror}${mirror.replace('gate', 'other')}`, ['gate.example.com', 'other.example.com']],
  ['commented out', `# [[registry]]\n# location = "docker.io"\n# ${mirror}`, []],
];
for (const [what, text, mirrors] of registries) {
  test(`registries.conf: ${what}`, () => assert.deepEqual(findInRegistries('registries.conf', text).map((fallback) => fallback.mirror), mirrors));
}

test('a quoted # is no comment, and a dot in quotes divides nothing', () => {
  const [, table] = readTomlTables('[plugins."io.containerd.grpc.v1.cri".registry]\n  config_path = "/etc/#certs.d" # here\n');
  assert.equal(table?.name, 'plugins.io.containerd.grpc.v1.cri.registry');
  assert.equal(table.values.get('config_path'), '/etc/#certs.d');
});
