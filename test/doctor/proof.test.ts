// What doctor does when it can prove nothing, or is stopped; and what people see.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { outsideWorldObstacle } from '../clients/outside-world.ts';
import { startingSettings } from '../clients/stage.ts';
import { obstacle, requireTools } from '../clients/tool.ts';
import { owner } from '../gateway-process.ts';
import { upstreamObstacle } from '../upstream/start.ts';
import { findingOf, setUp, startMachine, whileBlocked } from './machine.ts';

const reasons = [obstacle(upstreamObstacle()), outsideWorldObstacle(), requireTools('skopeo')].filter((reason) => reason !== false);
const skip = reasons.length === 0 ? false : reasons.join('; ');
const words = ['--client', 'skopeo', '--registry', 'docker.io'];
const asOwner = { PULLGATE_USERNAME: owner.username, PULLGATE_PASSWORD: owner.secret };

/** Takes connections, and never says a word. */
async function startSilence(t: TestContext): Promise<string> {
  const open = new Set<Socket>();
  const server = createServer((socket) => open.add(socket.on('error', () => undefined)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    for (const socket of open) socket.destroy();
  });
  return `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

/** Those of doctors that run now, for other tests, are theirs. */
function foldersLeftBehind(): readonly string[] {
  return readdirSync('/tmp').filter((name) => {
    const processId = /^pullgate-doctor-(\d+)-/.exec(name)?.[1];
    return processId !== undefined && !isRunning(Number(processId)) && existsSync(`/tmp/${name}`);
  });
}

/** Polls until the process has skopeo at a pull, and names that. */
async function pullOf(processId: number): Promise<number> {
  for (;;) {
    for (const child of readFileSync(`/proc/${String(processId)}/task/${String(processId)}/children`, 'utf8').split(' ').filter((text) => text !== '')) {
      const [command = '', ...words] = commandLineOf(Number(child));
      if (command.endsWith('skopeo') && !words.includes('--version')) return Number(child);
    }
    await sleep(20);
  }
}

/** Empty once it has ended. */
function commandLineOf(processId: number): readonly string[] {
  try {
    return readFileSync(`/proc/${String(processId)}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}

