// Docker set up with nothing but the printed files: pulls and builds go through the gateway under the images' own names, and nothing goes around it.
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { describe } from 'node:test';
import { startDockerd } from '../clients/dockerd.ts';
import type { CommandResult } from '../upstream/command.ts';
import { imageOf } from '../upstream/stored-image.ts';
import { buildContext, dropInVariables, machineObstacle, runLines, scriptInto, startDeveloperMachine } from './developer-machine.ts';
import type { DeveloperMachine } from './developer-machine.ts';

const skip = machineObstacle('dockerd', 'docker', 'containerd', 'ctr');
const denied = 'image access denied: community images not allowed (someuser/custom-image, organization acme)';
const needsNoSystemd = (line: string): boolean => line.includes('update-ca-certificates');

interface Docker {
  /** As a person in a shell: whichever docker comes first in PATH. */
  readonly docker: (words: readonly string[], input?: string) => Promise<CommandResult>;
  readonly build: (image: string, builder: 'classic' | 'BuildKit') => Promise<CommandResult>;
  /** Of the person. */
  readonly home: string;
  readonly stop: () => Promise<void>;
}

/** A dockerd of Debian's inside, with these variables, and the docker command. */
async function startDocker(machine: DeveloperMachine, variables: Readonly<Record<string, string>>): Promise<Docker> {
  const dockerd = await startDockerd({ dockerd: await scriptInto(machine, '/usr/sbin/dockerd'), docker: '/usr/bin/docker' }, variables);
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: dockerd.folder, DOCKER_HOST: dockerd.host };
  const run = (words: readonly string[], given: { readonly input?: string; readonly env?: NodeJS.ProcessEnv } = {}): Promise<CommandResult> =>
    machine.world.run('sh', ['-c', 'exec docker "$@"', 'sh', ...words], { ...given, env: { ...env, ...given.env } });
  return {
    docker: (words, input) => run(words, input === undefined ? {} : { input }),
    build: async (image, builder) =>
      run(['build', '--pull', '--no-cache', ...(builder === 'BuildKit' ? ['--progress', 'plain'] : []), await buildContext(machine, image)], { env: { DOCKER_BUILDKIT: builder === 'BuildKit' ? '1' : '0' } }),
    home: dockerd.folder,
    stop: () => dockerd.stop(),
  };
}

// At the same time: their daemons mostly wait.
describe('each on a machine of its own', { concurrency: 2 }, () => {
  test('with the files of docker-engine and docker-cli, docker pulls and builds through the gateway alone', { skip }, async (t) => {
    const machine = await startDeveloperMachine();
    t.after(() => machine.close());
    const { world, member, upstream } = machine;
    const engine = await machine.install('docker-engine');
    const cli = await machine.install('docker-cli');
    await runLines(machine, engine.commands, needsNoSystemd);
    const { docker, build, stop } = await startDocker(machine, await dropInVariables(world, '/etc/systemd/system/docker.service.d/pullgate.conf'));
    t.after(stop);
    world.clear();

    await t.test('sign in', async () => {
      const { status, stderr } = await docker(['login', '-u', member.username, '--password-stdin'], member.secret);
      assert.equal(status, 0, stderr);
      const wrong = await docker(['login', '-u', member.username, '--password-stdin'], 'wrong');
      assert.match(wrong.stderr, /incorrect username or password/);
      for (const { line } of engine.commands.filter((command) => command.line.startsWith('docker login '))) {
        const words = line.split(' ').slice(1);
        const again = await docker([...words, '--password-stdin'], member.secret);
        assert.equal(again.status, 0, `${line}: ${again.stderr}`);
      }
    });
    await t.test('pull', async () => {
      const nginx = imageOf(upstream.images, 'library/nginx');
      for (const image of ['nginx', `nginx@${nginx.target.digest}`, 'ghcr.io/someuser/custom-image']) {
        const { status, stderr } = await docker(['pull', image]);
        assert.equal(status, 0, `${image}: ${stderr}`);
      }
      const { stderr } = await docker(['pull', 'someuser/custom-image']);
      assert.ok(stderr.includes(denied), stderr);
      const unknown = await docker(['pull', 'quay.io/owner/image']);
      assert.notEqual(unknown.status, 0);
    });
    for (const builder of ['classic', 'BuildKit'] as const) {
      await t.test(`build, ${builder}`, async () => {
        const passed = await build('nginx', builder);
        assert.equal(passed.status, 0, passed.stderr);
        const refused = await build('someuser/custom-image', builder);
        assert.notEqual(refused.status, 0);
        assert.ok(`${refused.stdout}${refused.stderr}`.includes(denied), refused.stderr);
      });
    }
    await t.test('nothing went around', () => assert.deepEqual(world.reached, []));

    await t.test('the way back: the registries are reached again', async () => {
      await stop();
      const isUndone = (line: string): boolean => line.startsWith('sudo rm ') || line.includes('update-ca-certificates');
      await runLines(machine, cli.undo, isUndone);
      await runLines(machine, engine.undo, isUndone);
      const plain = await startDocker(machine, {});
      t.after(plain.stop);
      assert.equal((await plain.docker(['pull', 'someuser/custom-image'])).status, 0);
      assert.ok(world.reached.some(({ host, path }) => host === 'registry-1.docker.io' && path === '/v2/someuser/custom-image/manifests/latest'));
    });
  });

  test('the proxies of config.json are not what the docker command uses: only the printed script keeps BuildKit from asking outside', { skip }, async (t) => {
    const machine = await startDeveloperMachine();
    t.after(() => machine.close());
    const { world, gateway } = machine;
    const engine = await machine.install('docker-engine');
    await runLines(machine, engine.commands, needsNoSystemd);
    const { build, home, stop } = await startDocker(machine, await dropInVariables(world, '/etc/systemd/system/docker.service.d/pullgate.conf'));
    t.after(stop);
    const proxy = gateway.proxy?.address;
    await mkdir(join(home, '.docker'));
    await writeFile(join(home, '.docker/config.json'), JSON.stringify({ proxies: { default: { httpProxy: proxy, httpsProxy: proxy } } }));
    world.clear();
    const built = await build('nginx', 'BuildKit');
    assert.notEqual(built.status, 0);
    assert.ok(world.reached.some(({ host }) => host === 'auth.docker.io'), 'the token was asked for outside');
  });
});
