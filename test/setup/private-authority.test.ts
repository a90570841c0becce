// A gateway whose certificate is of an authority of its own: the printed files carry that authority, and containerd and podman trust it with nothing else.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { mustRun } from '../upstream/command.ts';
import { startDockerd } from '../clients/dockerd.ts';
import { machineObstacle, runLines, startDeveloperMachine } from './developer-machine.ts';

const skip = machineObstacle('dockerd', 'docker', 'containerd', 'ctr', 'podman', 'openssl');
const denied = 'image access denied: community images not allowed (someuser/custom-image, organization acme)';

test('with an authority of its own behind the gateway, the files of containerd and podman are enough', { skip }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'pullgate-authority-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const certificate = join(folder, 'tls.crt');
  const key = join(folder, 'tls.key');
  const subject = ['-subj', '/CN=gate.example.com', '-addext', 'subjectAltName=IP:127.0.0.1'];
  await mustRun('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', ...subject, '-keyout', key, '-out', certificate]);
  const env = { PULLGATE_GATEWAY_TLS_CERTIFICATE_FILE: certificate, PULLGATE_GATEWAY_TLS_KEY_FILE: key, PULLGATE_GATEWAY_PUBLIC_CA_FILE: certificate };
  const machine = await startDeveloperMachine({ env });
  t.after(() => machine.close());
  const { world, member, gateway } = machine;
  assert.match(gateway.address, /^https:/);
  const dockerd = await startDockerd(); // for its containerd
  t.after(() => dockerd.stop());
  await world.removeEtc('containerd');
  await machine.install('containerd', ['--variant', '1.x']);
  const podman = await machine.install('podman');
  world.clear();

  const pull = (image: string) => world.run('ctr', ['-a', dockerd.containerdSocket, 'images', 'pull', '--hosts-dir', '/etc/containerd/certs.d', '--user', `${member.username}:${member.secret}`, '--snapshotter', 'native', image]);
  const passed = await pull('docker.io/library/nginx:latest');
  assert.equal(passed.status, 0, passed.stderr);
  assert.ok((await pull('docker.io/someuser/custom-image:latest')).stderr.includes(denied));

  const login = podman.commands.map(({ line }) => line).find((line) => line.startsWith('podman login '));
  assert.equal(login, `podman login -u ${member.username} ${gateway.host}`);
  const home = { PATH: process.env['PATH'], HOME: folder, XDG_RUNTIME_DIR: folder };
  const signedIn = await machine.runLine(login.replace('login', 'login --password-stdin'), { env: home, input: member.secret });
  assert.equal(signedIn.status, 0, signedIn.stderr);
  const podmanPull = (image: string) => world.run('podman', ['--root', join(folder, 'root'), '--runroot', join(folder, 'runroot'), '--storage-driver', 'vfs', 'pull', image], { env: home });
  const pulled = await podmanPull('docker.io/library/nginx');
  assert.equal(pulled.status, 0, pulled.stderr);
  assert.ok((await podmanPull('docker.io/someuser/custom-image')).stderr.includes(denied));
  await runLines(machine, podman.undo, (line) => line.startsWith('sudo rm '));
  assert.deepEqual(world.reached, []);
});
