// Docker's plugins of today, buildx and Compose v2, with Docker Engine 28: what they pull, and what they print when they may not. Tested where they are built.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { run } from '../../upstream/command.ts';
import type { CommandResult } from '../../upstream/command.ts';
import { startDockerd } from '../dockerd.ts';
import { errorLine } from '../printed-line.ts';
import { startStage } from '../stage.ts';
import { isBuilt, programOf } from './cached.ts';
import { newerDocker } from './clients.ts';

const parts = ['docker-28', 'docker-cli', 'containerd-2', 'buildx', 'compose'] as const;
const missing = parts.filter((part) => !isBuilt(part));
const message = 'image access denied: community images not allowed (someuser/custom-image, organization acme)';

if (missing.length > 0) console.log(`buildx and Compose v2 are not tested, as they take minutes to build: npm run clients:newer -- ${missing.join(' ')}`);
else {
  test('buildx and Compose v2 pull what is permitted, and print why the rest is refused', async (t) => {
    const stage = await startStage({ clients: [] });
    t.after(() => stage.close());
    const dockerd = await startDockerd(newerDocker('docker-28'));
    t.after(() => dockerd.stop());
    const { host, member } = stage.gateway;
    assert.ok(member !== undefined);
    const plugins = join(dockerd.configFolder, 'cli-plugins');
    await mkdir(plugins, { recursive: true });
    await symlink(programOf('buildx', 'docker-buildx'), join(plugins, 'docker-buildx'));
    await symlink(programOf('compose', 'docker-compose'), join(plugins, 'docker-compose'));
    const env = { PATH: process.env['PATH'], HOME: dockerd.folder, DOCKER_HOST: dockerd.host, DOCKER_CONFIG: dockerd.configFolder };
    const docker = (words: readonly string[], input?: string): Promise<CommandResult> => run(dockerd.docker, words, { env, ...(input === undefined ? {} : { input }) });
    const folder = await mkdtemp(join(tmpdir(), 'pullgate-plugins-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    assert.equal((await docker(['login', '-u', member.username, '--password-stdin', host], member.secret)).status, 0);

    const build = async (repository: string): Promise<CommandResult> => {
      await writeFile(join(folder, 'Dockerfile'), `FROM ${host}/${repository}:latest\nLABEL built=yes\n`);
      return docker(['buildx', 'build', '--progress', 'plain', '--pull', '--no-cache', folder]);
    };
    const compose = async (repository: string): Promise<CommandResult> => {
      await writeFile(join(folder, 'compose.yaml'), `services:\n  app:\n    image: ${host}/${repository}:latest\n`);
      return docker(['compose', '--ansi', 'never', '-f', join(folder, 'compose.yaml'), 'pull']);
    };
    await t.test('docker buildx build', async () => {
      const built = await build('library/alpine');
      assert.equal(built.status, 0, built.stderr);
      const refused = await build('someuser/custom-image');
      assert.equal(refused.status, 1);
      const asked = `${host}/someuser/custom-image`;
      const told = `unexpected status from HEAD request to http://${asked.replace('/', '/v2/')}/manifests/latest: 401 ${message}`;
      assert.equal(errorLine(refused), `ERROR: failed to build: failed to solve: ${asked}:latest: failed to resolve source metadata for ${asked}:latest: ${told}`);
    });
    await t.test('docker compose pull', async () => {
      const pulled = await compose('library/alpine');
      assert.equal(pulled.status, 0, pulled.stderr);
      const refused = await compose('someuser/custom-image');
      assert.notEqual(refused.status, 0);
      assert.equal(errorLine(refused), `Error response from daemon: unauthorized: ${message}`);
    });
  });
}
