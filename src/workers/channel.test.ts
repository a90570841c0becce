// The channel between two real processes.
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import test, { after, before, describe } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { ChildCalls, ParentCalls } from '../../test/workers/channel-peer.ts';
import { failures } from '../../test/workers/failures.ts';
import { ChannelClosed, createChannel } from './channel.ts';
import type { Channel, Handlers } from './channel.ts';
import { processWire } from './wire.ts';

const entry = fileURLToPath(import.meta.resolve('../../test/workers/channel-peer.ts'));

interface Started {
  readonly child: ChildProcess;
  readonly channel: Channel<ChildCalls>;
  readonly held: Promise<AbortSignal>;
  readonly gone: Promise<undefined>;
}

async function start(): Promise<Started> {
  const child = fork(entry, { serialization: 'advanced' });
  const held = Promise.withResolvers<AbortSignal>();
  const gone = Promise.withResolvers<undefined>();
  const handlers: Handlers<ParentCalls> = {
    holdAtParent: (_question, signal) => {
      held.resolve(signal);
      return new Promise<undefined>(() => undefined);
    },
  };
  const channel = createChannel<ChildCalls, ParentCalls>({ wire: processWire(child), handlers, onGone: () => gone.resolve(undefined) });
  await channel.call('echo', 'ready');
  return { child, channel, held: held.promise, gone: gone.promise };
}

function fieldsOf(error: Error): unknown {
  return [error.name, error.message, String(error.cause), Object.entries(error).filter(([field]) => field !== 'name')];
}

describe('a process that lives', () => {
  let peer: Started;
  before(async () => {
    peer = await start();
  });
  after(() => peer.child.kill('SIGKILL'));

  test('data crosses as it is: bytes are Buffers, undefined is undefined', async () => {
    const { channel } = peer;
    for (const data of [undefined, null, 'text \ud83d\udd11', { bytes: Buffer.from([0, 255]), list: [1, { deep: true }], nothing: undefined }, new Map([['key', 1n]])]) {
      assert.deepEqual(await channel.call('echo', data), data);
    }
    const large = Buffer.alloc(4 * 1024 * 1024, 7);
    const answer = await channel.call('echo', large);
    assert.ok(Buffer.isBuffer(answer) && answer.equals(large));
  });

  test('every error arrives as what it was, with its fields and its cause', async () => {
    const { channel } = peer;
    for (const [which, make] of failures.entries()) {
      const expected = make();
      const error = await channel.call('fail', which).then(() => assert.fail(), (thrown: unknown) => thrown as Error);
      if (!(expected instanceof TypeError)) assert.equal(error.constructor, expected.constructor);
      assert.deepEqual(fieldsOf(error), fieldsOf(expected));
      assert.match(error.stack ?? '', /channel-peer\.ts/);
    }
  });

  test('what nobody answers there is an error', async () => {
    const { channel } = peer;
    for (const name of ['nonsense', 'toString']) await assert.rejects(channel.call(name as 'echo', undefined), /nothing here answers/);
  });

  test('each of many calls at once gets its own answer', async () => {
    const { channel } = peer;
    const questions = Array.from({ length: 200 }, (_, n) => n);
    assert.deepEqual(await Promise.all(questions.map((n) => channel.call('echo', n))), questions);
  });

  test('a caller whose signal ends leaves at once with its reason, the other side is told, and the late answer is handed over', async () => {
    const { channel } = peer;
    const leave = new AbortController();
    const discarded = Promise.withResolvers<string>();
    const call = channel.call('hold', 'one', { signal: leave.signal, discard: discarded.resolve });
    const other = channel.call('hold', 'two', { signal: new AbortController().signal });
    leave.abort(new Error('enough'));
    await assert.rejects(call, /enough/);
    assert.equal(await discarded.promise, 'one');
    assert.deepEqual(await channel.call('events', undefined), ['one was left']);
    await assert.rejects(channel.call('echo', 1, { signal: leave.signal }), /enough/);
    other.catch(() => undefined);
  });

  test('what is told is heard in order, and a failure there is nobody\'s', async () => {
    const { channel } = peer;
    for (const what of ['a', 'b', 'c']) channel.tell('note', what);
    assert.deepEqual(await channel.call('events', undefined), ['a', 'b', 'c']);
  });
});

test('when the other process is killed, everything pending and everything later is rejected', async (t) => {
  const { child, channel, gone } = await start();
  t.after(() => child.kill('SIGKILL'));
  const pending = assert.rejects(channel.call('hold', 'x'), ChannelClosed);
  child.kill('SIGKILL');
  await Promise.all([pending, gone]);
  await assert.rejects(channel.call('echo', 1), ChannelClosed);
  channel.tell('note', 'into the void');
});

test('what is being answered for a process that is killed is aborted', async (t) => {
  const { child, channel, held } = await start();
  t.after(() => child.kill('SIGKILL'));
  await channel.call('askParent', undefined);
  const signal = await held;
  assert.equal(signal.aborted, false);
  const aborted = once(signal, 'abort');
  child.kill('SIGKILL');
  await aborted;
});

test('a child whose parent lets go of it ends', async (t) => {
  const { child } = await start();
  t.after(() => child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  child.disconnect();
  await exited;
});
