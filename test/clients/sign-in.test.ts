// Whoever may not sign in reads why, in the words of the reason, as far as the client passes them on.
import assert from 'node:assert/strict';
import test, { after, before, describe } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { mintToken } from '../../src/identity/secret.ts';
import { organization } from '../gateway-process.ts';
import { signInAtAdmin } from './admin-client.ts';
import type { AdminClient } from './admin-client.ts';
import type { Credentials, ImageClient } from './image-client.ts';
import { startObserver } from './observer.ts';
import type { Observer } from './observer.ts';
import { badLoginLine, badSignInLine, denialLine, errorLine, hasLogin, imageName } from './printed-line.ts';
import type { Pulled } from './printed-line.ts';
import { clientNames, clientObstacle, startStage } from './stage.ts';
import type { ClientName, Stage } from './stage.ts';

const runnable = clientNames.filter((name) => clientObstacle(name) === false);
const skipAll = runnable.length === 0 ? 'no client can run here' : false;
const password = 'password-of-the-member';
/** Of a token that is to expire. */
const lifetimeMaxMs = 16_000;
/** Their daemons mostly wait: for each other, and for what a test waits for. */
const clientsAtOnce = 3;

const oatMessage = 'organization access tokens cannot be used with image access management: use a personal access token';
const badMessage = 'incorrect username or password';

interface Refused extends Credentials {
  readonly message: string;
}

interface BadSignIn {
  readonly what: string;
  /** Makes the credentials, and the sentence that they meet; failures add up, so who meets one is nobody else's person. */
  readonly make: (username: string) => Promise<Refused> | Refused;
}

/** Made once: to meet it is no failure that slows anybody down. */
interface Prepared {
  readonly stage: Stage;
  /** The gateway as each client finds it: it takes them for clients at addresses of their own, as failures add up and would slow the others down. */
  readonly doors: ReadonlyMap<ClientName, Observer>;
  readonly revoked: Refused;
  readonly expired: Refused;
  readonly organizations: Refused;
}
let prepared: Prepared;

before(async () => {
  if (skipAll !== false) return;
  const stage = await startStage({ clients: runnable });
  const doors = new Map<ClientName, Observer>();
  for (const [index, name] of runnable.entries()) doors.set(name, await startObserver(stage.gateway.address, `127.0.1.${String(index + 1)}`));
  await stage.admin.addMember({ username: 'person', password });
  const admin = await signInAtAdmin(stage.gateway.adminAddress, organization, { username: 'person', secret: password });
  prepared = { stage, doors, revoked: await revokedToken(admin), expired: await expiredToken(admin), organizations: { username: organization, secret: (await stage.admin.createOrganizationToken('of a test')).secret, message: oatMessage } };
});
after(async () => {
  if (skipAll !== false) return;
  for (const door of prepared.doors.values()) await door.close();
  await prepared.stage.close();
});

const badSignIns: readonly BadSignIn[] = [
  { what: 'a personal access token that was never issued', make: (username) => ({ username, secret: mintToken('personal').secret, message: badMessage }) },
  { what: "another person's personal access token", make: (username) => addedMember(username, prepared.stage.gateway.member?.secret ?? '') },
  { what: 'a wrong password', make: (username) => addedMember(username, 'not-the-password') },
  { what: 'a revoked personal access token', make: () => prepared.revoked },
  { what: 'an expired personal access token', make: () => prepared.expired },
  { what: 'an organization access token, while image access is on', make: () => prepared.organizations },
  { what: "Docker's own organization access token", make: () => ({ username: organization, secret: 'dckr_oat_7awgM4jG5SQvxcvmNzhKj8PQjxo', message: oatMessage }) },
];

async function addedMember(username: string, secret: string): Promise<Refused> {
  await prepared.stage.admin.addMember({ username, password });
  return { username, secret, message: badMessage };
}

async function revokedToken(admin: AdminClient): Promise<Refused> {
  const { id, secret } = await admin.createPersonalToken({ label: 'of a test' });
  await admin.revokePersonalToken(id);
  return { username: 'person', secret, message: 'this personal access token was revoked: create a new one' };
}

