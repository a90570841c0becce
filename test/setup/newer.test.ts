// Clients newer than Debian's, set up with nothing but the printed files: the same hosts.toml for containerd 1.7 and 2.x, and BuildKit by itself.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { describe } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { isBuilt, programOf } from '../clients/newer/cached.ts';
import { authFileText } from '../clients/image-client.ts';
import { obstacle } from '../clients/tool.ts';
import { hostArchitecture } from '../upstream/recipe.ts';
import { buildContext, dropInVariables, machineObstacle, runLines, startDeveloperMachine } from './developer-machine.ts';
import type { DeveloperMachine } from './developer-machine.ts';

const denied = 'image access denied: community images not allowed (someuser/custom-image, organization acme)';
const startTimeoutMs = 60_000;

function skipUnless(name: 'containerd-2' | 'containerd-1.7' | 'buildkit'): false | string {
  return machineObstacle() || (isBuilt(name) ? false : obstacle(`${name} is not built: npm run clients:newer -- ${name}`));
}

interface Daemon {
  readonly stop: () => Promise<void>;
}

/** Runs a daemon inside until `isReady`. */
async function startInside({ world }: DeveloperMachine, words: readonly string[], { env, isReady }: { readonly env: NodeJS.ProcessEnv; readonly isReady: () => Promise<boolean> }): Promise<Daemon> {
  const [enter, ...inside] = world.enter;
  const child = spawn(enter, [...inside, ...words], { stdio: ['ignore', 'ignore', 'pipe'], env });
  let printed = '';
  child.stderr.on('data', (chunk: Buffer) => (printed = (printed + chunk.toString()).slice(-4000)));
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'close');
    child.kill('SIGTERM');
    await ended;
  };
  const deadlineMs = Date.now() + startTimeoutMs;
  while (!(await isReady())) {
    if (Date.now() > deadlineMs || child.exitCode !== null) {
      await stop();
      throw new Error(`${words[0] ?? ''} did not start: ${printed}`);
    }
    await sleep(100);
  }
  return { stop };
}

// At the same time: their daemons mostly wait.
describe('each on a machine of its own', { concurrency: 3 }, () => {
  for (const [name, variant] of [['containerd-1.7', '1.x'], ['containerd-2', '2.x']] as const) {
    test(`with the files of containerd, variant ${variant}, ctr of ${name} pulls from the gateway alone`, { skip: skipUnless(name) }, async (t) => {
      const machine = await startDeveloperMachine();
      t.after(() => machine.close());
      const { world, folder, member } = machine;
      await world.removeEtc('containerd');
      await machine.install('containerd', ['--variant', variant]);
      const place = await mkdtemp(join(folder, 'containerd-'));
      const socket = join(place, 'containerd.sock');
      const ctr = (words: readonly string[]) => world.run(programOf(name, 'ctr'), ['--address', socket, ...words]);
      const unpacking = `[[plugins."io.containerd.transfer.v1.local".unpack_config]]\n  platform = "linux/${hostArchitecture()}"\n  snapshotter = "native"\n[plugins."io.containerd.internal.v1.opt"]\n  path = "${place}/opt"\n`;
      assert.equal((await world.run('sh', ['-c', 'cat >> /etc/containerd/config.toml'], { input: `\n${unpacking}` })).status, 0);
      const daemon = [programOf(name, 'containerd'), '--config', '/etc/containerd/config.toml', '--root', join(place, 'root'), '--state', join(place, 'state'), '--address', socket];
      const { stop } = await startInside(machine, daemon, { env: { PATH: process.env['PATH'] }, isReady: async () => (await ctr(['version'])).status === 0 });
      t.after(stop);
      world.clear();
      const pull = (image: string) => ctr(['images', 'pull', '--hosts-dir', '/etc/containerd/certs.d', '--user', `${member.username}:${member.secret}`, '--snapshotter', 'native', image]);
      for (const image of ['docker.io/library/nginx:latest', 'ghcr.io/someuser/custom-image:latest']) {
        const { status, stderr } = await pull(image);
        assert.equal(status, 0, stderr);
      }
      assert.ok((await pull('docker.io/someuser/custom-image:latest')).stderr.includes(denied));
      assert.notEqual((await pull('quay.io/owner/image:latest')).status, 0);
      assert.deepEqual(world.reached, []);
    });
  }

  test('with the files of buildkit, buildkitd and buildctl build through the gateway alone', { skip: skipUnless('buildkit') }, async (t) => {
    const machine = await startDeveloperMachine();
    t.after(() => machine.close());
    const { world, folder, member } = machine;
    const setup = await machine.install('buildkit', ['--variant', 'service']);
    const { files } = await machine.install('buildkit', ['--variant', 'buildx']);
    const toml = files.find(({ path }) => path.endsWith('.toml'))?.path ?? '';
    await runLines(machine, setup.commands, (line) => line.includes('update-ca-certificates'));
    const env = { PATH: process.env['PATH'], ...(await dropInVariables(world, '/etc/systemd/system/buildkit.service.d/pullgate.conf')) };
    const place = await mkdtemp(join(folder, 'buildkit-'));
    const address = `unix://${join(place, 'buildkitd.sock')}`;
    const home = join(place, 'home');
    await mkdir(join(home, '.docker'), { recursive: true });
    await writeFile(join(home, '.docker/config.json'), authFileText('https://index.docker.io/v1/', member));
    const buildctl = (words: readonly string[]) => world.run(programOf('buildkit', 'buildctl'), ['--addr', address, ...words], { env: { ...env, HOME: home } });
    const daemon = [programOf('buildkit', 'buildkitd'), '--config', toml, '--addr', address, '--root', join(place, 'root'), '--oci-worker-snapshotter', 'native'];
    const { stop } = await startInside(machine, daemon, { env, isReady: async () => (await buildctl(['debug', 'workers'])).status === 0 });
    t.after(stop);
    world.clear();
    const build = async (image: string) => {
      const context = await buildContext(machine, image);
      return buildctl(['build', '--frontend', 'dockerfile.v0', '--local', `context=${context}`, '--local', `dockerfile=${context}`, '--progress', 'plain']);
    };
    const passed = await build('nginx');
    assert.equal(passed.status, 0, passed.stderr);
    assert.ok((await build('someuser/custom-image')).stderr.includes(denied));
    assert.deepEqual(world.reached, []);
  });
});
