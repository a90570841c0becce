// What is shown is always something that there is.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { ClientSetupEntry } from '../../../../src/contract/client-setup.ts';
import { chooseSetup } from './choose-setup.ts';
import { type ConnectSearch, parseConnectSearch } from './connect-search.ts';

const clients: readonly ClientSetupEntry[] = [
  { client: 'docker-engine', summary: '', systems: ['debian', 'fedora'], variants: [{ name: 'systemd', summary: '', systems: ['debian', 'fedora'] }], problem: 'the proxy is off' },
  {
    client: 'containerd',
    summary: '',
    systems: ['debian', 'macos'],
    variants: [
      { name: '2.x', summary: '', systems: ['debian'] },
      { name: 'proxy', summary: '', systems: ['debian', 'macos'] },
    ],
    problem: null,
  },
];

const cases: readonly (readonly [ConnectSearch, string])[] = [
  [{}, 'containerd debian 2.x'],
  [{ client: 'docker-engine', os: 'fedora' }, 'docker-engine fedora systemd'],
  [{ client: 'containerd', os: 'macos' }, 'containerd macos proxy'],
  [{ client: 'containerd', os: 'macos', variant: '2.x' }, 'containerd macos proxy'],
  [{ client: 'containerd', os: 'beos', variant: 'proxy' }, 'containerd debian proxy'],
  [{ client: 'emacs' }, 'containerd debian 2.x'],
];

for (const [search, expected] of cases) {
  test(`${JSON.stringify(search)} shows ${expected}`, () => {
    const chosen = chooseSetup(clients, search);
    assert.equal(chosen && [chosen.entry.client, chosen.os, chosen.variant].join(' '), expected);
  });
}

test('no clients, no choice', () => assert.equal(chooseSetup([], {}), undefined));

test('the address bar may say anything', () => {
  assert.deepEqual(parseConnectSearch({ client: 'podman', os: ['x'], variant: 2, page: 3 }), { client: 'podman', variant: '2' });
});
