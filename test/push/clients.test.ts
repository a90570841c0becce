// Every client pushes where its user may, pulls what it has just pushed, and prints why it may not push elsewhere.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { signInAtAdmin } from '../clients/admin-client.ts';
import { dockerdObstacle, startDockerd } from '../clients/dockerd.ts';
import type { TestDockerd } from '../clients/dockerd.ts';
import { authFileText } from '../clients/image-client.ts';
import type { Credentials } from '../clients/image-client.ts';
import { startObserver } from '../clients/observer.ts';
import type { Observer } from '../clients/observer.ts';
import { newerClientNames, newerDocker } from '../clients/newer/clients.ts';
import { errorLine, pushDenialLine } from '../clients/printed-line.ts';
import { clientObstacle } from '../clients/stage.ts';
import { untilEveryWorker } from '../every-worker.ts';
import { organization } from '../gateway-process.ts';
import { mustRun, run } from '../upstream/command.ts';
import type { CommandResult } from '../upstream/command.ts';
import { mia, startScene } from './scene.ts';
import type { Scene } from './scene.ts';

type PusherName = keyof typeof pushDenialLine;
type NewerEngine = 'docker-28' | 'docker-29';
const isNewerEngine = (name: PusherName): name is NewerEngine => name === 'docker-28' || name === 'docker-29';
const pushers = (Object.keys(pushDenialLine) as PusherName[]).filter((name) => !isNewerEngine(name) || newerClientNames.includes(name));
const runnable = pushers.filter((name) => clientObstacle(name) === false);
let scene: Scene;
/** Between every client and the gateway. */
let observer: Observer;
let dockerd: TestDockerd | undefined;
const newerEngines = new Map<NewerEngine, TestDockerd>();
let folder: string;
/** mia, with a token: each check of her password takes as much as a push. */
let member: Credentials;

before(async () => {
  if (runnable.length === 0) return;
  folder = await mkdtemp(join(tmpdir(), 'pullgate-push-'));
  scene = await startScene();
  const admin = await signInAtAdmin(scene.gateway.adminAddress, organization, mia);
  const { token } = (await admin.ask('POST', '/v2/access-tokens', { token_label: 'of a test', scopes: ['repo:write'] })) as { token: string };
  member = { username: mia.username, secret: token };
  observer = await startObserver(scene.gateway.address);
  if (dockerdObstacle() === false) dockerd = await startDockerd();
  for (const name of runnable.filter(isNewerEngine)) newerEngines.set(name, await startDockerd(newerDocker(name)));
});
after(async () => {
  if (runnable.length === 0) return;
  await dockerd?.stop();
  for (const engine of newerEngines.values()) await engine.stop();
  await observer.close();
  await scene.close();
  await rm(folder, { recursive: true, force: true });
});

interface Pusher {
  /** Has the image under its own name, once. */
  readonly fetch: () => Promise<string>;
  readonly push: (image: string) => Promise<CommandResult>;
}

/** As the member, with the credentials where each client keeps them. */
async function createPusher(name: PusherName): Promise<Pusher> {
  const { host } = observer;
  const source = `${host}/library/alpine:latest`;
  const authFile = join(folder, `${name}.json`);
  await writeFile(authFile, authFileText(host, member));
  const credentials = `${member.username}:${member.secret}`;
  switch (name) {
    case 'docker':
    case 'docker-28':
    case 'docker-29': {
      const docker = (name === 'docker' ? dockerd : newerEngines.get(name)) ?? assert.fail();
      await mkdir(docker.configFolder, { recursive: true });
      await writeFile(join(docker.configFolder, 'config.json'), authFileText(host, member));
      const env = { ...process.env, DOCKER_HOST: docker.host, DOCKER_CONFIG: docker.configFolder };
      return {
        fetch: () => mustRun(docker.docker, ['pull', source], { env }),
        push: async (image) => {
          await mustRun(docker.docker, ['tag', source, image], { env });
          return run(docker.docker, ['push', image], { env });
        },
      };
    }
    case 'podman':
    case 'buildah': {
      const env = { ...process.env, HOME: folder, REGISTRY_AUTH_FILE: authFile };
      const storage = ['--root', join(folder, name), '--runroot', join(folder, `${name}-run`), '--storage-driver', 'vfs'];
      return {
        fetch: () => mustRun(name, [...storage, 'pull', '--tls-verify=false', source], { env }),
        push: (image) => run(name, [...storage, 'push', '--tls-verify=false', source, `docker://${image}`], { env }),
      };
    }
    case 'skopeo': {
      const env = { ...process.env, HOME: folder, REGISTRY_AUTH_FILE: authFile };
      const base = ['--insecure-policy', 'copy'];
      return {
        fetch: () => mustRun('skopeo', [...base, '--src-tls-verify=false', `docker://${source}`, `dir:${folder}/dir`], { env }),
        push: (image) => run('skopeo', [...base, '--dest-tls-verify=false', `dir:${folder}/dir`, `docker://${image}`], { env }),
      };
    }
    case 'ctr': {
      const base = ['-a', (dockerd ?? assert.fail()).containerdSocket, '-n', 'pullgate-push', 'images'];
      return {
        fetch: () => mustRun('ctr', [...base, 'pull', '--snapshotter', 'native', '--plain-http', '--user', credentials, source]),
        push: (image) => run('ctr', [...base, 'push', '--plain-http', '--user', credentials, image, source]),
      };
    }
  }
}

