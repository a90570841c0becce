// The address that was checked is the one that is dialled, and no other.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { createDialable } from '../../http/dialable.ts';
import { createDial } from './dial.ts';

async function createNetwork(context: TestContext) {
  const server = createServer((socket) => void socket.on('error', () => undefined).end('hello')).listen(0, '127.0.0.1');
  context.after(() => server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const closed = createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const deadPort = (closed.address() as AddressInfo).port;
  closed.close();
  const dialled: string[] = [];
  /** What the tests call a public address is this machine: `dead` ones refuse. */
  const dial = (found: readonly (readonly string[])[], { dead = [], timeoutMs = 10_000 }: { readonly dead?: readonly string[]; readonly timeoutMs?: number } = {}) => {
    let asked = 0;
    return createDial({
      resolve: () => Promise.resolve(found[Math.min(asked++, found.length - 1)] ?? []),
      connect: (address, at) => {
        dialled.push(`${address}:${at}`);
        return connect({ host: '127.0.0.1', port: dead.includes(address) ? deadPort : port });
      },
      isDialable: createDialable([]),
      timeoutMs,
    });
  };
  return { dial, dialled };
}

test('a public address is dialled on port 443', async (context) => {
  const { dial, dialled } = await createNetwork(context);
  const opened = await dial([['93.184.216.34']])('host.example');
  assert.ok(opened.kind === 'open');
  opened.socket.destroy();
  assert.deepEqual(dialled, ['93.184.216.34:443']);
});

test('the host is resolved once: a second answer, for a rebinding name, is never asked for', async (context) => {
  const { dial, dialled } = await createNetwork(context);
  const opened = await dial([['93.184.216.34'], ['127.0.0.1']])('rebinding.example');
  assert.ok(opened.kind === 'open');
  opened.socket.destroy();
  assert.deepEqual(dialled, ['93.184.216.34:443']);
});

test('of several addresses only those that may be reached are tried, in their order', async (context) => {
  const { dial, dialled } = await createNetwork(context);
  const opened = await dial([['10.0.0.1', '1.1.1.1', '::1', '1.0.0.1']], { dead: ['1.1.1.1'] })('host.example');
  assert.ok(opened.kind === 'open');
  opened.socket.destroy();
  assert.deepEqual(dialled, ['1.1.1.1:443', '1.0.0.1:443']);
});

const refusals: readonly { readonly what: string; readonly found: readonly string[]; readonly status: number; readonly reason: RegExp }[] = [
  { what: 'a name that is a private address', found: ['192.168.0.10'], status: 403, reason: /internal\.example has an address of a private.*list it in proxy\.tunnel_networks/ },
  { what: "a cloud's metadata", found: ['169.254.169.254'], status: 403, reason: /private/ },
  { what: 'a name without an address', found: [], status: 502, reason: /cannot be resolved/ },
  { what: 'a host that refuses', found: ['1.1.1.1'], status: 502, reason: /cannot be reached/ },
];

for (const { what, found, status, reason } of refusals) {
  test(`refused: ${what}`, async (context) => {
    const { dial } = await createNetwork(context);
    const refused = await dial([found], { dead: ['1.1.1.1'] })('internal.example');
    assert.ok(refused.kind === 'refused');
    assert.equal(refused.status, status);
    assert.match(refused.reason, reason);
    // Whoever asks learns no address of the gateway's network.
    for (const address of found) assert.ok(!refused.reason.includes(address));
  });
}

test('a resolver that fails or never answers is told', async () => {
  const options = { connect: () => assert.fail('nothing is to be dialled'), isDialable: () => true };
  const failing = await createDial({ ...options, resolve: () => Promise.reject(new Error('no such host')), timeoutMs: 10_000 })('host.example');
  assert.ok(failing.kind === 'refused' && failing.status === 502);
  const silent = await createDial({ ...options, resolve: () => new Promise(() => undefined), timeoutMs: 20 })('host.example');
  assert.ok(silent.kind === 'refused' && silent.status === 504);
});
