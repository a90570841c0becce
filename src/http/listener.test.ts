// The listener's promises, held against raw sockets: a peer that sends too much, too little, or nonsense.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { readBody } from './body.ts';
import { createListener } from './listener.ts';
import type { Listener, ListenerOptions } from './listener.ts';
import { openBody } from './open-body.ts';
import { requestSignal } from './request-signal.ts';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

async function start(t: TestContext, options: Partial<ListenerOptions> = {}): Promise<{ listener: Listener; port: number; url: string; address: string }> {
  const listener = createListener({
    host: '127.0.0.1',
    port: 0,
    setting: 'THE_SETTING / --the-setting',
    log: silent,
    handler: (_request, response) => response.end('ok'),
    ...options,
  });
  const where = await listener.listen();
  t.after(() => listener.close(0));
  return { listener, ...where };
}

/** Sends bytes, and gives everything that comes back until the peer closes. */
async function talk(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  let answer = '';
  socket.setEncoding('latin1').on('data', (chunk) => (answer += String(chunk)));
  socket.write(text, 'latin1');
  // Not by events.once, which rejects with an error: who is refused in the middle of what it sends may find its connection reset after the answer.
  await new Promise((resolve) => socket.once('close', resolve));
  return answer;
}

const headersOf = (bytes: number): string => `GET / HTTP/1.1\r\nhost: a\r\nx-long: ${'a'.repeat(bytes)}\r\nconnection: close\r\n\r\n`;
const urlOf = (bytes: number): string => `GET /${'a'.repeat(bytes - 1)} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`;
const hostile: readonly { readonly name: string; readonly send: string; readonly status: number }[] = [
  { name: 'headers of 15 KiB', send: headersOf(15 * 1024), status: 200 },
  { name: 'headers over 16 KiB', send: headersOf(17 * 1024), status: 431 },
  { name: 'a URL of 8 KiB', send: urlOf(8 * 1024), status: 200 },
  { name: 'a URL one byte over 8 KiB', send: urlOf(8 * 1024 + 1), status: 414 },
  { name: 'a URL over all limits', send: urlOf(64 * 1024), status: 431 },
  { name: 'what is not HTTP', send: 'hello\r\n\r\n', status: 400 },
  { name: 'a TLS hello on a plain port', send: '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003', status: 400 },
  { name: 'no Host', send: 'GET / HTTP/1.1\r\n\r\n', status: 400 },
  { name: 'a header with a NUL', send: 'GET / HTTP/1.1\r\nhost: a\r\nx: \u0000\r\n\r\n', status: 400 },
  { name: 'two lengths', send: 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab', status: 400 },
  { name: 'a length and chunks', send: 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n', status: 400 },
  { name: 'a bad chunk', send: 'POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n', status: 400 },
];

for (const { name, send, status } of hostile) {
  test(`${name}: ${status}, and the listener goes on`, async (t) => {
    // A handler that waits for the body, so that an unreadable body comes first.
    const { port, url } = await start(t, { handler: (request, response) => request.on('end', () => response.end('ok')).resume() });
    const answer = await talk(port, send);
    assert.match(answer, new RegExp(`^HTTP/1\\.1 ${status} `));
    if (status !== 200 && name !== 'no Host') {
      const body = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)) as { message: string; errors: { message: string }[] };
      assert.equal(body.errors[0]?.message, body.message);
      assert.ok(body.message.length > 10);
    }
    assert.equal((await fetch(url)).status, 200);
  });
}

test('headers that do not come are given up on: 408', async (t) => {
  const { port } = await start(t, { limits: { headersTimeoutMs: 50, requestTimeoutMs: 100 } });
  assert.match(await talk(port, 'GET / HTTP/1.1\r\nhost: a\r\n'), /^HTTP\/1\.1 408 /);
});

