// The gateway's own credentials never widen what a person may read, on any endpoint.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Image } from './foreign-registry.ts';
import { startGate } from './gate.ts';
import type { Gate, Person } from './gate.ts';

let gate: Gate;
let secret: Image;
let foreign: Image;
let open: Image;
let publicReader: Person;

before(async () => {
  gate = await startGate({ hasCredential: true });
  await gate.change((settings) => ({ ...settings, restrictedImages: { ...settings.restrictedImages, enabled: false } }));
  secret = gate.hub.add('acme/secret', 'latest', { isPrivate: true });
  foreign = gate.hub.add('elsewhere/secret', 'latest', { isPrivate: true });
  open = gate.hub.add('someuser/open', 'latest');
  publicReader = await gate.addMember('paula', 'owner', { scopes: ['repo:public_read'] });
});
after(() => gate.close());

function endpoints(name: string, image: Image): readonly string[] {
  return [`/v2/${name}/manifests/latest`, `/v2/${name}/manifests/${image.digest}`, `/v2/${name}/blobs/${image.blob}`, `/v2/${name}/tags/list`, `/v2/${name}/referrers/${image.digest}`];
}

async function statuses(paths: readonly string[], person: Person, method: string): Promise<readonly number[]> {
  const found: number[] = [];
  for (const path of paths) found.push((await gate.get(path, { token: person.token, method })).status);
  return found;
}

const methods = ['GET', 'HEAD'];
const all = (status: number): readonly number[] => Array.from({ length: 5 }, () => status);

test("a member reads the private repositories of its organization's namespace, on every endpoint", async () => {
  for (const method of methods) assert.deepEqual(await statuses(endpoints('acme/secret', secret), gate.member, method), all(200), method);
});

test('a private repository of another namespace is for nobody, owners included: upstream refuses, in its own name', async () => {
  for (const person of [gate.member, gate.owner]) {
    for (const method of methods) assert.deepEqual(await statuses(endpoints('elsewhere/secret', foreign), person, method), all(401), method);
  }
  const refused = await gate.get('/v2/elsewhere/secret/manifests/latest', { token: gate.owner.token });
  assert.match(refused.message ?? '', /^upstream docker\.io refused access to elsewhere\/secret/);
});

test('a token for public reading reads no private repository', async () => {
  for (const method of methods) assert.deepEqual(await statuses(endpoints('acme/secret', secret), publicReader, method), all(401), method);
});

test('what was read by who may proves nothing to who may not', async () => {
  assert.deepEqual(await statuses(endpoints('acme/secret', secret), gate.member, 'GET'), all(200));
  assert.deepEqual(await statuses(endpoints('acme/secret', secret), publicReader, 'GET'), all(401));
});

test("a public repository is read by everybody, and once proven with the gateway's credentials", async () => {
  const asked = gate.hub.seen.length;
  assert.equal((await gate.get('/v2/someuser/open/manifests/latest', { token: gate.member.token })).status, 200);
  const seen = gate.hub.seen.slice(asked).map(({ method, isAuthorized }) => `${method} ${isAuthorized ? 'gateway' : 'anonymous'}`);
  assert.equal(seen[0], 'HEAD anonymous');
  assert.equal(seen.at(-1), 'GET gateway');
  assert.deepEqual(await statuses(endpoints('someuser/open', open), publicReader, 'GET'), all(200));
});

for (const [endpoint, pathOf] of Object.entries({
  blob: (name: string, image: Image) => `/v2/${name}/blobs/${image.blob}`,
  tags: (name: string) => `/v2/${name}/tags/list`,
  referrers: (name: string, image: Image) => `/v2/${name}/referrers/${image.digest}`,
})) {
  test(`${endpoint} of a repository not yet proven public is asked for without credentials`, async () => {
    const name = `someuser/first-${endpoint}`;
    const image = gate.hub.add(name, 'latest');
    const asked = gate.hub.seen.length;
    assert.equal((await gate.get(pathOf(name, image), { token: gate.member.token })).status, 200);
    assert.deepEqual(new Set(gate.hub.seen.slice(asked).map(({ isAuthorized }) => isAuthorized)), new Set([false]));
  });
}

test('a registry that hides what is private behind "not found" has proven nothing by an empty list of tags or referrers', async () => {
  const hidden = gate.hub.add('elsewhere/hidden', 'latest', { isPrivate: true });
  const answers: Readonly<Record<string, Readonly<Record<string, unknown>>>> = { tags: { name: 'elsewhere/hidden', tags: null } };
  gate.hub.misbehave(/elsewhere\/hidden/, (request, response) => {
    // The token of the gateway's credential opens it; everybody else is told that nothing is there.
    const isAuthorized = request.headers.authorization === 'Bearer gateway';
    const endpoint = /hidden\/(\w+)\//.exec(request.url ?? '')?.[1] ?? '';
    const body = answers[endpoint] ?? { errors: [{ code: 'NAME_UNKNOWN', message: 'repository not known' }] };
    response.writeHead(isAuthorized || endpoint in answers ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  const asked = gate.hub.seen.length;
  for (const path of endpoints('elsewhere/hidden', hidden).toReversed()) await gate.get(path, { token: gate.member.token });
  gate.hub.behave();
  assert.deepEqual(new Set(gate.hub.seen.slice(asked).map(({ isAuthorized }) => isAuthorized)), new Set([false]));
});

test('a repository that has become private is not proven by others of its namespace', async () => {
  gate.hub.add('someuser/closed', 'latest', { isPrivate: true });
  assert.equal((await gate.get('/v2/someuser/open/manifests/latest', { token: gate.member.token })).status, 200);
  assert.equal((await gate.get('/v2/someuser/closed/manifests/latest', { token: gate.member.token })).status, 401);
});

test('a repository that does not exist is refused by upstream for members, not found for who may read the namespace', async () => {
  assert.equal((await gate.get('/v2/acme/nothing/manifests/latest', { token: gate.member.token })).status, 404);
  assert.equal((await gate.get('/v2/someuser/nothing/manifests/latest', { token: gate.member.token })).status, 401);
  assert.equal((await gate.get('/v2/someuser/open/manifests/nothing', { token: gate.member.token })).status, 404);
});

test("wrong credentials of the gateway's close nothing that is open to anybody", async () => {
  assert.equal((await gate.get('/v2/someuser/open/manifests/latest', { token: gate.member.token })).status, 200);
  gate.hub.add('acme/unread', 'latest', { isPrivate: true });
  gate.hub.add('someuser/open', 'unread');
  gate.hub.rejectCredential();
  for (const [path, status] of [['someuser/open', 200], ['acme/unread', 401]] as const) {
    assert.equal((await gate.get(`/v2/${path}/manifests/latest`, { token: gate.member.token })).status, status, path);
  }
  assert.equal((await gate.get('/v2/someuser/open/manifests/unread', { token: gate.member.token })).status, 200);
});
