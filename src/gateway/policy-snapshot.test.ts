// The last good policy serves on, whatever happens to the store; a change replaces it.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { TestContext } from 'node:test';
import type { Subject } from '../core/policy/access-request.ts';
import { defaultSettings } from '../core/policy/settings.ts';
import type { OrganizationSettings } from '../core/policy/settings.ts';
import { holderOf } from '../identity/verified-token.ts';
import type { VerifiedToken } from '../identity/verified-token.ts';
import { openSqliteStore } from '../store/sqlite/open-sqlite-store.ts';
import type { SqliteStore } from '../store/sqlite/open-sqlite-store.ts';
import { createLog } from '../telemetry/log.ts';
import type { PolicySource } from './policy-source.port.ts';
import { createPolicySnapshot } from './policy-snapshot.ts';
import type { PolicySnapshot } from './policy-snapshot.ts';
import { PolicyUnusable } from './snapshot.ts';
import { anAct } from '../store/conformance/store-under-test.ts';

const nowMs = 1_000_000;
const blank = { isActive: true, label: 'test', createdAtMs: 0, expiresAt: null, lastUsedAtMs: null };
const personal = { ...blank, userId: 'u-olga', creatorAddress: '', creatorUserAgent: '' };

interface Fixture {
  readonly store: SqliteStore;
  readonly snapshot: PolicySnapshot;
  readonly lines: string[];
  /** What the store answers; replaced to break it. */
  readonly source: { -readonly [K in keyof PolicySource]: PolicySource[K] };
}

async function setUp(t: TestContext, { allowedOrganizations, pollMs = 5 }: { allowedOrganizations?: readonly string[]; pollMs?: number } = {}): Promise<Fixture> {
  const store = openSqliteStore({ file: ':memory:', secretKey: new Uint8Array(32), now: () => nowMs });
  const olga = { id: 'u-olga', organization: 'acme', name: 'olga', email: null, fullName: '', passwordHash: null, role: 'owner', atMs: 0 } as const;
  await store.createInstallation({
    organization: { name: 'acme', settings: defaultSettings, atMs: 0 },
    members: [olga, { ...olga, id: 'u-mike', name: 'mike', role: 'member' }],
    token: { token: { ...personal, id: 't-olga', scopes: ['repo:read'] }, hash: '1'.repeat(64) },
  }, [anAct()]);
  const lines: string[] = [];
  const log = createLog({ level: 'info', format: 'json', destination: { write: (line) => void lines.push(line) } });
  const source = { version: () => store.version(), load: () => store.load(), onChange: (listener: () => void) => store.onChange(listener) };
  const snapshot = createPolicySnapshot({
    source,
    catalog: { entry: () => undefined, namespaces: [] },
    isConfiguredRegistry: () => true,
    ...(allowedOrganizations === undefined ? {} : { allowedOrganizations }),
    now: () => nowMs,
    log,
    pollMs,
  });
  t.after(async () => {
    snapshot.close();
    await store.close();
  });
  return { store, snapshot, lines, source };
}

function verified(subject: Subject, credentialVersion?: number): VerifiedToken {
  return { ...holderOf(subject, credentialVersion), issuedAtMs: nowMs, expiresAtMs: nowMs + 1 };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}

async function revise(store: SqliteStore, change: Partial<OrganizationSettings>): Promise<void> {
  const current = (await store.currentSettings('acme'))!;
  await store.appendRevision({ ...current, revision: current.revision + 1, settings: { ...current.settings, ...change } }, [anAct()]);
}

const olga: Subject = { kind: 'user', id: 'u-olga', name: 'olga', tokenId: 't-olga', scopes: ['repo:read'] };
const mike: Subject = { kind: 'user', id: 'u-mike', name: 'mike', scopes: ['repo:admin'] };

test('before the first load there is no snapshot, and a store that is away does not stop the start', async (t) => {
  const { snapshot, source, store } = await setUp(t);
  assert.equal(snapshot.current(), undefined);
  source.version = () => Promise.reject(new Error('away'));
  await snapshot.start();
  assert.equal(snapshot.current(), undefined);
  source.version = () => store.version();
  await until(() => snapshot.current() !== undefined);
});

test('a change is loaded at once when this process made it, and by polling when another did', async (t) => {
  const { snapshot, store, source } = await setUp(t, { pollMs: 60_000 });
  await snapshot.start();
  await revise(store, { namespaces: ['one'] });
  await until(() => snapshot.current()?.factsFor(olga).organizations[0]?.policy.revision === 2);

  const silent = createPolicySnapshot({ source: { ...source, onChange: () => () => undefined }, catalog: { entry: () => undefined, namespaces: [] }, isConfiguredRegistry: () => true, now: () => nowMs, log: createLog({ level: 'silent', format: 'json' }), pollMs: 5 });
  t.after(() => silent.close());
  await silent.start();
  await revise(store, { namespaces: ['two'] });
  await until(() => silent.current()?.factsFor(olga).organizations[0]?.policy.revision === 3);
});

