// doctor with containerd's ctr, whose ways hosts.toml describes.
import assert from 'node:assert/strict';
import test from 'node:test';
import { dockerdObstacle } from '../clients/dockerd.ts';
import { outsideWorldObstacle } from '../clients/outside-world.ts';
import { obstacle } from '../clients/tool.ts';
import { upstreamObstacle } from '../upstream/start.ts';
import { startEngine } from './engine.ts';
import { findingOf, findingsWith, setUp, startMachine, whileBlocked } from './machine.ts';

const reasons = [obstacle(upstreamObstacle()), outsideWorldObstacle(), dockerdObstacle()].filter((reason) => reason !== false);
const skip = reasons.length === 0 ? false : reasons.join('; ');
const client = ['--client', 'ctr'];

test('hosts.toml', { skip }, async (t) => {
  const machine = await startMachine();
  t.after(() => machine.close());
  const { world, gateway } = machine;
  // dockerd brings its containerd along.
  const engine = await startEngine(machine);
  t.after(() => engine.stop());
  const env = { CONTAINERD_ADDRESS: engine.containerdSocket };
  const doctor = (...words: readonly string[]) => machine.doctor([...client, ...words], env);
  await world.removeEtc('containerd');

  await t.test('without any, ctr asks Docker Hub', async () => {
    const { status, report } = await doctor();
    assert.equal(status, 1);
    for (const way of ['refused image', 'by digest', 'another registry'] as const) {
      const { result, detail, close } = findingOf(report(), 'ctr', way);
      assert.equal(result, 'leaks', detail);
      assert.match(close ?? '', /pullgate setup containerd/);
    }
  });

  await setUp(machine, 'containerd', '--variant', '1.x');

  await t.test('the files of pullgate setup, and the network closing the addresses: nothing leaks, exit 0, and nothing has changed', async () => {
    await whileBlocked(world, async () => {
      const { status, report, stderr } = await doctor();
      assert.deepEqual(report().findings.filter(({ result }) => result !== 'covered'), []);
      assert.equal(status, 0, stderr);
      assert.match(findingOf(report(), 'ctr', 'refused image').detail, /^sign-in required/);
      assert.match(findingOf(report(), 'ctr', 'another registry').detail, /ghcr\.io is not configured on this gateway|^sign-in required/);
    });
    assert.doesNotMatch((await world.run('ctr', ['namespaces', 'ls', '-q'], { env: { ...machine.env, ...env } })).stdout, /pullgate/);
  });

  await t.test('the addresses themselves are found open', async () => {
    const { status, report } = await doctor();
    assert.equal(status, 1);
    assert.deepEqual(findingsWith(report(), 'leaks'), ['this machine, direct address']);
  });

  await t.test('without `server` containerd goes on to Docker Hub when the gateway has refused', async () => {
    await world.writeEtc('containerd/certs.d/docker.io/hosts.toml', `[host."${gateway.address}"]\n  capabilities = ["pull", "resolve"]\n`);
    world.clear();
    const { status, report } = await doctor();
    assert.equal(status, 1);
    const { result, detail, close, target } = findingOf(report(), 'ctr', 'mirror fallback');
    assert.deepEqual([result, target], ['leaks', gateway.address], detail);
    assert.match(close ?? '', /^write server = "http:\/\/127\.0\.0\.1:\d+" at the top of \/etc\/containerd\/certs\.d\/docker\.io\/hosts\.toml/);
    assert.ok(world.reached.some(({ host, path }) => host === 'registry-1.docker.io' && path === '/v2/pullgate-doctor/refused/manifests/latest'));
  });

  await t.test('where containerd is not reached, that is said and nothing is proven', async () => {
    const { status, report } = await machine.doctor(client, { CONTAINERD_ADDRESS: `${machine.home}/none.sock` });
    assert.deepEqual(report().clients.map(({ name, version }) => [name, version]), [['ctr', null]]);
    assert.match(report().clients[0]?.obstacle ?? '', /^containerd does not answer: run doctor as root/);
    assert.equal(status, 1, 'the addresses are open all the same');
  });
});