/** Waits until it has expired. Where the machine is so busy that its time is over before it is made, it is tried with more. */
async function expiredToken(admin: AdminClient): Promise<Refused> {
  for (let lifetimeMs = 500; ; lifetimeMs *= 2) {
    const expiresAtMs = Date.now() + lifetimeMs;
    const expiresAt = new Date(expiresAtMs).toISOString();
    const made = await admin.createPersonalToken({ label: 'of a test', expiresAt }).catch((error: unknown) => {
      if (lifetimeMs > lifetimeMaxMs || !String(error).includes('must lie in the future')) throw error;
    });
    if (made === undefined) continue;
    await sleep(expiresAtMs - Date.now() + 50);
    return { username: 'person', secret: made.secret, message: `this personal access token expired on ${expiresAt.slice(0, 10)}: create a new one` };
  }
}

const hostOf = (name: ClientName): string => prepared.doors.get(name)?.host ?? assert.fail(name);
const pulledBy = (name: ClientName, repository = 'library/nginx'): Pulled => ({ host: hostOf(name), repository, reference: 'latest' });

async function meetsRefusal(name: ClientName, { message, ...credentials }: Refused): Promise<void> {
  const client = prepared.stage.client(name);
  const host = hostOf(name);
  const login = await client.login(host, credentials);
  if (login !== undefined && hasLogin(name)) {
    assert.notEqual(login.status, 0);
    assert.equal(errorLine(login), badLoginLine[name](host, message));
  }
  await client.keepSignIn(host, credentials);
  const pull = await client.pull(imageName(pulledBy(name)));
  assert.notEqual(pull.status, 0);
  assert.equal(errorLine(pull), badSignInLine[name](pulledBy(name), message));
}

async function passes(name: ClientName, client: ImageClient): Promise<void> {
  const image = imageName(pulledBy(name));
  const passed = await client.pull(image);
  assert.equal(passed.status, 0, `${name}: ${passed.stderr}`);
  await client.forget(image);
}

/** At the same time; waits for all of them even when one fails. */
async function ofEveryClient(act: (name: ClientName, client: ImageClient) => Promise<void>): Promise<void> {
  const acts = runnable.map((name) => act(name, prepared.stage.client(name)));
  await Promise.allSettled(acts);
  await Promise.all(acts);
}

describe('each tells why a sign-in is refused', { concurrency: clientsAtOnce }, () => {
  for (const name of clientNames) {
    describe(name, { concurrency: 1 }, () => {
      const options = { skip: clientObstacle(name) };
      for (const [at, bad] of badSignIns.entries()) test(`${name}: ${bad.what}`, options, async () => meetsRefusal(name, await bad.make(`${name}-${at}`)));

      test(`${name}: no sign-in at all`, options, async () => {
        const client = prepared.stage.client(name);
        await client.logout(hostOf(name));
        const pull = await client.pull(imageName(pulledBy(name)));
        assert.notEqual(pull.status, 0);
        assert.equal(errorLine(pull), denialLine[name](pulledBy(name), `sign-in required: run docker login ${hostOf(name)} with your Pullgate user name and a personal access token`));
      });
    });
  }
});

test('nobody has to sign in where the organization lets the anonymous pull under its policy', { skip: skipAll }, async () => {
  const { admin } = prepared.stage;
  await admin.changeSettings({}, { sign_in: { enforced: false } });
  await ofEveryClient(async (name, client) => {
    await passes(name, client);
    const custom = pulledBy(name, 'someuser/custom-image');
    assert.equal(errorLine(await client.pull(imageName(custom))), denialLine[name](custom, 'image access denied: community images not allowed (someuser/custom-image, organization acme)'));
  });
  await admin.changeSettings({}, { sign_in: { enforced: true } });
});

test('an organization access token serves until image access is switched on', { skip: skipAll }, async () => {
  const { admin } = prepared.stage;
  await admin.changeSettings({ enabled: false });
  const { username, secret } = prepared.organizations;
  await ofEveryClient(async (name, client) => {
    await client.login(hostOf(name), { username, secret });
    await passes(name, client);
  });
  await admin.changeSettings({ enabled: true });
  await ofEveryClient(async (name, client) => {
    const refused = await client.pull(imageName(pulledBy(name)));
    assert.equal(errorLine(refused), badSignInLine[name](pulledBy(name), oatMessage));
  });
});
