// doctor with podman, buildah and skopeo, whose ways registries.conf describes.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import test from 'node:test';
import { outsideWorldObstacle } from '../clients/outside-world.ts';
import { obstacle, requireRootTools, requireTools } from '../clients/tool.ts';
import { upstreamObstacle } from '../upstream/start.ts';
import { findingOf, findingsWith, setUp, startMachine, whileBlocked } from './machine.ts';

const reasons = [obstacle(upstreamObstacle()), outsideWorldObstacle(), requireRootTools('podman', 'buildah'), requireTools('skopeo')].filter((reason) => reason !== false);
const skip = reasons.length === 0 ? false : reasons.join('; ');
const clients = ['podman', 'buildah', 'skopeo'] as const;
const words = clients.flatMap((name) => ['--client', name]);

test('registries.conf', { skip }, async (t) => {
  const machine = await startMachine();
  t.after(() => machine.close());
  const { world, gateway, doctor } = machine;
  await machine.signIn(gateway.host);

  await t.test('before any setup every way leaks', async () => {
    const { status, report } = await doctor(words);
    assert.equal(status, 1);
    for (const name of clients) {
      for (const way of ['refused image', 'by digest', 'signed out', 'another registry'] as const) {
        const finding = findingOf(report(), name, way);
        assert.equal(finding.result, 'leaks', `${name}, ${way}: ${finding.detail}`);
        assert.match(finding.close ?? '', /pullgate setup podman/);
      }
    }
  });

  await setUp(machine, 'podman');

  await t.test('the files of pullgate setup, and the network closing the rest: nothing leaks, exit 0', async () => {
    await whileBlocked(world, async () => {
      const { status, report, stderr } = await doctor(words);
      assert.deepEqual(report().findings.filter(({ result }) => result !== 'covered'), []);
      assert.equal(status, 0, stderr);
      for (const name of clients) {
        assert.equal(findingOf(report(), name, 'allowed image').detail, 'pulled');
        assert.match(findingOf(report(), name, 'refused image').detail, /^image access denied: community images not allowed \(pullgate-doctor\/refused, organization acme\)$/);
        assert.match(findingOf(report(), name, 'signed out').detail, /^sign-in required/);
        assert.match(findingOf(report(), name, 'another registry').detail, /^nothing answers: /);
      }
      assert.equal(existsSync('/var/lib/containers/storage/pullgate-doctor'), false);
    });
  });

  await t.test('other registries are found open, and the addresses themselves', async () => {
    world.clear();
    const { status, report } = await doctor(words);
    assert.equal(status, 1);
    assert.deepEqual(findingsWith(report(), 'leaks').toSorted(), [...clients.map((name) => `${name}, another registry`), 'this machine, direct address'].toSorted());
    assert.ok(world.reached.some(({ host, path }) => host === 'ghcr.io' && path === '/v2/pullgate-doctor/refused/manifests/latest'));
  });

  await t.test('by digest alone', async () => {
    const byDigest = `[[registry]]\nprefix = "docker.io"\nlocation = "${gateway.host}"\ninsecure = true\nmirror-by-digest-only = true\n[[registry.mirror]]\nlocation = "registry-1.docker.io"\n`;
    await world.writeEtc('containers/registries.conf.d/pullgate.conf', byDigest);
    const { status, report } = await doctor([...words, '--registry', 'docker.io']);
    assert.equal(status, 1);
    for (const name of clients) {
      assert.equal(findingOf(report(), name, 'refused image').result, 'covered');
      const { result, detail } = findingOf(report(), name, 'by digest');
      // Of all answers clients print the last one: the mirror's is none of the gateway's, or it stands before the gateway's.
      assert.equal(result, 'leaks', `${name}: ${detail}`);
    }
  });

  await t.test('the gateway as a mirror: what it refuses is asked for at Docker Hub', async () => {
    const mirror = `[[registry]]\nlocation = "docker.io"\n[[registry.mirror]]\nlocation = "${gateway.host}"\ninsecure = true\n`;
    await world.writeEtc('containers/registries.conf.d/pullgate.conf', mirror);
    world.clear();
    const { status, report } = await doctor([...words, '--registry', 'docker.io']);
    assert.equal(status, 1);
    for (const name of clients) {
      const finding = findingOf(report(), name, 'mirror fallback');
      assert.deepEqual([finding.result, finding.target], ['leaks', gateway.host], finding.detail);
      assert.match(finding.close ?? '', /registries\.conf\.d\/pullgate\.conf make .* the location of docker\.io, and no mirror of it \(pullgate setup podman writes it so\)/);
    }
    assert.ok(world.reached.some(({ host, path }) => host === 'registry-1.docker.io' && path === '/v2/pullgate-doctor/refused/manifests/latest'));
  });

  await t.test('a mirror whose fallback the network closes does not leak', async () => {
    await whileBlocked(world, async () => {
      const { status, report, stderr } = await doctor([...words, '--registry', 'docker.io']);
      assert.deepEqual(report().findings.filter(({ result }) => result !== 'covered'), []);
      assert.equal(status, 0, stderr);
    });
  });
});
