// Gateway tokens: ours verify until they expire, and nothing else ever does.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import test from 'node:test';
import fc from 'fast-check';
import { decodeJwt, decodeProtectedHeader, SignJWT } from 'jose';
import type { Subject, UserSubject } from '../core/policy/access-request.ts';
import { createGatewayTokens } from './gateway-token.ts';
import { generateSigningKey, importSigningKey } from './signing-key.ts';

const startMs = Date.UTC(2026, 0, 1);
const key = await generateSigningKey('gateway');
const mike: UserSubject = { kind: 'user', id: 'u1', name: 'mike', tokenId: 't1', scopes: ['repo:admin'] };

function start() {
  let nowMs = startMs;
  return { tokens: createGatewayTokens({ key, now: () => nowMs }), pass: (ms: number) => (nowMs += ms) };
}

const subjects: readonly { readonly subject: Subject; readonly credentialVersion?: number; readonly expect: object }[] = [
  { subject: mike, expect: { subjectKind: 'user', subjectId: 'u1', subjectName: 'mike', tokenId: 't1' } },
  { subject: { kind: 'user', id: 'u1', name: 'mike', scopes: ['repo:admin'] }, credentialVersion: 7, expect: { subjectKind: 'user', subjectId: 'u1', subjectName: 'mike', credentialVersion: 7 } },
  { subject: { kind: 'organization-token', organization: 'acme', tokenId: 't2' }, expect: { subjectKind: 'organization-token', subjectId: 't2', subjectName: 'acme', tokenId: 't2' } },
  { subject: { kind: 'anonymous' }, expect: { subjectKind: 'anonymous', subjectId: '', subjectName: '' } },
];
for (const { subject, credentialVersion, expect } of subjects) {
  test(`a token of ${JSON.stringify(expect)} says so when verified, and verified again`, async () => {
    const { tokens } = start();
    const { token, expiresInSeconds, issuedAt } = await tokens.issueAccessToken(subject, credentialVersion === undefined ? {} : { credentialVersion });
    assert.equal(expiresInSeconds, 300);
    assert.equal(issuedAt, '2026-01-01T00:00:00.000Z');
    for (let time = 0; time < 2; time++) assert.deepEqual(await tokens.verifyAccessToken(token), { ...expect, issuedAtMs: startMs, expiresAtMs: startMs + 300_000 });
    assert.deepEqual(await createGatewayTokens({ key, now: () => startMs }).verifyAccessToken(token), { ...expect, issuedAtMs: startMs, expiresAtMs: startMs + 300_000 });
  });
}

test('a token says who asks and nothing about what is permitted', async () => {
  const { token } = await start().tokens.issueAccessToken(mike);
  assert.deepEqual(Object.keys(decodeJwt(token)).sort(), ['aud', 'exp', 'iat', 'iss', 'jti', 'kind', 'name', 'sub', 'tid']);
  assert.deepEqual(decodeProtectedHeader(token), { alg: 'EdDSA', typ: 'JWT', kid: key.id });
});

test('a person is given nothing that neither a token nor a password could end', async () => {
  await assert.rejects(start().tokens.issueAccessToken({ kind: 'user', id: 'u1', name: 'mike', scopes: [] }));
});

test('a token ends after 300 s, also when it was verified before', async () => {
  const { tokens, pass } = start();
  const { token } = await tokens.issueAccessToken(mike);
  pass(299_000);
  assert.ok(await tokens.verifyAccessToken(token));
  pass(1000);
  assert.equal(await tokens.verifyAccessToken(token), undefined);
});

test('a token is remembered from its first verification until it ends', async () => {
  const { tokens, pass } = start();
  const { token } = await tokens.issueAccessToken(mike);
  assert.equal(tokens.rememberedAccessToken(token), undefined);
  const verified = await tokens.verifyAccessToken(token);
  assert.equal(tokens.rememberedAccessToken(token), verified);
  assert.equal(tokens.rememberedAccessToken(`${token}A`), undefined);
  pass(300_000);
  assert.equal(tokens.rememberedAccessToken(token), undefined);
});

