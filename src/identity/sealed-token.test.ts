// Access tokens that carry an upstream token: readable here alone, no longer than that token lives.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createGatewayTokens } from './gateway-token.ts';
import { generateSigningKey } from './signing-key.ts';
import type { UpstreamSignIn } from './upstream-identity.port.ts';

const startMs = Date.UTC(2026, 0, 10);
const jane = { kind: 'user', id: 'id-of-jane', name: 'jane', scopes: ['repo:admin'] } as const;
const upstream: UpstreamSignIn = { registry: 'docker.io', key: 'k', scheme: 'bearer', token: 'x'.repeat(4000), expiresAtMs: startMs + 240_500, scopes: ['repository:acme/app:pull'] };
const key = await generateSigningKey('gateway');

function start(signingKey = key): { readonly tokens: ReturnType<typeof createGatewayTokens>; readonly passTime: (ms: number) => void } {
  let nowMs = startMs;
  return { tokens: createGatewayTokens({ key: signingKey, now: () => nowMs }), passTime: (ms) => (nowMs += ms) };
}

test('another process with the same key reads it, and finds all that was put in', async () => {
  const { token, expiresInSeconds } = await start().tokens.issueAccessToken(jane, { credentialVersion: 3, upstream });
  assert.equal(expiresInSeconds, 240);
  const verified = await start().tokens.verifyAccessToken(token);
  assert.deepEqual(verified, { subjectKind: 'user', subjectId: 'id-of-jane', subjectName: 'jane', credentialVersion: 3, issuedAtMs: startMs, expiresAtMs: startMs + 240_000, upstream });
});

test('nothing of it can be read from the token, which fits into a header of 8 KiB', async () => {
  const { token } = await start().tokens.issueAccessToken(jane, { credentialVersion: 3, upstream });
  assert.ok(token.length < 6000, String(token.length));
  const readable = token.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1')).join();
  for (const text of ['xxxx', 'jane', 'acme']) assert.ok(!readable.includes(text), text);
});

test('the longest upstream token there may be is carried', async () => {
  const { tokens } = start();
  const { token } = await tokens.issueAccessToken(jane, { credentialVersion: 3, upstream: { ...upstream, token: 'y'.repeat(8192), scopes: Array.from({ length: 3 }, () => `repository:${'a'.repeat(100)}:pull`) } });
  assert.equal((await start().tokens.verifyAccessToken(token))?.upstream?.token.length, 8192);
});

test('it ends with the upstream token, remembered or not', async () => {
  const { tokens, passTime } = start();
  const { token } = await tokens.issueAccessToken(jane, { credentialVersion: 3, upstream });
  assert.ok(await tokens.verifyAccessToken(token));
  assert.ok(tokens.rememberedAccessToken(token));
  passTime(240_000);
  assert.equal(tokens.rememberedAccessToken(token), undefined);
  assert.equal(await tokens.verifyAccessToken(token), undefined);
});

test('what was changed, is of another key or is no access token is refused', async () => {
  const { tokens } = start();
  const { token } = await tokens.issueAccessToken(jane, { credentialVersion: 3, upstream });
  const parts = token.split('.');
  const changed = [...parts.slice(0, 3), `A${parts[3]?.slice(1) ?? ''}`, parts[4] ?? ''].join('.');
  const foreign = start(await generateSigningKey('gateway')).tokens;
  assert.equal(changed === token ? undefined : await tokens.verifyAccessToken(changed), undefined);
  assert.equal(await foreign.verifyAccessToken(token), undefined);
  assert.equal(await tokens.verifyRefreshToken(token), undefined);
  assert.equal(await tokens.verifyAccessToken('a.b.c.d.e'), undefined);
});

test('credentials of the Basic scheme are not kept in memory, and no refresh token is given', async () => {
  const { tokens } = start();
  const { token } = await tokens.issueAccessToken(jane, { credentialVersion: 3, upstream: { ...upstream, scheme: 'basic', token: 'c2VjcmV0' } });
  assert.equal((await tokens.verifyAccessToken(token))?.upstream?.scheme, 'basic');
  assert.equal(tokens.rememberedAccessToken(token), undefined);
  await assert.rejects(tokens.issueRefreshToken(jane, { credentialVersion: 3, upstream }), /no refresh token can be given/);
});
