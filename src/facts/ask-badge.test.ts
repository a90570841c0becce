// What Docker Hub, or whatever stands in its place, may answer when it is asked for a badge.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { createAskBadge } from './ask-badge.ts';
import type { BadgeAnswer } from './ask-badge.ts';

const nowMs = Date.UTC(2026, 10, 21, 12);

async function open(t: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const json = (body: unknown): RequestListener => (_request, response) => void response.setHeader('Content-Type', 'application/json').end(JSON.stringify(body));
const status = (code: number, headers: Readonly<Record<string, string>> = {}): RequestListener => (_request, response) => void response.writeHead(code, headers).end('{"message":"x"}');
const organization = (badge: unknown) => json({ id: 'a', orgname: 'Bitnami', type: 'Organization', badge });

const cases: readonly { readonly what: string; readonly listener: RequestListener; readonly is: BadgeAnswer | RegExp }[] = [
  { what: 'a verified publisher', listener: organization('verified_publisher'), is: { kind: 'organization', badge: 'verified_publisher' } },
  { what: 'a badge of a later day', listener: organization('dhi'), is: { kind: 'organization', badge: 'dhi' } },
  { what: 'no badge', listener: organization(''), is: { kind: 'organization', badge: '' } },
  { what: 'null for no badge', listener: organization(null), is: { kind: 'organization', badge: '' } },
  { what: 'nobody', listener: status(404), is: { kind: 'none' } },
  { what: "a person, by Docker Hub's own redirect", listener: status(308, { Location: '/v2/users/bitnami' }), is: { kind: 'none' } },
  { what: 'seconds to wait', listener: status(429, { 'Retry-After': '7' }), is: { kind: 'limited', retryAfterMs: 7000 } },
  { what: 'a date to wait for', listener: status(429, { 'Retry-After': new Date(nowMs + 9000).toUTCString() }), is: { kind: 'limited', retryAfterMs: 9000 } },
  { what: "Docker Hub's own time to wait for", listener: status(429, { 'X-Retry-After': String(nowMs / 1000 + 3) }), is: { kind: 'limited', retryAfterMs: 3000 } },
  { what: 'a limit without a time', listener: status(429), is: { kind: 'limited', retryAfterMs: 60_000 } },
  { what: 'an organization without the field', listener: json({ orgname: 'bitnami' }), is: /no organization with a badge/ },
  { what: 'another organization', listener: json({ orgname: 'other', badge: 'verified_publisher' }), is: /another organization/ },
  { what: 'a badge that is no text', listener: organization(1), is: /no organization with a badge/ },
  { what: 'a page', listener: (_request, response) => void response.end('<html>Just a moment...</html>'), is: /no organization with a badge/ },
  { what: 'nothing', listener: (_request, response) => void response.end(), is: /no organization with a badge/ },
  { what: 'a redirect to elsewhere', listener: status(302, { Location: 'http://login.portal.example/' }), is: /answers 302/ },
  { what: 'a failure', listener: status(500), is: /answers 500/ },
  { what: 'a refusal', listener: status(403), is: /answers 403/ },
  { what: 'more than may be', listener: (_request, response) => void response.end(JSON.stringify({ orgname: 'bitnami', badge: 'open_source', more: 'x'.repeat(65_536) })), is: /larger than 64 KiB/ },
  { what: 'a connection that ends', listener: (request) => void request.socket.destroy(), is: /cannot be reached/ },
  { what: 'silence', listener: () => undefined, is: /did not answer within 0\.2 s/ },
];

for (const { what, listener, is } of cases) {
  test(`an address that answers ${what}`, async (t) => {
    const ask = createAskBadge({ address: await open(t, listener), userAgent: 'pullgate/test', now: () => nowMs, timeoutMs: what === 'silence' ? 200 : 10_000 });
    const answer = await ask('bitnami', new AbortController().signal);
    if (is instanceof RegExp) assert.match(answer.kind === 'failed' ? answer.problem : JSON.stringify(answer), is);
    else assert.deepEqual(answer, is);
  });
}

test('one namespace is asked for by its own address, with nothing that says who asks', async (t) => {
  const seen: unknown[] = [];
  const address = await open(t, (request, response) => {
    seen.push(request.method, request.url, request.headers.authorization, request.headers.cookie, request.headers['user-agent']);
    response.end('{}');
  });
  await createAskBadge({ address, userAgent: 'pullgate/test', now: () => nowMs })('a/../b?', new AbortController().signal);
  assert.deepEqual(seen, ['GET', '/v2/orgs/a%2F..%2Fb%3F/', undefined, undefined, 'pullgate/test']);
});

test('whoever stops waiting stops asking', async (t) => {
  const address = await open(t, () => undefined);
  const stop = new AbortController();
  const asking = createAskBadge({ address, userAgent: 'pullgate/test', now: () => nowMs })('bitnami', stop.signal);
  stop.abort(new Error('stopped'));
  await assert.rejects(asking, /stopped/);
});