test('what doctor proves', { skip }, async (t) => {
  const machine = await startMachine();
  t.after(() => machine.close());
  const { world, gateway, admin, doctor } = machine;
  await machine.signIn(gateway.host);
  await setUp(machine, 'podman');

  const unprovable = async (env: NodeJS.ProcessEnv, said: RegExp, more: readonly string[] = []): Promise<void> => {
    world.clear();
    const { status, stdout, stderr } = await doctor([...words, ...more], env);
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.match(stderr, said);
    assert.deepEqual(world.reached, [], 'nothing is tried for nothing');
  };

  await t.test('nothing, while the policy refuses nothing, and it says what to do', async () => {
    await admin.changeSettings({ enabled: false });
    await unprovable({}, /^pullgate: nothing can be proven: pullgate-doctor\/refused may be pulled, because image access of acme is off: run pullgate policy set --enabled\n$/);
    await admin.changeSettings({ ...startingSettings, mode: 'audit' });
    await unprovable({}, /because the policy of acme only records: run pullgate policy set --mode enforce\n$/);
    await admin.changeSettings({ ...startingSettings, mode: 'enforce' });
    await unprovable(asOwner, /because an owner of acme may pull everything: sign in at the clients as a member, and name that member with --user\n$/);
    await unprovable({}, /nothing can be proven: grafana\/grafana may be pulled by the policy of acme \(rule category\): name an image that it refuses with --refused/, ['--refused', 'grafana/grafana']);
    await unprovable({}, /the policy of acme allows none of someuser\/custom-image: name an image that it allows with --allowed/, ['--allowed', 'someuser/custom-image']);
  });

  await t.test('a sign-in that the gateway refuses is no leak: who answers without it refused it', async () => {
    const file = join(machine.home, '.docker/config.json');
    const kept = readFileSync(file, 'utf8');
    writeFileSync(file, JSON.stringify({ auths: { [gateway.host]: { auth: Buffer.from(`${machine.member.username}:wrong`).toString('base64') } } }));
    await whileBlocked(world, async () => {
      const { status, report, stderr } = await doctor(words);
      assert.equal(status, 0, stderr);
      assert.match(findingOf(report(), 'skopeo', 'refused image').detail, /incorrect username or password/);
    });
    writeFileSync(file, kept);
  });

  await t.test('an owner proves it for a member with --user', async () => {
    await whileBlocked(world, async () => {
      const { status, stderr } = await doctor([...words, '--user', machine.member.username], asOwner);
      assert.equal(status, 0, stderr);
    });
  });

  await t.test('an image of the allowlist stands in where hello-world is refused', async () => {
    await admin.changeSettings({ ...startingSettings, allow_official_images: false, allowlist: { enabled: true, repositories: ['linuxserver/*', 'library/alpine'] } });
    await whileBlocked(world, async () => {
      const command = [process.execPath, machine.program, 'doctor', '--json', ...words] as const;
      const { status, stdout, stderr } = await world.run(command[0], command.slice(1), { env: machine.env });
      assert.equal(status, 0, stderr);
      assert.match(stdout, /"allowed": "docker\.io\/library\/alpine:latest"/);
    });
    await admin.changeSettings({ ...startingSettings, allowlist: { enabled: false, repositories: [] } });
  });

  await t.test('nothing without a client, or with one that reaches nothing', async () => {
    await whileBlocked(world, async () => {
      const nobody = await doctor([...words.slice(2), '--client', 'nerdctl'], { PATH: '/nowhere' });
      assert.equal(nobody.status, 2, nobody.stderr);
      assert.equal(nobody.report().covered, false);
      await world.removeEtc('containers/registries.conf.d');
      const { status, report } = await doctor(words);
      assert.equal(status, 2);
      assert.match(findingOf(report(), 'skopeo', 'refused image').detail, /^neither gateway nor registry answers: connection refused/);
      await setUp(machine, 'podman');
    });
  });

  await t.test('people see a table, what closes each leak, and the sum of it', async () => {
    const { status, stdout } = await world.run(process.execPath, [machine.program, 'doctor', '--allowed', 'alpine', ...words], { env: machine.env });
    assert.equal(status, 1);
    const lines = stdout.split('\n');
    assert.match(lines[0] ?? '', /^CLIENT +WAY +ASKED FOR +RESULT +WHAT HAPPENED$/);
    assert.ok(lines.some((line) => /^skopeo +refused image +pullgate-doctor\/refused:latest +covered +image access denied: community images not allowed/.test(line)), stdout);
    assert.ok(lines.some((line) => /^this machine +direct address +registry-1\.docker\.io +LEAKS +the registry itself answers/.test(line)), stdout);
    assert.ok(stdout.includes('\nTo close it:\n  this machine, direct address:\n    let the network refuse port 443 of registry-1.docker.io to all but the gateway'), stdout);
    assert.match(stdout, /\n2 of \d+ ways lead around the gateway\.\n$/);
  });

  await t.test('stopped, or out of time, it ends what it started and leaves nothing behind', async () => {
    await world.removeEtc('containers/registries.conf.d');
    await world.pointAtGateway(await startSilence(t));
    const before = foldersLeftBehind();
    const late = await doctor([...words, '--timeout', '1']);
    assert.equal(late.status, 2);
    assert.match(findingOf(late.report(), 'skopeo', 'refused image').detail, /^no answer in time \(--timeout\)/);
    assert.deepEqual(foldersLeftBehind(), before);

    const running = machine.startDoctor(words);
    let said = '';
    running.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const ended = once(running, 'close');
    const client = await pullOf(running.pid ?? 0);
    running.kill('SIGINT');
    assert.deepEqual(await ended, [2, null]);
    assert.equal(said, 'pullgate: stopped: nothing is proven\n');
    assert.equal(isRunning(client), false);
    assert.deepEqual(foldersLeftBehind(), before);
  });
});