/** Of two blobs, each asked for at most twice by itself and once for each of five repositories that it might be mounted from. */
const startsMax = 2 * (2 + 5);

function assertGivesUp(asked: readonly string[], status: 401 | 403): void {
  assert.deepEqual(asked.filter((line) => /^(?:PATCH|PUT) /.test(line)), []);
  const starts = asked.filter((line) => line.startsWith('POST /v2/'));
  assert.deepEqual(starts.filter((line) => line !== `POST /v2/someuser/custom-image/blobs/uploads/ ${status}`), []);
  assert.ok(starts.length >= 1 && starts.length <= startsMax, asked.join('\n'));
}

for (const name of pushers) {
  test(`${name} pushes to the organization's namespace and to the personal one, and prints why it may not push elsewhere`, { skip: clientObstacle(name) }, async () => {
    const { gateway, admin, tokenOf } = scene;
    await admin.changeSettings({ enabled: true, allow_community_images: false }, { namespace_access: { enabled: false } });
    const pusher = await createPusher(name);
    await pusher.fetch();
    const token = await tokenOf(member);
    const image = `${observer.host}/acme/by-${name}:1`;
    const headers = { authorization: `Bearer ${token}`, accept: '*/*' };
    // Nothing is there, which is remembered.
    assert.notEqual((await fetch(`${gateway.address}/v2/acme/by-${name}/manifests/1`, { headers })).status, 200);
    const passed = await pusher.push(image);
    assert.equal(passed.status, 0, passed.stderr);
    assert.equal((await fetch(`${gateway.address}/v2/acme/by-${name}/manifests/1`, { headers })).status, 200);
    const personal = await pusher.push(`${observer.host}/mia/by-${name}:1`);
    assert.equal(personal.status, 0, personal.stderr);

    const foreign = { host: observer.host, repository: 'someuser/custom-image', reference: 'mine' };
    observer.clear();
    const refused = await pusher.push(`${observer.host}/someuser/custom-image:mine`);
    assert.notEqual(refused.status, 0);
    assert.equal(errorLine(refused), pushDenialLine[name](foreign, 'push access denied: someuser/custom-image is neither in a namespace of your organizations nor in your own: use one of those, or ask an owner to add the namespace'));

    assertGivesUp(observer.asked, name === 'docker-29' ? 403 : 401);
    await admin.changeSettings({}, { namespace_access: { enabled: true } });
    await untilEveryWorker(gateway, { method: 'POST', path: `/v2/mia/new-${name}/blobs/uploads/`, headers }, ({ status }) => status === 401);
    const denied = await pusher.push(`${observer.host}/mia/new-${name}:1`);
    assert.notEqual(denied.status, 0);
    assert.equal(
      errorLine(denied),
      pushDenialLine[name](
        { host: observer.host, repository: `mia/new-${name}`, reference: '1' },
        'namespace access restriction from an organization you belong to prevents pushing new content in your personal namespace. Restriction applied by: acme. Please contact your organization administrator',
      ),
    );
  });
}
