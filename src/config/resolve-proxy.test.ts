import assert from 'node:assert/strict';
import test from 'node:test';
import { loadConfig } from './load.ts';
import type { LoadedConfig } from './load.ts';

const load = (yaml: string, argv: readonly string[] = []): LoadedConfig => loadConfig({ argv: ['--config', 'c.yaml', ...argv], env: {}, readText: () => yaml });
const proxyOf = (yaml: string, argv: readonly string[] = []) => {
  const loaded = load(yaml, argv);
  return loaded.kind === 'config' ? loaded.config.proxy : assert.fail(JSON.stringify(loaded));
};

const upstreams = 'upstreams: { docker.io: { address: "https://registry-1.docker.io" }, ghcr.io: { address: "https://ghcr.io" }, "registry.example:5000": { address: "https://registry.example:5000" } }\n';

test('the proxy is off until one of its listeners is set', () => {
  assert.equal(proxyOf(`${upstreams}proxy: { tunnel_hosts: [mirror.example.com] }\n`), undefined);
  assert.deepEqual(proxyOf(upstreams, ['--proxy-listen', '0.0.0.0:3128'])?.listen, { host: '0.0.0.0', port: 3128 });
  assert.deepEqual(proxyOf(`${upstreams}proxy: { tls_listen: "[::]:443" }\n`)?.tlsListen, { host: '::', port: 443 });
});

test("hosts are Docker Hub's own and each other registry's name, where it can be reached on port 443", () => {
  assert.deepEqual(proxyOf(`${upstreams}proxy: { listen: "127.0.0.1:3128" }\n`), {
    listen: { host: '127.0.0.1', port: 3128 },
    hosts: { 'docker.io': ['registry-1.docker.io', 'index.docker.io', 'registry.hub.docker.com', 'auth.docker.io', 'docker.io'], 'ghcr.io': ['ghcr.io'], 'registry.example:5000': [] },
    tunnelHosts: [],
    tunnelNetworks: [],
  });
});

test('hosts may be named for a registry, and for one alone', () => {
  const proxy = proxyOf(`${upstreams}proxy: { listen: "127.0.0.1:3128", public_url: "http://proxy.example.com:3128/", hosts: { ghcr.io: [GHCR.io, containers.example.com], docker.io: [] }, tunnel_hosts: "*.example.com, api.example.org", tunnel_networks: [10.1.0.0/16] }\n`);
  assert.deepEqual(proxy?.hosts, { 'docker.io': [], 'ghcr.io': ['ghcr.io', 'containers.example.com'], 'registry.example:5000': [] });
  assert.deepEqual([proxy.publicUrl, proxy.tunnelHosts, proxy.tunnelNetworks], ['http://proxy.example.com:3128', ['*.example.com', 'api.example.org'], ['10.1.0.0/16']]);
});

const refused: readonly (readonly [what: string, yaml: string, problem: RegExp])[] = [
  ['an unknown registry', 'hosts: { quay.io: [quay.io] }', /proxy\.hosts\.quay\.io: is no configured registry: add it to upstreams/],
  ['a host of two registries', 'hosts: { ghcr.io: [docker.io] }', /proxy\.hosts: docker\.io stands more than once/],
  ['an address as a host', 'hosts: { ghcr.io: [10.0.0.1] }', /`10\.0\.0\.1` is no host name/],
  ['a host with a port', 'hosts: { ghcr.io: ["ghcr.io:443"] }', /`ghcr\.io:443` is no host name/],
  ['a pattern as a host', 'hosts: { ghcr.io: ["*.ghcr.io"] }', /is no host name/],
  ['every host as a tunnel', 'tunnel_hosts: ["*"]', /`\*` is no host name/],
  ['a whole domain of the top as a tunnel', 'tunnel_hosts: ["*.com"]', /`\*\.com` is no host name/],
  ['an address as a tunnel', 'tunnel_hosts: [10.0.0.1]', /is no host name/],
  ['a network that is none', 'tunnel_networks: [10.0.0.0/99]', /is no address and no network/],
  ['a proxy in TLS', 'public_url: "https://proxy.example.com"', /must begin with http:\/\//],
  ['a listener without a port', 'listen: proxy', /proxy\.listen: is not HOST:PORT/],
];

for (const [what, yaml, problem] of refused) {
  test(`refused: ${what}`, () => {
    const loaded = load(`${upstreams}proxy: { ${yaml} }\n`);
    assert.ok(loaded.kind === 'problems', 'no problem was reported');
    assert.match(loaded.problems.join('\n'), problem);
  });
}