test('a body that does not come is given up on: 408', async (t) => {
  const { port } = await start(t, { limits: { headersTimeoutMs: 50, requestTimeoutMs: 100 }, handler: (request) => void request.resume() });
  assert.match(await talk(port, 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\nab'), /^HTTP\/1\.1 408 /);
});

test('a connection on which nothing moves is cut', async (t) => {
  const { port } = await start(t, { limits: { idleTimeoutMs: 50 }, handler: () => undefined });
  assert.equal(await talk(port, 'GET / HTTP/1.1\r\nhost: a\r\n\r\n'), '');
});

test('a handler that throws or rejects is a 500 and a log line, not a crash', async (t) => {
  const errors: object[] = [];
  let isAsync = false;
  const { url } = await start(t, {
    log: { ...silent, error: (fields) => errors.push(fields) },
    handler: () => {
      if (isAsync) return Promise.reject(new Error('secret detail'));
      throw new Error('secret detail');
    },
  });
  for (const next of [false, true]) {
    isAsync = next;
    const response = await fetch(url);
    assert.equal(response.status, 500);
    assert.ok(!(await response.text()).includes('secret detail'));
  }
  assert.equal(errors.length, 2);
});

const letGo: readonly { readonly name: string; readonly read: (request: IncomingMessage, response: ServerResponse) => void }[] = [
  {
    name: 'stops listening when the answer is closed',
    read: (request, response) => {
      const onError = (): void => undefined;
      request.on('error', onError).resume();
      response.once('close', () => request.off('error', onError));
    },
  },
  {
    name: 'stops listening between the end and its being told',
    read: (request) => {
      const onError = (): void => undefined;
      const stop = (): void => void request.off('error', onError);
      request.on('error', onError).resume();
      request.once('aborted', () => process.nextTick(() => process.nextTick(stop)));
    },
  },
  { name: 'reads the whole body', read: (request, response) => void readBody(request, { maxBytes: 1000, signal: requestSignal(response, { timeoutMs: 10_000 }) }).catch(() => undefined) },
  { name: 'reads the body as a stream', read: (request) => void openBody(request).on('error', () => undefined).resume() },
];
for (const { name, read } of letGo) {
  test(`a client that leaves amid its body is no error of the process, where the handler ${name}`, async (t) => {
    const begun: (() => void)[] = [];
    const { port, url } = await start(t, {
      handler: (request, response) => {
        if (request.method === 'GET') return response.end('ok');
        read(request, response);
        return begun.shift()?.();
      },
    });
    for (let times = 0; times < 3; times += 1) {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      begun.push(() => resolve(undefined));
      const socket = connect(port, '127.0.0.1');
      socket.write('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\nhalf');
      await promise;
      socket.resetAndDestroy();
      await once(socket, 'close');
    }
    assert.equal((await fetch(url)).status, 200);
  });
}

test('a handler that fails amid its answer cuts the connection, so that nobody takes half for the whole', async (t) => {
  const { url } = await start(t, {
    handler: (_request, response) => {
      response.write('half');
      throw new Error('broken');
    },
  });
  await assert.rejects(async () => (await fetch(url)).text());
});

test('a port in use is told with the setting to change', async (t) => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  t.after(() => other.close());
  const { port } = other.address() as AddressInfo;
  await assert.rejects(start(t, { port }), {
    name: 'ListenFailed',
    code: 'EADDRINUSE',
    message: `address 127.0.0.1:${port} is already in use: stop the other program, or set THE_SETTING / --the-setting`,
  });
});

test('an address of another machine is told with the setting to change', async (t) => {
  await assert.rejects(start(t, { host: '192.0.2.1' }), { code: 'EADDRNOTAVAIL', message: 'address 192.0.2.1:0 is not one of this machine: set THE_SETTING / --the-setting' });
});

test('IPv6 is served and written with brackets', async (t) => {
  const { url, port } = await start(t, { host: '::1' });
  assert.equal(url, `http://[::1]:${port}`);
  assert.equal(await (await fetch(url)).text(), 'ok');
});

test('a listener on every address is told by a name that can be pasted', async (t) => {
  const { url, port, address } = await start(t, { host: '0.0.0.0' });
  assert.equal(address, '0.0.0.0');
  assert.equal(url, `http://localhost:${port}`);
});

test('close lets a request in progress end, and takes no new one', async (t) => {
  let finish = (): void => undefined;
  const { listener, url, port } = await start(t, {
    handler: (_request, response) => {
      response.write('begun ');
      finish = () => void response.end('ended');
    },
  });
  const outgoing = httpRequest(url).end();
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  const closing = listener.close(5000);
  const refused = connect(port, '127.0.0.1');
  await assert.rejects(once(refused, 'connect'), { code: 'ECONNREFUSED' });
  finish();
  let body = '';
  for await (const chunk of response) body += String(chunk);
  assert.equal(body, 'begun ended');
  await closing;
});

test('close does not wait for an idle connection', async (t) => {
  const { listener, port } = await start(t);
  const socket = connect(port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n');
  await once(socket, 'data');
  const startedAt = performance.now();
  await listener.close(10_000);
  assert.ok(performance.now() - startedAt < 5000);
  socket.destroy();
});

test('close cuts what does not end in time', async (t) => {
  const { listener, url } = await start(t, { handler: (_request, response) => void response.write('for ever') });
  const response = await fetch(url);
  await listener.close(50);
  await assert.rejects(response.text());
});
