// A rotation at a running server with worker processes: taken up by every one of them, kept by a restart, and felt by clients only where it must be.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import type { TestContext } from 'node:test';
import tls from 'node:tls';
import { openCommandLine } from '../cli/command-line.ts';
import type { CommandLine } from '../cli/command-line.ts';
import { holdersOf } from '../connection-holders.ts';
import { workersOf } from '../every-worker.ts';
import { startForeignRegistry } from '../gateway/foreign-registry.ts';
import { owner, startGateway } from '../gateway-process.ts';
import type { GatewayProcess } from '../gateway-process.ts';

const hubHost = 'registry-1.docker.io';
const deadlineMs = 30_000;
const pauseMs = 100;
/** The kernel deals connections out to the workers: so many at once meet more than one of them. */
const connectionsAtOnce = 6;

interface Seen {
  /** The authority that made the certificate which was presented. */
  readonly issuer: string;
  readonly isBelieved: boolean;
  /** The process that presented it. */
  readonly worker: number | undefined;
}

/** Connects as a client that trusts `ca` alone. Undefined: the connection was refused. */
async function connect(gateway: GatewayProcess, servername: string, ca: string): Promise<Seen | undefined> {
  const { hostname, port } = new URL(`https://${gateway.proxy?.tlsHost ?? assert.fail('the proxy is off')}`);
  const socket = tls.connect({ host: hostname, port: Number(port), servername, ca, rejectUnauthorized: false });
  try {
    await once(socket, 'secureConnect');
    socket.resume().end();
    const seen = { issuer: String(socket.getPeerCertificate().issuer.CN), isBelieved: socket.authorized, worker: holdersOf(Number(port), workersOf(gateway)).get(socket.localPort ?? 0) };
    await once(socket, 'close');
    return seen;
  } catch {
    return undefined;
  } finally {
    socket.destroy();
  }
}

/** What each worker presents: connects until all of them have been met. */
async function connectToEveryWorker(gateway: GatewayProcess, ca: string): Promise<readonly Seen[]> {
  const workers = workersOf(gateway);
  const met = new Map<number, Seen>();
  for (const deadline = Date.now() + deadlineMs; workers.some((worker) => !met.has(worker)); ) {
    const seen = await Promise.all(Array.from({ length: connectionsAtOnce }, () => connect(gateway, hubHost, ca)));
    for (const each of seen) if (each?.worker !== undefined) met.set(each.worker, each);
    assert.ok(Date.now() < deadline, `of ${workers.join()} only ${[...met.keys()].join()} answered`);
  }
  return [...met.values()];
}

/** Waits until the certificates of every worker are made by `issuer`. */
async function waitForIssuer(gateway: GatewayProcess, issuer: string, ca: string): Promise<void> {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    const seen = await connectToEveryWorker(gateway, ca);
    if (seen.every((each) => each.issuer === issuer)) return;
    assert.ok(Date.now() < deadline, `still ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

interface Shown {
  readonly certificate: string;
  readonly subject: string;
  readonly hosts_not_permitted: readonly string[];
}

async function ca(cli: CommandLine, ...words: readonly string[]): Promise<Shown> {
  const { code, stdout, stderr } = await cli.run(['ca', ...words, '--json']);
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout) as Shown;
}

const nameOf = ({ subject }: Shown): string => subject.replace(/^.*CN=/, '');

interface Place {
  readonly data: string;
  /** Closed when the test is over, the last first: gateways before the folder that they write to. */
  readonly closers: AsyncDisposableStack;
}

function makePlace(t: TestContext): Place {
  const closers = new AsyncDisposableStack();
  t.after(() => closers.disposeAsync());
  const data = mkdtempSync(join(tmpdir(), 'pullgate-data-'));
  closers.defer(() => rmSync(data, { recursive: true, force: true }));
  return { data, closers };
}

async function serve(t: TestContext, { data, closers }: Place, upstreams: Readonly<Record<string, string>>) {
  const gateway = await startGateway({ upstreams, data, proxy: true, flags: ['--workers', '2'], env: { PULLGATE_LOG_FORMAT: 'json' } });
  closers.defer(async () => {
    await gateway.stop();
  });
  return { gateway, cli: openCommandLine(t, { server: gateway.adminAddress, username: owner.username, password: owner.secret }) };
}

test('every worker takes a rotation up, and who trusts the old authority is served until it is forgotten', async (t) => {
  const hub = await startForeignRegistry();
  t.after(() => hub.close());
  const place = makePlace(t);
  const { gateway, cli } = await serve(t, place, { 'docker.io': hub.address });

  const first = await ca(cli, 'show');
  await waitForIssuer(gateway, nameOf(first), first.certificate);
  const second = await ca(cli, 'rotate');
  await waitForIssuer(gateway, nameOf(second), second.certificate);
  for (const trusted of [first, second]) {
    assert.deepEqual([...new Set((await connectToEveryWorker(gateway, trusted.certificate)).map((seen) => seen.isBelieved))], [true]);
  }
  const third = await ca(cli, 'rotate', '--forget-old');
  await waitForIssuer(gateway, nameOf(third), third.certificate);
  for (const [trusted, isBelieved] of [[first, false], [second, false], [third, true]] as const) {
    assert.deepEqual([...new Set((await connectToEveryWorker(gateway, trusted.certificate)).map((seen) => seen.isBelieved))], [isBelieved]);
  }
  assert.doesNotMatch(gateway.output(), /PRIVATE KEY/);
});

test('a server that was killed has the same authority again, and a host configured since then is refused until a rotation', async (t) => {
  const hub = await startForeignRegistry();
  t.after(() => hub.close());
  const place = makePlace(t);
  const before = await serve(t, place, { 'docker.io': hub.address });
  const old = await ca(before.cli, 'show');
  await before.gateway.kill();

  const { gateway, cli } = await serve(t, place, { 'docker.io': hub.address, 'ghcr.io': hub.address });
  const shown = await ca(cli, 'show');
  assert.deepEqual([shown.certificate, shown.hosts_not_permitted], [old.certificate, ['ghcr.io']]);
  assert.match(gateway.output(), /"hosts":\["ghcr\.io"\].*does not permit all hosts that are to be taken over/);
  assert.equal((await connect(gateway, hubHost, old.certificate))?.isBelieved, true);
  assert.equal(await connect(gateway, 'ghcr.io', old.certificate), undefined);

  const next = await ca(cli, 'rotate');
  await waitForIssuer(gateway, nameOf(next), next.certificate);
  assert.equal((await connect(gateway, 'ghcr.io', next.certificate))?.isBelieved, true);
  assert.equal((await connect(gateway, hubHost, old.certificate))?.isBelieved, true);
  assert.equal((await connect(gateway, 'ghcr.io', old.certificate))?.isBelieved, false);
});
