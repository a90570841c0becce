// Whatever is sent, the answer has the status and code of its specification, and nothing of it reaches upstream.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createGatewayTokens } from '../../src/identity/gateway-token.ts';
import { generateSigningKey } from '../../src/identity/signing-key.ts';
import { startGate } from './gate.ts';
import type { Gate } from './gate.ts';

let gate: Gate;
before(async () => {
  gate = await startGate();
  gate.hub.add('library/nginx', 'latest');
});
after(() => gate.close());

const hex = 'a'.repeat(64);

interface Reply {
  readonly status: number;
  readonly head: string;
  readonly code: string | undefined;
  readonly message: string | undefined;
}

/** Sends the request line byte for byte: every client library would clean it up first. */
async function send(target: string, { method = 'GET', headers = [] }: { method?: string; headers?: readonly string[] } = {}): Promise<Reply> {
  const host = headers.some((header) => header.startsWith('Host:')) ? [] : ['Host: gate.example:5000'];
  const lines = [`${method} ${target} HTTP/1.1`, ...host, `Authorization: Bearer ${gate.owner.token}`, 'Connection: close', ...headers];
  const reply = await gate.raw(`${lines.join('\r\n')}\r\n\r\n`);
  const end = reply.indexOf('\r\n\r\n');
  const [head, body] = [reply.slice(0, end), reply.slice(end + 4)];
  const errors = body === '' ? [] : (JSON.parse(body) as { errors: { code: string; message: string }[] }).errors;
  return { status: Number(head.slice(9, 12)), head, code: errors[0]?.code, message: errors[0]?.message };
}

const targets: readonly { readonly target: string; readonly status: number; readonly code?: string }[] = [
  { target: '/v2/../manifests/latest', status: 400, code: 'NAME_INVALID' },
  { target: '/v2/library/../../etc/passwd/manifests/latest', status: 400, code: 'NAME_INVALID' },
  { target: '/v2/library/./nginx/manifests/latest', status: 400, code: 'NAME_INVALID' },
  { target: '/v2/library%2fnginx/manifests/latest', status: 400, code: 'NAME_INVALID' },
  { target: '/v2/library%2Fnginx/manifests/latest', status: 400, code: 'NAME_INVALID' },
  { target: '/v2/%2e%2e/nginx/manifests/latest', status: 400, code: 'NAME_INVALID' },
  { target: '/v2/library/nginx%00/manifests/latest', status: 400, code: 'NAME_INVALID' },
  { target: '/v2/library//nginx/manifests/latest', status: 400, code: 'NAME_INVALID' },
  { target: '/v2//library/nginx/manifests/latest', status: 400, code: 'NAME_INVALID' },
  { target: '/v2/Library/Nginx/manifests/latest', status: 400, code: 'NAME_INVALID' },
  { target: '/v2/library/ngi~nx/manifests/latest', status: 400, code: 'NAME_INVALID' },
  { target: '/v2/library\\nginx/manifests/latest', status: 400, code: 'NAME_INVALID' },
  { target: `/v2/${'a'.repeat(256)}/manifests/latest`, status: 400, code: 'NAME_INVALID' },
  { target: `/v2/${'a/'.repeat(2100)}b/manifests/latest`, status: 414, code: 'NAME_INVALID' },
  { target: `/v2/nginx/manifests/${'a'.repeat(129)}`, status: 400, code: 'TAG_INVALID' },
  { target: '/v2/nginx/manifests/.hidden', status: 400, code: 'TAG_INVALID' },
  { target: `/v2/nginx/manifests/sha256:${'a'.repeat(63)}`, status: 400, code: 'DIGEST_INVALID' },
  { target: `/v2/nginx/manifests/sha256:${'A'.repeat(64)}`, status: 400, code: 'DIGEST_INVALID' },
  { target: `/v2/nginx/manifests/md5:${'a'.repeat(32)}`, status: 400, code: 'DIGEST_INVALID' },
  { target: `/v2/nginx/blobs/sha512:${hex}`, status: 400, code: 'DIGEST_INVALID' },
  { target: '/v2/nginx/blobs/latest', status: 400, code: 'DIGEST_INVALID' },
  { target: '/v2/nginx/referrers/latest', status: 400, code: 'DIGEST_INVALID' },
  { target: '/v2/_catalog', status: 404, code: 'UNSUPPORTED' },
  { target: '/v2/nginx', status: 404, code: 'UNSUPPORTED' },
  { target: '/v2/nginx/tags/other', status: 404, code: 'UNSUPPORTED' },
  { target: '/v2/nginx/tags/list?n=many', status: 400, code: 'UNSUPPORTED' },
  { target: '/v2/nginx/tags/list?last=..%2f..', status: 400, code: 'UNSUPPORTED' },
  { target: '/v2/nginx/manifests/latest?ns=..%2Fetc', status: 400, code: 'NAME_INVALID' },
  { target: '/v2/nginx/manifests/latest?ns=a&ns=b', status: 400, code: 'UNSUPPORTED' },
  { target: `/v2/nginx/referrers/sha256:${hex}?artifactType=%0d%0a`, status: 400, code: 'UNSUPPORTED' },
  { target: '/v1/search', status: 404, code: 'UNSUPPORTED' },
  { target: '/v2x', status: 404, code: 'UNSUPPORTED' },
  { target: '/', status: 404, code: 'UNSUPPORTED' },
  { target: 'http://elsewhere.example/v2/', status: 404, code: 'UNSUPPORTED' },
  { target: '*', status: 404, code: 'UNSUPPORTED' },
  { target: `/v2/nginx/manifests/latest?${'x'.repeat(9000)}`, status: 414 },
];

