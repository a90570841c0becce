// doctor with a client whose proxy is the shell's: left out, full of exceptions, or somebody else's.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { outsideWorldObstacle } from '../clients/outside-world.ts';
import { obstacle, requireTools } from '../clients/tool.ts';
import { upstreamObstacle } from '../upstream/start.ts';
import { findingOf, findingsWith, startMachine, whileBlocked } from './machine.ts';

const reasons = [obstacle(upstreamObstacle()), outsideWorldObstacle(), requireTools('skopeo')].filter((reason) => reason !== false);
const skip = reasons.length === 0 ? false : reasons.join('; ');
const client = ['--client', 'skopeo'];

/** A proxy that knows nothing of Pullgate, and lets everybody through to the world outside. */
async function startForeignProxy(t: TestContext, outside: string): Promise<string> {
  const server = createServer().on('connect', (_request, socket) => {
    const onward = connect(443, outside, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

test('HTTPS_PROXY of the shell', { skip }, async (t) => {
  const machine = await startMachine({ proxy: true });
  t.after(() => machine.close());
  const { world, gateway } = machine;
  assert.ok(gateway.proxy !== undefined);
  await world.trust(await readFile(gateway.proxy.caFile, 'utf8'));
  await machine.signIn('docker.io');
  const doctor = (env: NodeJS.ProcessEnv) => machine.doctor(client, { HTTPS_PROXY: gateway.proxy?.address, ...env });

  await t.test('is the gateway, and the network refuses what goes past it: nothing leaks, exit 0', async () => {
    await whileBlocked(world, async () => {
      const { status, report, stderr } = await doctor({});
      assert.deepEqual(report().findings.filter(({ result }) => result !== 'covered'), []);
      assert.equal(status, 0, stderr);
      assert.equal(findingOf(report(), 'skopeo', 'allowed image').detail, 'pulled');
      assert.match(findingOf(report(), 'skopeo', 'without the proxy').detail, /^nothing answers/);
      assert.match(findingOf(report(), 'this machine', 'through the proxy').detail, /^the gateway answers there/);
      assert.ok(report().findings.some(({ way, target, detail }) => way === 'through the proxy' && target === 'quay.io' && detail.startsWith('the proxy lets nothing through: 403')));
    });
  });

  await t.test('is the gateway, and can be left out', async () => {
    const { status, report } = await doctor({});
    assert.equal(status, 1);
    assert.deepEqual(findingsWith(report(), 'leaks'), ['skopeo, without the proxy', 'this machine, direct address']);
    assert.match(findingOf(report(), 'skopeo', 'without the proxy').close ?? '', /^let the network refuse port 443 of registry-1\.docker\.io/);
  });

  await t.test('has exceptions for the registries', async () => {
    const { status, report } = await doctor({ NO_PROXY: 'localhost,.docker.io' });
    assert.equal(status, 1);
    const { result, detail, close } = findingOf(report(), 'skopeo', 'proxy exceptions');
    assert.equal(result, 'leaks', detail);
    assert.equal(close, 'take .docker.io out of NO_PROXY');
    assert.equal(findingOf(report(), 'skopeo', 'refused image').result, 'leaks');
  });

  await t.test('has an exception for another registry', async () => {
    const { report } = await doctor({ no_proxy: 'ghcr.io' });
    assert.equal(findingOf(report(), 'skopeo', 'refused image').result, 'covered');
    assert.deepEqual(report().findings.filter(({ way }) => way === 'proxy exceptions').map(({ target, result }) => [target, result]), [['ghcr.io', 'leaks']]);
  });

  await t.test('is somebody else, who lets everything through', async () => {
    const { status, report } = await doctor({ HTTPS_PROXY: await startForeignProxy(t, world.address) });
    assert.equal(status, 1);
    const { result, detail, close } = findingOf(report(), 'this machine', 'through the proxy');
    assert.equal(result, 'leaks', detail);
    assert.match(close ?? '', /^let the proxy in HTTPS_PROXY be the gateway's/);
    assert.equal(findingOf(report(), 'skopeo', 'refused image').result, 'leaks');
  });

  await t.test('is the gateway, whose certificate authority is not trusted: nothing is proven', async () => {
    await world.writeEtc('ssl/certs/ca-certificates.crt', world.certificatePem);
    await whileBlocked(world, async () => {
      const { status, report } = await doctor({});
      assert.equal(status, 2);
      assert.match(findingOf(report(), 'skopeo', 'refused image').detail, /^the client does not trust the certificate that it is shown/);
    });
  });
});
