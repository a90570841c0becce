// Whatever answers at the server's address, the person reads one sentence that says what to do.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { z } from 'zod';
import { createApiClient } from './api-client.ts';
import { CliFailure, formatFailure } from './failure.ts';

const answer = z.object({ ok: z.boolean() });

/** A foreign server of one behaviour. */
async function serve(t: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): RequestListener {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
}

const problem = { detail: 'the sentence', message: 'the sentence' };

const cases: readonly { readonly name: string; readonly listener: RequestListener; readonly told: RegExp; readonly answerTimeoutMs?: number }[] = [
  { name: 'a refusal is told in its own words', listener: json(403, problem), told: /^pullgate: the sentence$/ },
  { name: 'one problem is told in one line', listener: json(400, { ...problem, fields: { name: ['is too long'] } }), told: /^pullgate: name: is too long$/ },
  {
    name: 'several problems stand one on a line',
    listener: json(400, { ...problem, fields: { name: ['is too long', 'is taken'], role: ['is unknown'] } }),
    told: /^pullgate: the server refused the request: correct these\n {2}name: is too long\n {2}name: is taken\n {2}role: is unknown$/,
  },
  { name: 'a limit tells when it ends', listener: json(429, problem, { 'retry-after': '7' }), told: /^pullgate: the sentence \(again in 7 s\)$/ },
  { name: "the server's failure names the request", listener: json(500, problem, { 'x-request-id': 'abc' }), told: /^pullgate: the server failed: the sentence \(request abc: see its log\)$/ },
  { name: 'control characters do not reach the terminal', listener: json(403, { detail: 'red \u001b[31m' }), told: /^pullgate: red \?\[31m$/ },
  { name: "a refusal of another API's shape is none of Pullgate's", listener: json(404, { errors: [] }), told: /^pullgate: http:\S+ answered with status 404 and not as Pullgate's admin API: / },
  { name: 'a redirect is not followed', listener: (_request, response) => response.writeHead(301, { location: 'https://elsewhere.example/' }).end(), told: /redirects to https:\/\/elsewhere\.example\/: give that server's address with --server$/ },
  { name: 'a web page is no answer', listener: (_request, response) => response.end('<html>'), told: /does not answer as Pullgate's admin API: give its address with --server/ },
  { name: 'another shape is another version', listener: json(200, { ok: 'yes' }), told: /in a shape that this pullgate does not know: use the server's own version\n {2}ok: / },
  {
    name: 'an answer without end is cut',
    listener: (_request, response) => {
      const send = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(1024 * 1024))) continue;
        if (!response.destroyed) response.once('drain', send);
      };
      send();
    },
    told: /answered with more than 16 MiB: ask for less$/,
  },
  { name: 'a connection cut short is no answer', listener: (request) => request.socket.destroy(), told: /^pullgate: cannot reach http:\S+: is the server running\? start it with npm start$/ },
  { name: 'silence ends', listener: () => undefined, answerTimeoutMs: 100, told: /did not answer within 0\.1 s: try again, or look at its log$/ },
];

for (const { name, listener, told, answerTimeoutMs = 30_000 } of cases) {
  test(name, async (t) => {
    const client = createApiClient({ server: await serve(t, listener), version: '1', answerTimeoutMs });
    await assert.rejects(client.call({ method: 'GET', path: '/', answer }), (failure) => {
      assert.ok(failure instanceof CliFailure);
      assert.match(formatFailure(failure), told);
      return true;
    });
  });
}

test('a call carries token, body and revision, and its answer is parsed', async (t) => {
  const seen: unknown[] = [];
  const server = await serve(t, (request, response) => {
    seen.push(request.method, request.url, request.headers.authorization, request.headers['if-match'], request.headers['content-type'], request.headers['user-agent']);
    json(200, { ok: true, more: 1 })(request, response);
  });
  const client = createApiClient({ server, version: '1.2.3', accessToken: 'token' });
  assert.deepEqual(await client.call({ method: 'PUT', path: '/v2/x?y=1', body: {}, ifRevision: 7, answer }), { ok: true });
  assert.deepEqual(seen, ['PUT', '/v2/x?y=1', 'Bearer token', '"7"', 'application/json', 'pullgate-cli/1.2.3']);
});

test('no body is an answer where none is expected', async (t) => {
  const client = createApiClient({ server: await serve(t, (_request, response) => response.writeHead(204).end()), version: '1' });
  await assert.doesNotReject(client.call({ method: 'DELETE', path: '/', answer: z.undefined() }));
});
