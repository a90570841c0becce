// One authority for every process, and what becomes of it.
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { openSqliteStore } from '../store/sqlite/open-sqlite-store.ts';
import { createLog } from '../telemetry/log.ts';
import { AuthorityReplaced, createAuthorityKeeper } from './authority-keeper.ts';
import type { AuthorityStore } from './authority.port.ts';
import { anAct } from '../store/conformance/store-under-test.ts';

const startMs = Date.UTC(2026, 10, 22);

/** A store, a clock, and any number of processes' keepers. */
function openStage(t: TestContext) {
  const clock = { nowMs: startMs };
  const now = (): number => clock.nowMs;
  const store = openSqliteStore({ file: ':memory:', secretKey: new Uint8Array(32), now });
  t.after(() => store.close());
  const logged: string[] = [];
  const log = createLog({ level: 'info', format: 'json', destination: { write: (line) => void logged.push(line) } });
  const keeper = (hosts: readonly string[] = ['docker.io'], through: AuthorityStore = store) => createAuthorityKeeper({ store: through, hosts, installation: () => Promise.resolve('acme'), now, log });
  return { clock, store, logged, keeper };
}

test('the authority is made on its first use, once, for ten years, and names the installation', async (t) => {
  const { store, keeper } = openStage(t);
  const [first, second] = [keeper(), keeper()];
  assert.equal(await first.find(), undefined);
  const [made, same] = await Promise.all([first.current(), second.current()]);
  assert.equal(made.id, same.id);
  assert.deepEqual(await store.findAuthority(), made);
  const certificate = new X509Certificate(made.certificatePem);
  assert.match(certificate.subject, /^O=Pullgate\nCN=Pullgate CA of acme [0-9a-f]{8}$/);
  assert.equal(certificate.ca, true);
  assert.equal(certificate.verify(certificate.publicKey), true);
  assert.equal(certificate.validFromDate.getTime(), startMs - 86_400_000);
  assert.equal(certificate.validToDate.getTime(), Date.UTC(2036, 10, 22));
});

test('another process takes a rotation up within a second', async (t) => {
  const { clock, keeper, logged } = openStage(t);
  const [here, there] = [keeper(), keeper(['docker.io', 'ghcr.io'])];
  const old = await here.current();
  const next = await there.rotate({ forgetOld: false, act: () => anAct() });
  assert.notEqual(next.id, old.id);
  assert.deepEqual(next.permittedHosts, ['docker.io', 'ghcr.io']);
  assert.deepEqual(next.former.map(({ certificatePem }) => certificatePem), [old.certificatePem]);
  assert.equal(await there.current(), next);
  assert.equal(await here.current(), old);
  clock.nowMs += 1000;
  assert.deepEqual(await here.current(), next);
  assert.ok(logged.some((line) => line.includes('was replaced')) && logged.some((line) => line.includes('in use from now on')), logged.join());
});

test('the old ones are forgotten when that is wished', async (t) => {
  const { keeper } = openStage(t);
  const one = keeper();
  await one.rotate({ forgetOld: false, act: () => anAct() }); // the first use
  assert.equal((await one.rotate({ forgetOld: false, act: () => anAct() })).former.length, 1);
  assert.equal((await one.rotate({ forgetOld: false, act: () => anAct() })).former.length, 2);
  assert.deepEqual((await one.rotate({ forgetOld: true, act: () => anAct() })).former, []);
});

test('of rotations that race one holds, and the other is told', async (t) => {
  const { store, keeper } = openStage(t);
  await keeper().current();
  const results = await Promise.allSettled([keeper().rotate({ forgetOld: false, act: () => anAct() }), keeper().rotate({ forgetOld: true, act: () => anAct() })]);
  const [held] = results.filter((result) => result.status === 'fulfilled');
  const [refused] = results.filter((result) => result.status === 'rejected');
  assert.ok(held !== undefined && refused?.reason instanceof AuthorityReplaced);
  assert.equal((await store.findAuthority())?.id, held.value.id);
});

test('while the store is away the authority that is known serves, and that is told once', async (t) => {
  const { clock, store, logged, keeper } = openStage(t);
  let isAway = false;
  const one = keeper(['docker.io'], { ...store, findOrCreateAuthority: (create, act) => (isAway ? Promise.reject(new Error('the disk is gone')) : store.findOrCreateAuthority(create, act)) });
  const known = await one.current();
  isAway = true;
  for (let second = 0; second < 3; second += 1) {
    clock.nowMs += 1000;
    assert.equal(await one.current(), known);
  }
  assert.equal(logged.filter((line) => line.includes('cannot be read again')).length, 1);
  isAway = false;
  clock.nowMs += 1000;
  assert.equal((await one.current()).id, known.id);
});

test('without an authority that is known, a store that is away is a failure, and the next call tries again', async (t) => {
  const { store, keeper } = openStage(t);
  let isAway = true;
  const one = keeper(['docker.io'], { ...store, findOrCreateAuthority: (create, act) => (isAway ? Promise.reject(new Error('the disk is gone')) : store.findOrCreateAuthority(create, act)) });
  await assert.rejects(one.current(), /the disk is gone/);
  isAway = false;
  await one.current();
});

for (const [what, hosts, message] of [
  ['no host', [], /needs hosts that it permits: configure proxy\.hosts/],
  ['an IP address', ['docker.io', '10.0.0.1'], /10\.0\.0\.1 is no DNS name/],
  ['a pattern', ['*.docker.io'], /\*\.docker\.io is no DNS name/],
] as const) {
  test(`no authority is made for ${what}: its constraints would not be what they seem`, async (t) => {
    const { store, keeper } = openStage(t);
    await assert.rejects(keeper(hosts).current(), message);
    await assert.rejects(keeper(hosts).rotate({ forgetOld: true, act: () => anAct() }), message);
    assert.equal(await store.findAuthority(), undefined);
  });
}

test('the private key is in no log line', async (t) => {
  const { keeper, logged } = openStage(t);
  const one = keeper();
  await one.current();
  const { privateKeyPem } = await one.rotate({ forgetOld: false, act: () => anAct() });
  const [, keyLine = ''] = privateKeyPem.split('\n');
  assert.ok(keyLine.length > 40 && logged.length > 0 && !logged.join().includes(keyLine));
});
