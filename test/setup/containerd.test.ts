// containerd set up with nothing but the printed files: ctr, and Kubernetes through the container runtime interface, pull from the gateway alone.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandResult } from '../upstream/command.ts';
import { pullThroughCri } from './cri.ts';
import { dropInVariables, machineObstacle, runLines, startDeveloperMachine } from './developer-machine.ts';
import type { DeveloperMachine } from './developer-machine.ts';

const skip = machineObstacle('containerd', 'ctr');
const startTimeoutMs = 60_000;
const configuration = '/etc/containerd/config.toml';
const denied = 'image access denied: community images not allowed (someuser/custom-image, organization acme)';

interface Containerd {
  readonly socket: string;
  readonly ctr: (words: readonly string[]) => Promise<CommandResult>;
  readonly stop: () => Promise<void>;
}

/** containerd of Debian's inside, with /etc/containerd/config.toml and these variables. Mounts of its own are not possible everywhere: it keeps images in plain folders. */
async function startContainerd({ world, folder }: DeveloperMachine, variables: Readonly<Record<string, string>> = {}): Promise<Containerd> {
  const place = await mkdtemp(join(folder, 'containerd-'));
  const socket = join(place, 'containerd.sock');
  const [enter, ...inside] = world.enter;
  const child = spawn(enter, [...inside, '/usr/bin/containerd', '--config', configuration, '--root', join(place, 'root'), '--state', join(place, 'state'), '--address', socket], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', ...variables },
  });
  let printed = '';
  child.stderr.on('data', (chunk: Buffer) => (printed = (printed + chunk.toString()).slice(-4000)));
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'close');
    child.kill('SIGTERM');
    await ended;
  };
  const ctr = (words: readonly string[]): Promise<CommandResult> => world.run('ctr', ['--address', socket, ...words]);
  const deadlineMs = Date.now() + startTimeoutMs;
  while ((await ctr(['version'])).status !== 0) {
    if (Date.now() > deadlineMs || child.exitCode !== null) {
      await stop();
      throw new Error(`containerd did not start: ${printed}`);
    }
    await sleep(100);
  }
  return { socket, ctr, stop };
}

/** What a node has in the file besides: the printed lines are added to it. */
async function addToConfiguration({ world }: DeveloperMachine, lines: string): Promise<void> {
  const { status, stderr } = await world.run('sh', ['-c', `mkdir -p /etc/containerd && cat >> ${configuration}`], { input: lines });
  assert.equal(status, 0, stderr);
}

const plainFolders = '\n[plugins."io.containerd.grpc.v1.cri".containerd]\n  snapshotter = "native"\n';

test('with the files of containerd, ctr and Kubernetes pull from the gateway alone', { skip }, async (t) => {
  const machine = await startDeveloperMachine();
  t.after(() => machine.close());
  const { world, member } = machine;
  await world.removeEtc('containerd');
  const setup = await machine.install('containerd', ['--variant', '1.x']);
  await addToConfiguration(machine, plainFolders);
  const { socket, ctr, stop } = await startContainerd(machine);
  t.after(stop);
  world.clear();

  await t.test('ctr', async () => {
    const tried = setup.commands.map(({ line }) => line).find((line) => line.includes('ctr images pull'));
    assert.ok(tried !== undefined);
    const words = tried.replace('sudo ctr ', '').split(' ').map((word) => (word === member.username ? `${member.username}:${member.secret}` : word)).slice(0, -1);
    const pull = (image: string): Promise<CommandResult> => ctr([...words, '--snapshotter', 'native', image]);
    for (const image of ['docker.io/library/nginx:latest', 'ghcr.io/someuser/custom-image:latest']) {
      const { status, stderr } = await pull(image);
      assert.equal(status, 0, stderr);
    }
    assert.ok((await pull('docker.io/someuser/custom-image:latest')).stderr.includes(denied));
    assert.match((await pull('quay.io/owner/image:latest')).stderr, /quay\.io/);
  });
  await t.test('Kubernetes', async () => {
    const pull = (image: string) => pullThroughCri({ socket, image, credentials: member });
    assert.deepEqual(await pull('docker.io/library/nginx:latest'), { status: 0, message: '' });
    const refused = await pull('docker.io/someuser/custom-image:latest');
    assert.notEqual(refused.status, 0);
    assert.ok(refused.message.includes(denied), refused.message);
    assert.notEqual((await pull('quay.io/owner/image:latest')).status, 0);
  });
  await t.test('nothing went around', () => assert.deepEqual(world.reached, []));
  await t.test('the way back: the registries are reached again', async () => {
    await runLines(machine, setup.undo, (line) => line.startsWith('sudo rm '));
    assert.deepEqual(await pullThroughCri({ socket, image: 'docker.io/someuser/custom-image:latest', credentials: { username: '', secret: '' } }), { status: 0, message: '' });
    assert.ok(world.reached.some(({ host, path }) => host === 'registry-1.docker.io' && path.startsWith('/v2/someuser/custom-image/manifests/')));
  });
});

test('through the proxy, Kubernetes pulls with its pull secret under the names as they are', { skip }, async (t) => {
  const machine = await startDeveloperMachine();
  t.after(() => machine.close());
  const { world, member } = machine;
  await world.removeEtc('containerd');
  const setup = await machine.install('containerd', ['--variant', 'proxy']);
  await runLines(machine, setup.commands, (line) => line.includes('update-ca-certificates'));
  await addToConfiguration(machine, `version = 2\n${plainFolders}`);
  const { socket, stop } = await startContainerd(machine, await dropInVariables(world, '/etc/systemd/system/containerd.service.d/pullgate.conf'));
  t.after(stop);
  world.clear();
  const pull = (image: string) => pullThroughCri({ socket, image, credentials: member });
  assert.deepEqual(await pull('docker.io/library/nginx:latest'), { status: 0, message: '' });
  assert.ok((await pull('docker.io/someuser/custom-image:latest')).message.includes(denied));
  assert.notEqual((await pull('quay.io/owner/image:latest')).status, 0);
  assert.deepEqual(world.reached, []);
});