test('a token that is newer than the last look is looked up before it is refused, and no other is', async (t) => {
  const { snapshot, store, source } = await setUp(t, { pollMs: 60_000 });
  source.onChange = () => () => undefined;
  let looks = 0;
  const looked = (): number => looks;
  source.version = () => {
    looks += 1;
    return store.version();
  };
  await snapshot.start();
  const late: Subject = { ...olga, tokenId: 't-late' };
  await store.createPersonalToken({ ...personal, id: 't-late', scopes: ['repo:read'] }, '2'.repeat(64), anAct());
  const older = { ...verified(late), issuedAtMs: nowMs - 1000 };
  for (const token of [older, verified(olga), verified({ kind: 'anonymous' })]) assert.equal(snapshot.catchUpWith(token), undefined);
  assert.equal(looked(), 1);
  assert.deepEqual(snapshot.current()?.subjectOf(verified(late)), { gone: 'token-revoked' });
  // At once, as a client's requests come: one look does for all.
  const waits = Array.from({ length: 10 }, () => snapshot.catchUpWith(verified(late)));
  assert.ok(waits.every((wait) => wait !== undefined));
  await Promise.all(waits);
  assert.deepEqual(snapshot.current()?.subjectOf(verified(late)), late);
  assert.ok(looked() <= 3, `${looked()} looks`);

  // Still refused where the store is away, or does not know it either.
  source.version = () => Promise.reject(new Error('away'));
  await snapshot.catchUpWith(verified({ ...olga, tokenId: 'unknown' }));
  assert.deepEqual(snapshot.current()?.subjectOf(verified({ ...olga, tokenId: 'unknown' })), { gone: 'token-revoked' });
});

test('while the store is away the last good snapshot goes on, and the log says so once', async (t) => {
  const { snapshot, source, store, lines } = await setUp(t);
  await snapshot.start();
  const before = snapshot.current();
  let asked = 0;
  source.version = () => {
    asked += 1;
    return Promise.reject(new Error('away'));
  };
  await until(() => asked > 5);
  assert.equal(snapshot.current(), before);
  assert.equal(lines.filter((line) => line.includes('cannot be reloaded')).length, 1);
  source.version = () => store.version();
  await until(() => lines.some((line) => line.includes('loaded again')));
});

test('changes in a burst are loaded one after the other and never side by side', async (t) => {
  const { snapshot, source, store } = await setUp(t, { pollMs: 1 });
  await snapshot.start();
  let running = 0;
  let most = 0;
  let loads = 0;
  source.load = async () => {
    loads += 1;
    most = Math.max(most, ++running);
    const data = await store.load();
    await new Promise((resolve) => setTimeout(resolve, 5));
    running -= 1;
    return data;
  };
  for (let n = 0; n < 20; n++) await revise(store, { namespaces: [`n${n}`] });
  await until(() => snapshot.current()?.factsFor(olga).organizations[0]?.policy.revision === 21);
  assert.equal(most, 1);
  assert.ok(loads < 20, `${loads} loads`);
});

test('an organization whose settings have not changed is not compiled again', async (t) => {
  const { snapshot, store } = await setUp(t);
  await snapshot.start();
  const policy = snapshot.current()?.factsFor(olga).organizations[0]?.policy;
  const { version } = snapshot.current()!;
  await store.revokePersonalToken('u-olga', 't-olga', 1, anAct());
  await until(() => snapshot.current()!.version !== version);
  assert.equal(snapshot.current()?.factsFor(olga).organizations[0]?.policy, policy);
});

test('settings that cannot be compiled leave the organization at its last good revision', async (t) => {
  const { snapshot, store, lines } = await setUp(t);
  await snapshot.start();
  const { version } = snapshot.current()!;
  await revise(store, { namespaces: ['../..'] });
  await until(() => snapshot.current()!.version !== version);
  assert.equal(snapshot.current()?.factsFor(olga).organizations[0]?.policy.revision, 1);
  assert.ok(lines.some((line) => line.includes('settings cannot be compiled')));
});

test('settings that could never be compiled make every decision of their members fail', async (t) => {
  const { snapshot, store } = await setUp(t);
  await revise(store, { namespaces: ['../..'] });
  await snapshot.start();
  assert.throws(() => snapshot.current()?.factsFor(olga), PolicyUnusable);
  assert.throws(() => snapshot.current()?.factsFor({ kind: 'anonymous' }), PolicyUnusable);
});

