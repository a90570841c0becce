// Passwords: right ones pass, nothing else does, and a name that does not exist costs as much.
import assert from 'node:assert/strict';
import test from 'node:test';
import { hashCheaply } from '../../test/identity/cheap-password.ts';
import { hashPassword, InvalidPasswordHash, verifyPassword } from './password.ts';

const hash = await hashPassword('correct horse');

test('a password verifies against its own hash alone', async () => {
  assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  assert.equal(await verifyPassword('correct horse', hash), true);
  assert.equal(await verifyPassword('Correct horse', hash), false);
  assert.equal(await verifyPassword('', hash), false);
  assert.notEqual(await hashPassword('correct horse'), hash);
});

test('hashes of the reference implementation verify', async () => {
  // argon2's own test.c: password, somesalt.
  assert.equal(await verifyPassword('password', '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4'), true);
  assert.equal(await verifyPassword('Password', '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4'), false);
});

test('the same characters as other code points are the same password', async () => {
  assert.equal(await verifyPassword('caf\u0065\u0301', hashCheaply('caf\u00e9')), true);
});

test('no account: false, after as much work', async () => {
  const spent: { stored: string | undefined; cpuUs: number }[] = [];
  // The processor's time, not the clock's, which others on the machine use as well. Without the work it would be a thousandth.
  for (const stored of [undefined, hash, undefined, hash]) {
    const before = process.cpuUsage();
    assert.equal(await verifyPassword('wrong', stored), false);
    const { user, system } = process.cpuUsage(before);
    spent.push({ stored, cpuUs: user + system });
  }
  const leastUs = (stored: string | undefined): number => Math.min(...spent.filter((one) => one.stored === stored).map(({ cpuUs }) => cpuUs));
  assert.ok(leastUs(undefined) > leastUs(hash) / 4, JSON.stringify(spent.map(({ cpuUs }) => cpuUs)));
});

for (const damaged of [
  '',
  'plain text',
  '$argon2i$v=19$m=19456,t=2,p=1$c29tc2FsdHNvbWVzYWx0$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHApl8ArZWb2GRPPc',
  '$argon2id$v=19$m=99999999,t=2,p=1$c29tc2FsdHNvbWVzYWx0$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHApl8ArZWb2GRPPc',
  '$argon2id$v=19$m=19456,t=2,p=1$c29tc2FsdHNvbWVzYWx0$',
]) {
  test(`a damaged hash is an error, not a refusal: \`${damaged.slice(0, 40)}\``, async () => {
    await assert.rejects(verifyPassword('password', damaged), InvalidPasswordHash);
  });
}