test('what does not verify is not remembered', async () => {
  const { tokens } = start();
  const refresh = await tokens.issueRefreshToken(mike);
  assert.equal(await tokens.verifyAccessToken(refresh), undefined);
  assert.equal(tokens.rememberedAccessToken(refresh), undefined);
});

test('a refresh token is good for 30 days, and for refreshing alone', async () => {
  const { tokens, pass } = start();
  const refresh = await tokens.issueRefreshToken({ kind: 'user', id: 'u1', name: 'mike', scopes: [] }, { credentialVersion: 3 });
  const { token } = await tokens.issueAccessToken(mike);
  assert.equal((await tokens.verifyRefreshToken(refresh))?.credentialVersion, 3);
  assert.equal(await tokens.verifyAccessToken(refresh), undefined);
  assert.equal(await tokens.verifyRefreshToken(token), undefined);
  pass(30 * 24 * 3600 * 1000 - 1000);
  assert.ok(await tokens.verifyRefreshToken(refresh));
  pass(1000);
  assert.equal(await tokens.verifyRefreshToken(refresh), undefined);
});

const base64url = (value: object | string): string => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const good = (await start().tokens.issueAccessToken(mike)).token;
const [goodHeader = '', goodPayload = '', goodSignature = ''] = good.split('.');
const claims = decodeJwt(good);
const { privateKey } = await importSigningKey(key, 'gateway');
const sign = (payload: object): Promise<string> => new SignJWT({ ...payload }).setProtectedHeader({ alg: 'EdDSA' }).sign(privateKey);
const hmacBody = `${base64url({ alg: 'HS256', typ: 'JWT' })}.${goodPayload}`;
const without = (name: string): object => Object.fromEntries(Object.entries(claims).filter(([claim]) => claim !== name));

const forged: readonly { readonly name: string; readonly token: string }[] = [
  { name: 'empty', token: '' },
  { name: 'no JWT', token: 'hello' },
  { name: 'dots alone', token: '..' },
  { name: 'no signature', token: `${goodHeader}.${goodPayload}.` },
  { name: 'alg none', token: `${base64url({ alg: 'none' })}.${goodPayload}.` },
  { name: 'HS256 keyed with the public key', token: `${hmacBody}.${createHmac('sha256', String(key.privateJwk['x'])).update(hmacBody).digest('base64url')}` },
  { name: 'a changed claim', token: `${goodHeader}.${base64url({ ...claims, sub: 'u2' })}.${goodSignature}` },
  { name: 'another key', token: (await createGatewayTokens({ key: await generateSigningKey('gateway'), now: () => startMs }).issueAccessToken(mike)).token },
  { name: 'another issuer', token: await sign({ ...claims, iss: 'https://auth.docker.io' }) },
  { name: 'another audience', token: await sign({ ...claims, aud: 'registry.docker.io' }) },
  { name: 'no subject', token: await sign(without('sub')) },
  { name: 'no expiry', token: await sign(without('exp')) },
  { name: 'an unknown kind', token: await sign({ ...claims, kind: 'root' }) },
  { name: 'a person bound to nothing', token: await sign(without('tid')) },
  { name: 'over-long', token: `${good}${'A'.repeat(5000)}` },
];
for (const { name, token } of forged) {
  test(`refused: ${name}`, async () => {
    assert.equal(await start().tokens.verifyAccessToken(token), undefined);
  });
}

test('what the tests above forge from is itself accepted', async () => {
  assert.ok(await start().tokens.verifyAccessToken(await sign(claims)));
});

test('no text makes verifying throw', async () => {
  const { tokens } = start();
  const part = fc.oneof(fc.string(), fc.base64String(), fc.constantFrom(goodHeader, goodPayload, goodSignature));
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 5 }), async (parts) => {
      const token = parts.join('.');
      fc.pre(token !== good);
      assert.equal(await tokens.verifyAccessToken(token), undefined);
    }),
  );
});