test('a person has the facts of its organizations, made once', async (t) => {
  const { snapshot } = await setUp(t);
  await snapshot.start();
  const current = snapshot.current()!;
  assert.deepEqual(current.factsFor(olga).organizations.map(({ policy, role }) => [policy.organization, role]), [['acme', 'owner']]);
  assert.deepEqual(current.factsFor(mike).organizations.map(({ role }) => role), ['member']);
  assert.deepEqual(current.factsFor({ ...mike, id: 'nobody' }).organizations, []);
  assert.deepEqual(current.factsFor({ kind: 'anonymous' }).organizations.map(({ policy, role }) => [policy.organization, role]), [['acme', 'member']]);
  assert.deepEqual(current.factsFor({ kind: 'organization-token', organization: 'acme', tokenId: 'x' }).organizations.map(({ role }) => role), ['member']);
  assert.equal(current.factsFor(olga), current.factsFor(olga));
});

test('a gateway of chosen organizations binds nobody by others', async (t) => {
  const { snapshot, lines } = await setUp(t, { allowedOrganizations: ['zeta'] });
  await snapshot.start();
  // Nobody is shut out by a misspelt name without a word.
  assert.equal(lines.filter((line) => /zeta.*do not exist/.test(line)).length, 1);
  for (const subject of [olga, mike, { kind: 'anonymous' }, { kind: 'organization-token', organization: 'acme', tokenId: 'x' }] as const) {
    assert.deepEqual(snapshot.current()?.factsFor(subject).organizations, []);
  }
});

test('a verified token speaks for its subject as long as account, password and PAT stand', async (t) => {
  const { snapshot, store } = await setUp(t);
  await store.createPersonalToken({ ...personal, id: 't-late', scopes: ['repo:read'], expiresAt: new Date(nowMs).toISOString() }, '2'.repeat(64), anAct());
  await store.createOrganizationToken({ ...blank, id: 't-oat', organization: 'acme', description: '', createdBy: 'olga', resources: [] }, '3'.repeat(64), anAct());
  await snapshot.start();
  const { subjectOf } = snapshot.current()!;
  const oat: Subject = { kind: 'organization-token', organization: 'acme', tokenId: 't-oat' };
  assert.deepEqual(subjectOf(verified(olga)), olga);
  assert.deepEqual(subjectOf(verified(mike, 1)), mike);
  assert.deepEqual(subjectOf(verified(oat)), oat);
  assert.deepEqual(subjectOf(verified({ kind: 'anonymous' })), { kind: 'anonymous' });
  assert.equal(subjectOf(verified(olga)), subjectOf(verified(olga)));

  assert.deepEqual(subjectOf(verified(mike, 2)), { gone: 'password-changed' });
  assert.deepEqual(subjectOf(verified({ ...olga, id: 'nobody' })), { gone: 'account-removed' });
  assert.deepEqual(subjectOf(verified({ ...olga, tokenId: 'other' })), { gone: 'token-revoked' });
  assert.deepEqual(subjectOf(verified({ ...olga, tokenId: 't-late' })), { gone: 'token-expired' });
  assert.deepEqual(subjectOf(verified({ ...mike, tokenId: 't-olga' })), { gone: 'token-revoked' });
  assert.deepEqual(subjectOf(verified({ ...olga, tokenId: 't-oat' })), { gone: 'token-revoked' });
  assert.deepEqual(subjectOf(verified({ ...oat, tokenId: 't-olga' })), { gone: 'token-revoked' });
});

test('whether an organization restricts images', async (t) => {
  const { snapshot, store } = await setUp(t);
  await snapshot.start();
  assert.equal(snapshot.current()?.organizationUsesImageAccess('acme'), false);
  await revise(store, { restrictedImages: { ...defaultSettings.restrictedImages, enabled: true } });
  await until(() => snapshot.current()?.organizationUsesImageAccess('acme') === true);
  assert.equal(snapshot.current()?.organizationUsesImageAccess('unknown'), false);
});

test('a badge that a refresh found decides in the next snapshot, and the catalog stays the same until another refresh', async (t) => {
  const { store, snapshot } = await setUp(t);
  await snapshot.start();
  const entryOf = (): unknown => snapshot.current()?.factsFor(mike).catalog.entry('newvendor')?.category;
  assert.equal(entryOf(), undefined);
  const run = { startedAtMs: 1, finishedAtMs: 2, outcome: 'done', problem: null, asked: 1, answered: 1, drifted: 1 } as const;
  const finding = { namespace: 'newvendor', badge: 'verified_publisher', category: 'verified-publisher', firstSeenAtMs: 2, seenAtMs: 2, confirmedAtMs: 2 } as const;
  await store.storeRefresh({ run, findings: [finding], drift: [] }, anAct());
  await until(() => entryOf() === 'verified-publisher');
  const { version, factsFor } = snapshot.current()!;
  await revise(store, { namespaces: ['one'] });
  await until(() => snapshot.current()!.version > version);
  assert.equal(snapshot.current()!.factsFor(mike).catalog, factsFor(mike).catalog);
});
