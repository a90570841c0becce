// podman, buildah and skopeo set up with nothing but the printed files pull from the gateway alone, under the images' own names.
import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import test, { describe } from 'node:test';
import type { ClientSetup } from '../../src/contract/client-setup.ts';
import type { CommandResult } from '../upstream/command.ts';
import { buildContext, machineObstacle, runLines, startDeveloperMachine } from './developer-machine.ts';
import type { DeveloperMachine } from './developer-machine.ts';

const skip = machineObstacle('podman', 'buildah', 'skopeo');
const denied = 'image access denied: community images not allowed (someuser/custom-image, organization acme)';

interface Tools {
  readonly env: NodeJS.ProcessEnv;
  /** One of them inside, with a home and a storage of this test's own. */
  readonly run: (tool: 'podman' | 'buildah' | 'skopeo', words: readonly string[], input?: string) => Promise<CommandResult>;
  readonly copies: string;
}

async function openTools({ world, folder }: DeveloperMachine): Promise<Tools> {
  const home = await mkdtemp(join(folder, 'home-'));
  const env = { PATH: process.env['PATH'], HOME: home, XDG_RUNTIME_DIR: home };
  const storage = ['--root', join(home, 'root'), '--runroot', join(home, 'runroot'), '--storage-driver', 'vfs'];
  return {
    env,
    copies: join(home, 'copy'),
    run: (tool, words, input) => world.run(tool, [...(tool === 'skopeo' ? [] : storage), ...words], { env, ...(input === undefined ? {} : { input }) }),
  };
}

/** Runs the lines that the setup prints for signing in, with the password on their input. */
async function signIn(machine: DeveloperMachine, setup: ClientSetup, env: NodeJS.ProcessEnv): Promise<void> {
  const lines = setup.commands.map(({ line }) => line).filter((line) => line.includes('podman login'));
  assert.ok(lines.length > 0);
  for (const line of lines) {
    const { status, stderr } = await machine.runLine(line.replace('podman login', 'podman login --password-stdin'), { env, input: machine.member.secret });
    assert.equal(status, 0, `${line}: ${stderr}`);
  }
}

// At the same time: podman and buildah ask three times more where nothing answers, a second or two apart.
describe('each on a machine of its own', { concurrency: 2 }, () => {
  test('with the files of podman, podman, buildah and skopeo pull from the gateway alone', { skip }, async (t) => {
    const machine = await startDeveloperMachine();
    t.after(() => machine.close());
    const { world } = machine;
    const setup = await machine.install('podman');
    const { env, run, copies } = await openTools(machine);
    world.clear();

    await signIn(machine, setup, env);
    const pulls = [
      ['podman', (image: string) => run('podman', ['pull', image])],
      ['buildah', (image: string) => run('buildah', ['pull', '--policy', 'always', image])],
      ['skopeo', (image: string) => run('skopeo', ['copy', `docker://${image}`, `dir:${copies}`])],
    ] as const;
    for (const [name, pull] of pulls) {
      await t.test(name, async () => {
        for (const image of [...(name === 'skopeo' ? [] : ['nginx']), 'docker.io/library/nginx', 'docker.io/nginx', 'ghcr.io/someuser/custom-image']) {
          const { status, stderr } = await pull(image);
          assert.equal(status, 0, `${image}: ${stderr}`);
        }
        const { status, stderr } = await pull('docker.io/someuser/custom-image');
        assert.notEqual(status, 0);
        assert.ok(stderr.includes(denied), stderr);
      });
    }
    await t.test('build', async () => {
      assert.equal((await run('podman', ['build', '--pull-always', await buildContext(machine, 'nginx')])).status, 0);
      const refused = await run('podman', ['build', '--pull-always', await buildContext(machine, 'docker.io/someuser/custom-image')]);
      assert.ok(refused.stderr.includes(denied), `${String(refused.status)} ${refused.stdout} ${refused.stderr}`);
    });
    await t.test('nothing went around', () => assert.deepEqual(world.reached, []));
    await t.test('the way back: the registries are reached again', async () => {
      await runLines(machine, setup.undo, (line) => line.startsWith('sudo rm '));
      assert.equal((await run('podman', ['pull', 'docker.io/someuser/custom-image'])).status, 0);
      assert.ok(world.reached.some(({ host }) => host === 'registry-1.docker.io'));
    });
  });

  test('through the proxy, podman and buildah pull under the names as they are, and other registries are closed', { skip }, async (t) => {
    const machine = await startDeveloperMachine();
    t.after(() => machine.close());
    const { world } = machine;
    const setup = await machine.install('podman', ['--variant', 'proxy']);
    await runLines(machine, setup.commands, (line) => line.includes('update-ca-certificates'));
    const { env, run } = await openTools(machine);
    world.clear();
    await signIn(machine, setup, env);
    for (const tool of ['podman', 'buildah'] as const) {
      const passed = await run(tool, ['pull', 'docker.io/library/nginx']);
      assert.equal(passed.status, 0, passed.stderr);
      assert.equal((await run(tool, ['pull', 'ghcr.io/someuser/custom-image'])).status, 0);
      assert.ok((await run(tool, ['pull', 'docker.io/someuser/custom-image'])).stderr.includes(denied));
      assert.match((await run(tool, ['pull', 'quay.io/owner/image'])).stderr, /pullgate refuses connections to quay\.io/);
    }
    assert.deepEqual(world.reached, []);
  });
});
