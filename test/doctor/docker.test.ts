// doctor with Docker Engine: covered behind the gateway's proxy, and every way in which an engine gets past it.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { dockerdObstacle } from '../clients/dockerd.ts';
import { outsideWorldObstacle } from '../clients/outside-world.ts';
import { obstacle } from '../clients/tool.ts';
import { upstreamObstacle } from '../upstream/start.ts';
import { startEngine } from './engine.ts';
import type { Engine } from './engine.ts';
import { findingOf, findingsWith, startMachine, whileBlocked } from './machine.ts';
import type { Machine } from './machine.ts';

const reasons = [obstacle(upstreamObstacle()), outsideWorldObstacle(), dockerdObstacle()].filter((reason) => reason !== false);
const skip = reasons.length === 0 ? false : reasons.join('; ');
const client = ['--client', 'docker'];
/** docker's name for Docker Hub in its config.json. */
const dockerHub = 'https://index.docker.io/v1/';

async function openMachine(t: TestContext): Promise<Machine> {
  const machine = await startMachine({ proxy: true });
  t.after(() => machine.close());
  assert.ok(machine.gateway.proxy !== undefined);
  await machine.world.trust(await readFile(machine.gateway.proxy.caFile, 'utf8'));
  await machine.signIn(dockerHub, machine.gateway.host);
  return machine;
}

/** A new engine with these variables, the old one gone. */
async function withEngine(machine: Machine, variables: Readonly<Record<string, string>>, use: (engine: Engine, env: NodeJS.ProcessEnv) => Promise<void>): Promise<void> {
  const engine = await startEngine(machine, variables);
  try {
    await use(engine, { DOCKER_HOST: engine.host });
  } finally {
    await engine.stop();
  }
}

test('Docker Engine', { skip }, async (t) => {
  const machine = await openMachine(t);
  const { world, gateway, doctor } = machine;
  // As `pullgate setup docker-engine` writes them.
  const proxy = { HTTP_PROXY: gateway.proxy?.address ?? '', HTTPS_PROXY: gateway.proxy?.address ?? '' };

  await t.test('behind the proxy, the network closing all other ways: nothing leaks, exit 0, and nothing has changed', async () => {
    await whileBlocked(world, () => withEngine(machine, proxy, async ({ docker }, env) => {
      const { status, report, stderr } = await doctor(client, env);
      assert.deepEqual(findingsWith(report(), 'leaks'), []);
      assert.deepEqual(findingsWith(report(), 'untried'), []);
      assert.equal(status, 0, stderr);
      assert.equal(findingOf(report(), 'docker', 'allowed image').detail, 'pulled');
      assert.match(findingOf(report(), 'docker', 'refused image').detail, /^image access denied: community images not allowed \(pullgate-doctor\/refused, organization acme\)/);
      assert.match(findingOf(report(), 'docker', 'signed out').detail, /^sign-in required/);
      assert.ok(report().findings.some(({ way, detail }) => way === 'another registry' && detail.startsWith('pullgate refuses connections to quay.io')));
      assert.equal((await docker('images', '-q')).stdout, '', 'an image was left behind');
    }));
  });

  await t.test('the direct address is found open, though the engine is covered', async () => {
    await withEngine(machine, proxy, async (_, env) => {
      const { status, report } = await doctor(client, env);
      assert.deepEqual(findingsWith(report(), 'leaks'), ['this machine, direct address']);
      assert.equal(status, 1);
      const open = report().findings.filter(({ result }) => result === 'leaks');
      assert.deepEqual(open.map(({ target }) => target), ['registry-1.docker.io', 'index.docker.io', 'ghcr.io']);
      assert.match(open[0]?.detail ?? '', /^the registry itself answers: 401, certificate of Outside World CA$/);
      assert.match(open[0]?.close ?? '', /let the network refuse port 443 of registry-1\.docker\.io/);
    });
  });

  await t.test('DNS that points the names at the gateway covers the engine without a proxy, and the direct address', async () => {
    await world.pointAtGateway(gateway.proxy?.tlsHost ?? '');
    await withEngine(machine, {}, async (_, env) => {
      world.clear();
      const { status, report, stderr } = await doctor(client, env);
      assert.deepEqual(report().findings.filter(({ result }) => result !== 'covered'), []);
      assert.equal(status, 0, stderr);
      assert.match(findingOf(report(), 'this machine', 'direct address').detail, /^the gateway answers there: sign-in required/);
      assert.deepEqual(world.reached, []);
    });
    await world.pointBack();
  });

  await t.test('the proxy is removed from the engine: all of its ways leak, and pullgate setup closes them', async () => {
    await withEngine(machine, {}, async (_, env) => {
      world.clear();
      const { status, report } = await doctor(client, env);
      assert.equal(status, 1);
      for (const way of ['refused image', 'by digest', 'signed out', 'another registry'] as const) {
        const finding = findingOf(report(), 'docker', way);
        assert.equal(finding.result, 'leaks', `${way}: ${finding.detail}`);
        assert.match(finding.close ?? '', /pullgate setup docker-engine/);
      }
      assert.ok(world.reached.some(({ host, path }) => host === 'registry-1.docker.io' && path === '/v2/pullgate-doctor/refused/manifests/latest'));
    });
  });

  await t.test('NO_PROXY of the engine', async () => {
    await withEngine(machine, { ...proxy, NO_PROXY: 'localhost,.docker.io' }, async (_, env) => {
      const { status, report } = await doctor(client, env);
      assert.equal(status, 1);
      const finding = findingOf(report(), 'docker', 'proxy exceptions');
      assert.equal(finding.result, 'leaks', finding.detail);
      assert.match(finding.detail, /\.docker\.io/);
      assert.match(finding.close ?? '', /^take \.docker\.io out of the engine's no-proxy/);
      assert.equal(findingOf(report(), 'docker', 'refused image').result, 'leaks');
    });
    await withEngine(machine, { ...proxy, NO_PROXY: 'ghcr.io' }, async (_, env) => {
      const { report } = await doctor(client, env);
      assert.equal(findingOf(report(), 'docker', 'refused image').result, 'covered');
      assert.equal(findingOf(report(), 'docker', 'another registry').result, 'leaks');
      assert.deepEqual(report().findings.filter(({ way }) => way === 'proxy exceptions').map(({ target, result }) => [target, result]), [['ghcr.io', 'leaks']]);
    });
  });

  await t.test('registry-mirrors: the engine goes on to Docker Hub', async () => {
    await world.writeEtc('docker/daemon.json', JSON.stringify({ 'registry-mirrors': [gateway.address] }));
    await withEngine(machine, {}, async (_, env) => {
      const { status, report } = await doctor(client, env);
      assert.equal(status, 1);
      const finding = findingOf(report(), 'docker', 'mirror fallback');
      assert.deepEqual([finding.result, finding.target], ['leaks', `${gateway.address}/`]);
      assert.match(finding.close ?? '', /registry-mirrors in daemon\.json.*pullgate setup docker-engine/);
    });
    await world.removeEtc('docker/daemon.json');
  });

  await t.test('an image that was there stays, the one that was not goes', async () => {
    await withEngine(machine, proxy, async ({ docker }, env) => {
      await docker('pull', 'alpine');
      const before = (await docker('images', '--no-trunc', '--digests')).stdout;
      await doctor([...client, '--registry', 'docker.io'], env);
      assert.equal((await docker('images', '--no-trunc', '--digests')).stdout, before);
      assert.match(before, /alpine/);
    });
  });
});
