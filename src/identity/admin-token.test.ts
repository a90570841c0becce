// Tokens of the admin API: the shape that Docker Hub's tools read, for ten minutes, of this installation alone.
import assert from 'node:assert/strict';
import test from 'node:test';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { createAdminTokens } from './admin-token.ts';
import { createGatewayTokens } from './gateway-token.ts';
import { generateSigningKey } from './signing-key.ts';

const startMs = Date.UTC(2026, 0, 1);
const key = await generateSigningKey('admin');
const issuer = 'http://127.0.0.1:8080';
const start = () => {
  let nowMs = startMs;
  return { tokens: createAdminTokens({ key, issuer, now: () => nowMs }), pass: (ms: number) => (nowMs += ms) };
};
const mike = { kind: 'user', id: 'u1', name: 'mike', tokenId: 't1', scopes: ['repo:write', 'repo:read'] } as const;

test("a token has the claims that Docker's tools read", async () => {
  const { token, expiresInSeconds } = await start().tokens.issue({ subject: mike, email: 'mike@example.com' });
  assert.equal(expiresInSeconds, 600);
  assert.equal(decodeProtectedHeader(token).alg, 'RS256');
  const { 'https://hub.docker.com': person, scope, iss, sub, exp } = decodeJwt(token);
  assert.deepEqual(person, { uuid: 'u1', username: 'mike', email: 'mike@example.com', source: 'docker_pat|t1' });
  assert.deepEqual({ scope, iss, sub, exp }, { scope: 'repo:write repo:read', iss: issuer, sub: 'u1', exp: startMs / 1000 + 600 });
});

test('a token verifies for ten minutes', async () => {
  const { tokens, pass } = start();
  const { token } = await tokens.issue({ subject: mike });
  assert.deepEqual(await tokens.verify(token), { subjectKind: 'user', subjectId: 'u1', subjectName: 'mike', tokenId: 't1', scopes: ['repo:write', 'repo:read'], issuedAtMs: startMs, expiresAtMs: startMs + 600_000 });
  pass(600_000);
  assert.equal(await tokens.verify(token), undefined);
});

test('a sign-in with the password is bound to it, one with an OAT to the OAT', async () => {
  const { tokens } = start();
  const password = await tokens.issue({ subject: { kind: 'user', id: 'u1', name: 'mike', scopes: ['repo:admin'] }, credentialVersion: 4 });
  assert.equal((await tokens.verify(password.token))?.credentialVersion, 4);
  const organization = await tokens.issue({ subject: { kind: 'organization-token', organization: 'acme', tokenId: 't2' } });
  assert.deepEqual(await tokens.verify(organization.token), { subjectKind: 'organization-token', subjectId: 't2', subjectName: 'acme', tokenId: 't2', scopes: [], issuedAtMs: startMs, expiresAtMs: startMs + 600_000 });
});

test('tokens of the gateway, of another installation and nonsense are refused', async () => {
  const { tokens } = start();
  const gateway = createGatewayTokens({ key: await generateSigningKey('gateway'), now: () => startMs });
  const elsewhere = createAdminTokens({ key, issuer: 'http://elsewhere', now: () => startMs });
  const foreign = createAdminTokens({ key: await generateSigningKey('admin'), issuer, now: () => startMs });
  const refused = [(await gateway.issueAccessToken(mike)).token, (await elsewhere.issue({ subject: mike })).token, (await foreign.issue({ subject: mike })).token, '', 'a.b.c', 'x'.repeat(10_000)];
  for (const token of refused) assert.equal(await tokens.verify(token), undefined);
});