for (const { target, status, code } of targets) {
  test(`${target.slice(0, 60)} is answered with ${status} ${code ?? ''}`, async () => {
    const asked = gate.hub.seen.length;
    const reply = await send(target);
    assert.equal(reply.status, status);
    if (code !== undefined) assert.equal(reply.code, code);
    assert.ok((reply.message ?? '').length > 10);
    assert.equal(gate.hub.seen.length, asked);
  });
}

test('a NUL byte in the path, and a raw control character in a header, are refused by the parser', async () => {
  assert.equal((await send('/v2/ng\0inx/manifests/latest')).status, 400);
  assert.equal((await send('/v2/', { headers: ['X-A: b\0c'] })).status, 400);
});

test('headers over their limit are answered with 431', async () => {
  assert.equal((await send('/v2/', { headers: [`X-Long: ${'x'.repeat(20_000)}`] })).status, 431);
});

for (const host of ['gate"example', 'gate example', 'gate/..', 'user@gate', '']) {
  test(`host ${JSON.stringify(host)} is answered with 400, and never ends up in a challenge`, async () => {
    const reply = await send('/v2/', { headers: [`Host: ${host}`] });
    assert.equal(reply.status, 400);
    assert.doesNotMatch(reply.head, /www-authenticate/i);
  });
}

for (const range of ['bytes=5-1', 'bytes=a-b', 'bytes=', 'bytes=--1', 'bytes=-0']) {
  test(`range ${range} is answered with 416`, async () => {
    const blob = gate.hub.add('library/nginx', 'ranged').blob;
    const reply = await send(`/v2/nginx/blobs/${blob}`, { headers: [`Range: ${range}`] });
    assert.deepEqual([reply.status, reply.code], [416, 'RANGE_INVALID']);
  });
}

/** What each endpoint has besides reading; an upload is started before it is anything else. */
const endpoints: readonly (readonly [target: string, methods: readonly string[]])[] = [
  ['/v2/nginx/manifests/latest', ['GET', 'HEAD', 'PUT', 'DELETE']],
  [`/v2/nginx/blobs/sha256:${hex}`, ['GET', 'HEAD', 'DELETE']],
  ['/v2/nginx/blobs/uploads/', ['POST']],
  ['/v2/nginx/tags/list', ['GET', 'HEAD']],
  ['/v2/', ['GET', 'HEAD']],
  ['/healthz', ['GET', 'HEAD']],
  ['/readyz', ['GET', 'HEAD']],
];

for (const method of ['PUT', 'POST', 'PATCH', 'DELETE', 'OPTIONS']) {
  test(`${method} is answered with 405 and the methods there are, where it is none of them`, async () => {
    for (const [target, methods] of endpoints.filter(([, others]) => !others.includes(method))) {
      const reply = await send(target, { method });
      assert.deepEqual([reply.status, reply.code], [405, 'UNSUPPORTED'], target);
      assert.match(reply.head, new RegExp(`^allow: ${methods.join(', ')}\\r?$`, 'im'), target);
    }
  });
}

test('the address of an upload that nobody started is of no use', async () => {
  assert.equal((await send('/v2/nginx/blobs/uploads/4f2a')).status, 401);
});

test('a token that is malformed, foreign, expired or for another use is answered with a challenge for a new one', async () => {
  const subject = { kind: 'user', id: gate.owner.id, name: 'olga', tokenId: gate.owner.tokenId, scopes: [] } as const;
  const foreign = createGatewayTokens({ key: await generateSigningKey('gateway'), now: () => Date.now() });
  const anHourAgo = createGatewayTokens({ key: gate.signingKey, now: () => Date.now() - 3_600_000 });
  const [header, payload, signature] = gate.owner.token.split('.');
  const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload ?? ''}.`;
  const tokens: Readonly<Record<string, string>> = {
    malformed: 'abc',
    empty: '',
    huge: 'a'.repeat(8000),
    foreign: (await foreign.issueAccessToken(subject)).token,
    expired: (await anHourAgo.issueAccessToken(subject)).token,
    unsigned,
    altered: `${header ?? ''}.${payload ?? ''}x.${signature ?? ''}`,
    refresh: await gate.tokens.issueRefreshToken(subject),
  };
  for (const [kind, token] of Object.entries(tokens)) {
    const answer = await gate.get('/v2/nginx/manifests/latest', { token });
    assert.equal(answer.status, 401, kind);
    assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer realm="[^"]+\/token",service="[^"]+",scope="repository:nginx:pull",error="invalid_token"$/, kind);
  }
});

test('credentials of another scheme are no token', async () => {
  const answer = await gate.get('/v2/', { headers: { authorization: 'Basic b2xnYTpwYXNzd29yZA==' } });
  assert.equal(answer.status, 401);
  assert.doesNotMatch(answer.headers.get('www-authenticate') ?? '', /error=/);
});

test('probes answer anybody', async () => {
  for (const path of ['/healthz', '/readyz', '/healthz?x=1']) assert.equal((await gate.get(path)).status, 200, path);
});
