// The first start of an installation: once, whole, and never again.
import assert from 'node:assert/strict';
import test from 'node:test';
import { InvalidFirstStart, prepareFirstStart } from '../../src/admin/installation/first-start.ts';
import { createSignIn } from '../../src/identity/authenticate.ts';
import { inspectSecret } from '../../src/identity/secret.ts';
import { openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.ts';
import { createLog } from '../../src/telemetry/log.ts';

const now = (): number => Date.UTC(2026, 10, 21, 12);
const names = { organization: 'acme', ownerName: 'owner', memberName: 'developer' };

function openStore(t: test.TestContext) {
  const store = openSqliteStore({ file: ':memory:', secretKey: new Uint8Array(32), now });
  t.after(() => store.close());
  const signIn = createSignIn({ accounts: store, tokens: store, now, log: createLog({ level: 'silent', format: 'json' }) });
  return { store, signIn: (identifier: string, secret: string) => signIn({ identifier, secret, clientAddress: '', signal: AbortSignal.timeout(10_000) }) };
}

test('it makes one organization, its owner and one member with a token, and says what to sign in with', async (t) => {
  const { store, signIn } = openStore(t);
  const first = await prepareFirstStart({ store, ...names, now });
  assert.ok(first !== undefined);
  const { generatedPassword } = first.owner;
  assert.match(generatedPassword ?? '', /^[A-Za-z0-9]{22}$/);
  assert.equal(inspectSecret(first.member.personalAccessToken), 'personal');
  assert.equal((await signIn('owner', generatedPassword ?? '')).ok, true);
  const member = await signIn('developer', first.member.personalAccessToken);
  assert.ok(member.ok && member.subject.kind === 'user');
  assert.deepEqual(member.subject.scopes, ['repo:read']);
  const settings = await store.currentSettings('acme');
  assert.deepEqual([settings?.revision, settings?.by, settings?.settings.restrictedImages.enabled], [1, 'owner', false]);
  assert.deepEqual((await store.listMembers('acme', { limit: 9, offset: 0 })).members.map(({ name, role }) => [name, role]), [['developer', 'member'], ['owner', 'owner']]);
});

test('a later start changes nothing and tells no secret, even with other names', async (t) => {
  const { store } = openStore(t);
  await prepareFirstStart({ store, ...names, now });
  for (const again of [names, { organization: 'globex', ownerName: 'boss', memberName: 'worker' }, { ...names, ownerName: '' }]) {
    assert.equal(await prepareFirstStart({ store, ...again, now }), undefined);
  }
  assert.deepEqual(await store.organizationNames(), ['acme']);
});

test('two first starts at once make one installation', async (t) => {
  const { store } = openStore(t);
  const both = await Promise.all([prepareFirstStart({ store, ...names, now }), prepareFirstStart({ store, ...names, now })]);
  assert.equal(both.filter((first) => first !== undefined).length, 1);
  assert.equal((await store.listMembers('acme', { limit: 9, offset: 0 })).total, 2);
});

test('a given password signs in and is not told again', async (t) => {
  const { store, signIn } = openStore(t);
  const first = await prepareFirstStart({ store, ...names, ownerPassword: 'correct horse', now });
  assert.equal(first?.owner.generatedPassword, undefined);
  assert.equal((await signIn('owner', 'correct horse')).ok, true);
});

test('names and a password that cannot be used are all told, and nothing is made', async (t) => {
  const { store } = openStore(t);
  for (const [wrong, problems] of [
    [{ organization: 'Acme Inc', ownerName: '', memberName: '-x', ownerPassword: 'short' }, 4],
    [{ organization: 'same', ownerName: 'same', memberName: 'other' }, 1],
    [{ ...names, memberName: 'owner' }, 1],
    [{ ...names, organization: 'library' }, 1],
    [{ ...names, ownerPassword: 'x'.repeat(129) }, 1],
  ] as const) {
    await assert.rejects(prepareFirstStart({ store, ...wrong, now }), (error) => error instanceof InvalidFirstStart && error.problems.length === problems && !error.message.includes('short'));
  }
  assert.deepEqual(await store.organizationNames(), []);
});
