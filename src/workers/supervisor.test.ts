// Workers are kept alive, and a start that cannot succeed is told.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { WorkerCalls } from '../../test/workers/supervised.ts';
import { createLog } from '../telemetry/log.ts';
import { createChannel } from './channel.ts';
import type { Calls, Channel } from './channel.ts';
import { StartRefused } from './start-refused.ts';
import { superviseWorkers } from './supervisor.ts';
import type { Supervisor, SupervisorOptions } from './supervisor.ts';

const entry = fileURLToPath(import.meta.resolve('../../test/workers/supervised.ts'));

interface Setting {
  readonly supervisor: Supervisor;
  /** Of each that has come up, in that order. */
  readonly up: { readonly number: number; readonly processId: number; readonly worker: Channel<WorkerCalls> }[];
  readonly logged: readonly string[];
}

function start(t: TestContext, count: number, bringUp: (worker: Channel<WorkerCalls>) => Promise<unknown> = () => Promise.resolve()): Setting {
  const up: Setting['up'] = [];
  const logged: string[] = [];
  const options: SupervisorOptions = {
    entry,
    count,
    bringUp: async ({ number, wire }) => {
      const worker = createChannel<WorkerCalls, Calls>({ wire, handlers: {} });
      const processId = await worker.call('processId', undefined);
      await bringUp(worker);
      up.push({ number, processId, worker });
    },
    log: createLog({ level: 'info', format: 'json', destination: { write: (line) => logged.push(line) } }),
    now: Date.now,
  };
  const supervisor = superviseWorkers(options);
  t.after(() => supervisor.stop(0));
  return { supervisor, up, logged };
}

async function until(condition: () => boolean): Promise<void> {
  for (const deadlineMs = Date.now() + 30_000; !condition(); ) {
    assert.ok(Date.now() < deadlineMs, 'in vain');
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

test('as many workers as asked for come up, and are gone after stop', async (t) => {
  const { supervisor, up, logged } = start(t, 2);
  await supervisor.started;
  assert.deepEqual(up.map(({ number }) => number).toSorted(), [1, 2]);
  await supervisor.stop(10_000);
  assert.deepEqual(up.filter(({ processId }) => isAlive(processId)), []);
  assert.equal(up.length, 2);
  assert.deepEqual(logged, []);
});

test('a worker that is killed is replaced by one with its number, again and again', async (t) => {
  const { supervisor, up, logged } = start(t, 2);
  await supervisor.started;
  for (const lives of [3, 4]) {
    process.kill(up.findLast(({ number }) => number === 2)!.processId, 'SIGKILL');
    await until(() => up.length === lives);
    assert.equal(up.at(-1)!.number, 2);
  }
  assert.equal(logged.length, 2);
  assert.match(logged[0]!, /"worker":2,"end":"SIGKILL",.*"pauseMs":0,.*died and is replaced/);
});

test('what refuses every start is told at once', async (t) => {
  let tries = 0;
  const { supervisor } = start(t, 1, () => {
    tries += 1;
    return Promise.reject(new StartRefused('the port is taken'));
  });
  await assert.rejects(supervisor.started, { name: 'StartRefused', message: 'the port is taken' });
  assert.equal(tries, 1);
});

test('a worker that never comes up is tried a few times, then the start fails and says how it ended', async (t) => {
  let tries = 0;
  const { supervisor } = start(t, 1, (worker) => {
    tries += 1;
    return worker.call('exit', 7);
  });
  await assert.rejects(supervisor.started, /^StartRefused: worker process 1 does not start \(exit status 7\): see what it printed$/);
  assert.equal(tries, 3);
});

test('a refusal later, when one is replaced, does not end the others: it is tried again', async (t) => {
  const attempts = ['well', 'refused', 'refused', 'well'];
  const { supervisor, up } = start(t, 1, () => (attempts.shift() === 'refused' ? Promise.reject(new StartRefused('not now')) : Promise.resolve()));
  await supervisor.started;
  process.kill(up[0]!.processId, 'SIGKILL');
  await until(() => up.length === 2);
  assert.deepEqual(attempts, []);
});

test('a worker that does not end in time is killed', async (t) => {
  const { supervisor, up, logged } = start(t, 1, (worker) => worker.call('ignoreSigterm', undefined));
  await supervisor.started;
  await supervisor.stop(0);
  assert.equal(isAlive(up[0]!.processId), false);
  assert.match(logged[0]!, /did not end in time/);
});
