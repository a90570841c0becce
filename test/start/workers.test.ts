// Several worker processes, as a user meets them: one address, one policy, one set of records, whoever of them dies.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { signInAtAdmin } from '../clients/admin-client.ts';
import type { AdminClient } from '../clients/admin-client.ts';
import { ociManifest, startForeignRegistry } from '../gateway/foreign-registry.ts';
import type { ForeignRegistry, Image } from '../gateway/foreign-registry.ts';
import { organization, owner, startGateway } from '../gateway-process.ts';
import type { GatewayProcess } from '../gateway-process.ts';
import { holdersOf } from '../connection-holders.ts';

const workers = 3;
/** The promise is a second; a machine that is busy with other things may take longer to notice. */
const patienceMs = 10_000;
const official = 'library/nginx';
const community = 'someuser/custom-image';

interface Setting {
  readonly hub: ForeignRegistry;
  readonly gateway: GatewayProcess;
  readonly admin: AdminClient;
  readonly image: Image;
  /** An access token of the member. */
  readonly token: string;
  /** The process of each worker that has come up, by its number; the latest. */
  readonly processes: () => ReadonlyMap<number, number>;
}

async function start(context: TestContext, atOnce = workers): Promise<Setting> {
  const hub = await startForeignRegistry();
  context.after(() => hub.close());
  const image = hub.add(official, 'latest', { layerBytes: 200_000 });
  hub.add(community, 'latest');
  const gateway = await startGateway({ upstreams: { 'docker.io': hub.address }, flags: ['--workers', String(atOnce)], env: { PULLGATE_LOG_LEVEL: 'debug', PULLGATE_LOG_FORMAT: 'json' } });
  context.after(() => gateway.remove());
  const processes = (): ReadonlyMap<number, number> =>
    new Map([...gateway.output().matchAll(/"worker":(\d+),"processId":(\d+),"message":"a worker process is up"/g)].map((match) => [Number(match[1]), Number(match[2])]));
  const admin = await signInAtAdmin(gateway.adminAddress, organization, owner);
  const { username, secret } = gateway.member ?? assert.fail('no member was printed');
  return { hub, gateway, admin, image, token: await askToken(gateway, username, secret), processes };
}

async function askToken(gateway: GatewayProcess, username: string, secret: string): Promise<string> {
  const answer = await fetch(`${gateway.address}/token?service=pullgate`, { headers: { authorization: `Basic ${btoa(`${username}:${secret}`)}` } });
  return ((await answer.json()) as { token: string }).token;
}

interface Got {
  readonly status: number;
  /** The client's port of the connection. */
  readonly clientPort: number;
  readonly body: Buffer;
}

/** A client with one connection, and so at one worker for as long as that lives. */
function createClient(context: TestContext, { gateway, token }: Pick<Setting, 'gateway' | 'token'>) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  context.after(() => agent.destroy());
  /** Rejects when the connection breaks. */
  return async (path: string, requestId: string = crypto.randomUUID()): Promise<Got> => {
    const asking = request(`${gateway.address}${path}`, { agent, headers: { authorization: `Bearer ${token}`, accept: ociManifest, 'x-request-id': requestId } }).end();
    const [answer] = (await once(asking, 'response')) as [IncomingMessage];
    const clientPort = answer.socket.localPort ?? assert.fail('not connected');
    const pieces: Buffer[] = [];
    for await (const piece of answer) pieces.push(piece as Buffer);
    return { status: answer.statusCode ?? 0, clientPort, body: Buffer.concat(pieces) };
  };
}

