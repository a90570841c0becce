// The certificate authority through the admin API: everybody may read it, the installation's owners replace it.
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import test from 'node:test';
import { createAuthorityKeeper } from '../../src/authority/authority-keeper.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { openInstallation } from './installation.ts';

const path = '/v2/certificate-authority';
const rotate = `${path}/rotate`;
const takenOverHosts = ['registry-1.docker.io', 'auth.docker.io', 'ghcr.io'];
const alone = { withSecondOrganization: false, takenOverHosts } as const;

test('whoever is signed in reads the certificate, which is made on first use, and never the key', async (t) => {
  const { as, anonymous, store } = await openInstallation(t, alone);
  assert.equal(await store.findAuthority(), undefined);
  const { json, text } = await (await as('developer'))('GET', path);
  const certificate = new X509Certificate(json.certificate);
  assert.deepEqual(json, {
    certificate: json.certificate,
    fingerprint_sha256: certificate.fingerprint256,
    subject: certificate.subject.replace('\n', ', '),
    not_before: '2026-11-20T12:00:00.000000Z',
    not_after: '2036-11-21T12:00:00.000000Z',
    permitted_hosts: takenOverHosts,
    hosts_not_permitted: [],
    former: [],
  });
  assert.match(json.subject, /^O=Pullgate, CN=Pullgate CA of acme [0-9a-f]{8}$/);
  const keyLines = ((await store.findAuthority())?.privateKeyPem ?? assert.fail()).split('\n').slice(1, -2);
  for (const line of keyLines) assert.ok(!text.includes(line));
  assert.equal((await (await as('owner'))('GET', path)).json.certificate, json.certificate);
  assert.equal((await anonymous('GET', path)).status, 401);
});

test('another one is made for the hosts of now, and the old one is told as one that clients may go on trusting', async (t) => {
  const { as, logged } = await openInstallation(t, alone);
  const owner = await as('owner');
  const old = (await owner('GET', path)).json;
  const { status, json } = await owner('POST', rotate, {});
  assert.equal(status, 200);
  assert.notEqual(json.fingerprint_sha256, old.fingerprint_sha256);
  assert.deepEqual(json.former, [{ certificate: old.certificate, fingerprint_sha256: old.fingerprint_sha256, subject: old.subject, not_before: old.not_before, not_after: old.not_after, permitted_hosts: takenOverHosts }]);
  assert.deepEqual((await owner('GET', path)).json, json);
  assert.ok(logged.some((line) => line.includes('the certificate authority was replaced')));
  assert.deepEqual((await owner('POST', rotate, { forget_old: true })).json.former, []);
});

test('hosts that are configured, and not permitted, are told until the next rotation', async (t) => {
  const { as, store, clock } = await openInstallation(t, alone);
  const log = createLog({ level: 'silent', format: 'json' });
  const before = createAuthorityKeeper({ store, hosts: ['registry-1.docker.io'], installation: () => Promise.resolve('acme'), now: () => clock.nowMs, log });
  await before.current();
  const owner = await as('owner');
  const shown = (await owner('GET', path)).json;
  assert.deepEqual([shown.permitted_hosts, shown.hosts_not_permitted], [['registry-1.docker.io'], ['auth.docker.io', 'ghcr.io']]);
  const { json } = await owner('POST', rotate, { forget_old: false });
  assert.deepEqual([json.permitted_hosts, json.hosts_not_permitted], [takenOverHosts, []]);
});

test('of rotations that race one is made, and the other is told of it', async (t) => {
  const { as } = await openInstallation(t, alone);
  const owner = await as('owner');
  await owner('GET', path);
  const answers = await Promise.all([owner('POST', rotate, {}), owner('POST', rotate, {})]);
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409]);
  assert.match(answers.find(({ status }) => status === 409)?.json.detail ?? '', /^somebody else replaced the certificate authority just now: /);
});

test('while no host is taken over the API says how to begin, and makes nothing', async (t) => {
  for (const options of [{}, { takenOverHosts: [] }]) {
    const { as, store } = await openInstallation(t, { withSecondOrganization: false, ...options });
    const owner = await as('owner');
    for (const [method, where] of [['GET', path], ['POST', rotate]] as const) {
      const { status, json } = await owner(method, where, method === 'POST' ? {} : undefined);
      assert.equal(status, 404);
      assert.match(json.detail, /^certificate authority not found: .* set proxy\.listen \(PULLGATE_PROXY_LISTEN\)/);
    }
    assert.equal(await store.findAuthority(), undefined);
  }
});

test('only who owns every organization replaces it, and with a token that may change things', async (t) => {
  const installation = await openInstallation(t, alone);
  for (const [name, status] of [['second-owner', 200], ['editor', 403], ['developer', 403]] as const) {
    assert.equal((await (await installation.as(name))('POST', rotate, {})).status, status, name);
  }
  assert.equal((await installation.anonymous('POST', rotate, {})).status, 401);
  const { send } = await installation.withToken('owner', 'repo:write');
  assert.deepEqual([(await send('GET', path)).status, (await send('POST', rotate, {})).status], [200, 403]);
  const shared = await openInstallation(t, { takenOverHosts });
  for (const name of ['owner', 'stranger']) assert.equal((await (await shared.as(name))('POST', rotate, {})).status, 403, name);
});

test('a rotation with a body that is none, or has other fields, changes nothing', async (t) => {
  const { as } = await openInstallation(t, alone);
  const owner = await as('owner');
  const { json } = await owner('GET', path);
  for (const body of ['', 'x', [], { forget_old: 'yes' }, { forgetOld: true }]) assert.equal((await owner('POST', rotate, body)).status, 400, JSON.stringify(body));
  assert.deepEqual((await owner('GET', path)).json, json);
});