async function until(condition: () => boolean | Promise<boolean>, whatIsAwaited: string): Promise<void> {
  for (const deadlineMs = Date.now() + 90_000; !(await condition()); ) {
    assert.ok(Date.now() < deadlineMs, `in vain: ${whatIsAwaited}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
}

async function recordedRequests(admin: AdminClient): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = (await admin.ask('GET', `/v2/orgs/${organization}/pulls?limit=1000${cursor === '' ? '' : `&cursor=${cursor}`}`)) as { pulls: { request_id: string }[]; next_cursor: string | null };
    ids.push(...page.pulls.map((record) => record.request_id));
    cursor = page.next_cursor;
  }
  return ids;
}

const manifestOf = (repository: string): string => `/v2/${repository}/manifests/latest`;

interface Connected {
  readonly clients: readonly ReturnType<typeof createClient>[];
  /** The process that holds the connection of each client: one of at least two. */
  readonly holders: readonly number[];
}

/** Which worker accepts a connection is the system's to say: all are opened anew until they are not all one worker's. */
async function connectToSeveral(context: TestContext, setting: Setting): Promise<Connected> {
  const port = Number(new URL(setting.gateway.address).port);
  const connected: { clients: Connected['clients']; holders: readonly number[] } = { clients: [], holders: [] };
  await until(async () => {
    connected.clients = Array.from({ length: 4 * workers }, () => createClient(context, setting));
    const got = await Promise.all(connected.clients.map((client) => client(manifestOf(official))));
    const found = holdersOf(port, setting.processes().values());
    connected.holders = got.map(({ clientPort }) => found.get(clientPort) ?? assert.fail('a connection that no worker holds'));
    return new Set(connected.holders).size > 1;
  }, 'two workers hold connections');
  return connected;
}

const needsLinux = process.platform === 'linux' ? false : 'reads /proc';

test('a worker is killed in the middle of pulls: the others go on, it is replaced, and every answered request is on record, once', { skip: needsLinux }, async (context) => {
  const setting = await start(context);
  const { admin, image, processes } = setting;
  const before = processes();
  assert.deepEqual([...before.keys()].toSorted(), [1, 2, 3]);
  const { clients, holders } = await connectToSeveral(context, setting);
  const victim = holders[0] ?? assert.fail();
  const answered = new Set<string>();
  const pulls = 1200;
  const pulling = Promise.all(
    clients.map(async (client) => {
      let breaks = 0;
      while (answered.size < pulls) {
        const id = crypto.randomUUID();
        try {
          const { status, body } = await client(manifestOf(official), id);
          assert.equal(status, 200);
          assert.ok(body.includes(image.blob));
          answered.add(id);
        } catch (error) {
          if (error instanceof assert.AssertionError) throw error;
          breaks += 1;
        }
      }
      return breaks;
    }),
  );
  const [breaks] = await Promise.all([pulling, killAmidPulls(victim, { answered, pulls })]);
  assert.deepEqual(breaks, holders.map((holder) => (holder === victim ? 1 : 0)), 'the connections of one worker break and no others');
  const [number = 0] = [...before].find(([, processId]) => processId === victim) ?? [];
  await until(() => processes().get(number) !== victim, 'the worker is replaced');
  const others = [...before].filter(([each]) => each !== number);
  assert.deepEqual(others.map(([each]) => [each, processes().get(each)]), others);
  let recorded: readonly string[] = [];
  await until(async () => {
    recorded = await recordedRequests(admin);
    const known = new Set(recorded);
    if ([...answered].every((id) => known.has(id))) return true;
    await sleep(250);
    return false;
  }, 'every answered request is on record');
  assert.equal(new Set(recorded).size, recorded.length);
});

/** Stopped where it is, it dies there, and by then each of its clients is waiting for an answer. */
async function killAmidPulls(victim: number, { answered, pulls }: { readonly answered: ReadonlySet<string>; readonly pulls: number }): Promise<void> {
  await until(() => answered.size > pulls / 3, 'a third of the pulls');
  process.kill(victim, 'SIGSTOP');
  const sofar = answered.size;
  await until(() => answered.size > sofar + pulls / 4, 'the others go on');
  process.kill(victim, 'SIGKILL');
}

async function blobsArrive(context: TestContext, setting: Setting): Promise<void> {
  const { image } = setting;
  const clients = Array.from({ length: 2 * workers }, () => createClient(context, setting));
  await Promise.all(clients.map((client) => client(manifestOf(official))));
  const got = await Promise.all(clients.map((client) => client(`/v2/${official}/blobs/${image.blob}`)));
  for (const { status, body } of got) {
    assert.equal(status, 200);
    assert.ok(body.equals(image.blobBytes));
  }
  const fetches = setting.hub.seen.filter(({ method, path }) => method === 'GET' && path.includes(image.blob));
  assert.equal(fetches.length, 1, 'upstream is asked once, over all workers');
}

async function allAreKilled(context: TestContext, setting: Setting): Promise<void> {
  const before = setting.processes();
  for (const processId of before.values()) process.kill(processId, 'SIGKILL');
  await until(async () => {
    const got = await createClient(context, setting)(manifestOf(official)).catch(() => undefined);
    return got?.status === 200;
  }, 'a pull is answered again');
  await until(() => [...setting.processes().values()].every((processId) => ![...before.values()].includes(processId)), 'all are replaced');
}

async function changeHolds(context: TestContext, setting: Setting): Promise<void> {
  const clients = Array.from({ length: 4 * workers }, () => createClient(context, setting));
  for (const client of clients) assert.equal((await client(manifestOf(community))).status, 200);
  await setting.admin.changeSettings({ enabled: true });
  const changedAtMs = Date.now();
  await Promise.all(
    clients.map(async (client) => {
      for (;;) {
        const askedAfterMs = Date.now() - changedAtMs;
        if ((await client(manifestOf(community))).status === 401) return;
        assert.ok(askedAfterMs < patienceMs, `asked after ${String(askedAfterMs)} ms, and still permitted`);
      }
    }),
  );
}

/** As docker login does in the second after `pullgate token create`: the token is made at one process and used at the others. */
async function newTokensHold(context: TestContext, setting: Setting): Promise<void> {
  const { gateway, admin } = setting;
  for (let round = 0; round < 5; round += 1) {
    const { token: secret } = (await admin.ask('POST', '/v2/access-tokens', { token_label: `round ${String(round)}`, scopes: ['repo:read'] })) as { token: string };
    const token = await askToken(gateway, owner.username, secret);
    const clients = Array.from({ length: 4 * workers }, () => createClient(context, { gateway, token }));
    assert.deepEqual(await Promise.all(clients.map(async (client) => (await client('/v2/')).status)), clients.map(() => 200));
  }
}

/** One server is put through all of this, in this order: the first needs an empty cache, and the last ends what the others use. */
const checks: readonly (readonly [string, (context: TestContext, setting: Setting) => Promise<void>])[] = [
  ['blobs and their parts arrive through every worker as they are', blobsArrive],
  ['a change of settings holds in every worker within a second', changeHolds],
  ['a token holds in every worker from when it is made', newTokensHold],
  ['all workers are killed at once: those that come after them answer at the same address', allAreKilled],
];
test('workers serve as one', async (context) => {
  const setting = await start(context);
  for (const [name, check] of checks) await context.test(name, (t) => check(t, setting));
});

/** How Pullgate is told to stop: by an init system, which may signal every process of the service, or by a terminal, which does. */
const stops: readonly { readonly name: string; readonly signal: NodeJS.Signals; readonly isForAll: boolean }[] = [
  { name: 'SIGTERM for the primary', signal: 'SIGTERM', isForAll: false },
  { name: 'SIGTERM for every process', signal: 'SIGTERM', isForAll: true },
  { name: 'SIGINT for every process', signal: 'SIGINT', isForAll: true },
];
for (const { name, signal, isForAll } of stops) {
  test(`${name}: pulls under way are finished, then everything ends`, async (context) => {
    const setting = await start(context, 2);
    const { hub, gateway, processes } = setting;
    const asked = Promise.withResolvers<() => void>();
    let isSlow = true;
    hub.misbehave(/\/manifests\/slow/, (_request, response) => {
      const answer = (): void => {
        response.writeHead(404).end();
      };
      if (isSlow) {
        isSlow = false;
        asked.resolve(answer);
      } else answer(); // why it is not there is asked for next
    });
    const slow = createClient(context, setting)(`/v2/${official}/manifests/slow`);
    const answerNow = await asked.promise;
    const workerProcesses = [...processes().values()];
    for (const processId of [gateway.processId, ...(isForAll ? workerProcesses : [])]) process.kill(processId, signal);
    await until(() => createClient(context, setting)('/healthz').then(() => false, () => true), 'no new connection is taken');
    answerNow();
    assert.equal((await slow).status, 404);
    await until(() => ![gateway.processId, ...workerProcesses].some(isAlive), 'every process ends');
    assert.equal(await gateway.stop(), 0);
    assert.doesNotMatch(gateway.output(), /"level":"error"|did not end in time/);
  });
}

test('the primary is killed: its workers end', async (context) => {
  const { gateway, processes } = await start(context, 2);
  await gateway.kill();
  await until(() => ![...processes().values()].some(isAlive), 'every worker ends');
});
