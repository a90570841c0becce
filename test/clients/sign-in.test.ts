// Whoever may not sign in reads why, in the words of the reason, as far as the client passes them on.
import assert from 'node:assert/strict';
import test, { describe } from 'node:test';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { mintToken } from '../../src/identity/secret.ts';
import { organization } from '../gateway-process.ts';
import { signInAtAdmin } from './admin-client.ts';
import type { AdminClient, TokenMade } from './admin-client.ts';
import type { Credentials } from './image-client.ts';
import { badLoginLine, badSignInLine, denialLine, errorLine, hasLogin, imageName } from './printed-line.ts';
import type { Pulled } from './printed-line.ts';
import { clientNames, clientObstacle, startStage } from './stage.ts';
import type { ClientName, Stage } from './stage.ts';

const password = 'password-of-the-member';
/** A change holds within this. */
const promptMs = 1000;
/** Of a token that is to expire. */
const lifetimeMaxMs = 16_000;

const oatMessage = 'organization access tokens cannot be used with image access management: use a personal access token';
const badMessage = 'incorrect username or password';

interface Refused extends Credentials {
  readonly message: string;
}

interface BadSignIn {
  readonly what: string;
  /** Makes the credentials, of a member of this name where they are a member's, and the sentence that they meet. */
  readonly make: (stage: Stage, username: string) => Promise<Refused> | Refused;
}

const badSignIns: readonly BadSignIn[] = [
  { what: 'a personal access token that was never issued', make: (_stage, username) => ({ username, secret: mintToken('personal').secret, message: badMessage }) },
  { what: "another person's personal access token", make: ({ gateway }, username) => ({ username, secret: gateway.member?.secret ?? '', message: badMessage }) },
  { what: 'a wrong password', make: (_stage, username) => ({ username, secret: 'not-the-password', message: badMessage }) },
  {
    what: 'a revoked personal access token',
    make: async (stage, username) => {
      const { id, secret, admin } = await tokenOf(stage, username);
      await admin.revokePersonalToken(id);
      return { username, secret, message: 'this personal access token was revoked: create a new one' };
    },
  },
  {
    what: 'an expired personal access token',
    make: async (stage, username) => {
      const { secret, expiresAt } = await soonExpiredToken(stage, username);
      return { username, secret, message: `this personal access token expired on ${expiresAt.slice(0, 10)}: create a new one` };
    },
  },
  {
    what: 'an organization access token, while image access is on',
    make: async ({ admin }, username) => ({ username: organization, secret: (await admin.createOrganizationToken(`for ${username}`)).secret, message: oatMessage }),
  },
  { what: "Docker's own organization access token", make: () => ({ username: organization, secret: 'dckr_oat_7awgM4jG5SQvxcvmNzhKj8PQjxo', message: oatMessage }) },
];

async function tokenOf(stage: Stage, username: string): Promise<TokenMade & { admin: AdminClient }> {
  const admin = await signInAtAdmin(stage.gateway.adminAddress, organization, { username, secret: password });
  return { admin, ...(await admin.createPersonalToken({ label: 'of a test' })) };
}

/** Waits until it has expired. Where the machine is so busy that its time is over before it is made, it is tried with more. */
async function soonExpiredToken(stage: Stage, username: string): Promise<{ secret: string; expiresAt: string }> {
  const admin = await signInAtAdmin(stage.gateway.adminAddress, organization, { username, secret: password });
  for (let lifetimeMs = 500; ; lifetimeMs *= 2) {
    const expiresAtMs = Date.now() + lifetimeMs;
    const expiresAt = new Date(expiresAtMs).toISOString();
    const made = await admin.createPersonalToken({ label: 'of a test', expiresAt }).catch((error: unknown) => {
      if (lifetimeMs > lifetimeMaxMs || !String(error).includes('must lie in the future')) throw error;
    });
    if (made === undefined) continue;
    await sleep(expiresAtMs - Date.now() + 50);
    return { secret: made.secret, expiresAt };
  }
}

async function meetsEveryRefusal(t: TestContext, name: ClientName): Promise<void> {
  const stage = await startStage({ clients: [name] });
  const { host } = stage.gateway;
  const client = stage.client(name);
  const pulled: Pulled = { host, repository: 'library/nginx', reference: 'latest' };
  try {
    for (const [at, bad] of badSignIns.entries()) {
      await t.test(bad.what, async () => {
        const username = `person-${at}`;
        await stage.admin.addMember({ username, password });
        const { message, ...credentials } = await bad.make(stage, username);
        const login = await client.login(host, credentials);
        if (login !== undefined && hasLogin(name)) {
          assert.notEqual(login.status, 0);
          assert.equal(errorLine(login), badLoginLine[name](host, message));
        }
        await client.keepSignIn(host, credentials);
        const pull = await client.pull(imageName(pulled));
        assert.notEqual(pull.status, 0);
        assert.equal(errorLine(pull), badSignInLine[name](pulled, message));
      });
    }

    await t.test('no sign-in at all', async () => {
      await client.logout(host);
      const pull = await client.pull(imageName(pulled));
      assert.notEqual(pull.status, 0);
      assert.equal(errorLine(pull), denialLine[name](pulled, `sign-in required: run docker login ${host} with your Pullgate user name and a personal access token`));
    });

    await t.test('nobody has to sign in where the organization lets the anonymous pull under its policy', async () => {
      await stage.admin.changeSettings({}, { sign_in: { enforced: false } });
      await sleep(promptMs);
      const passed = await client.pull(imageName(pulled));
      assert.equal(passed.status, 0, passed.stderr);
      await client.forget(imageName(pulled));
      const custom: Pulled = { host, repository: 'someuser/custom-image', reference: 'latest' };
      assert.equal(errorLine(await client.pull(imageName(custom))), denialLine[name](custom, 'image access denied: community images not allowed (someuser/custom-image, organization acme)'));
      await stage.admin.changeSettings({}, { sign_in: { enforced: true } });
    });

    await t.test('an organization access token serves until image access is switched on', async () => {
      await stage.admin.changeSettings({ enabled: false });
      await sleep(promptMs);
      const { secret } = await stage.admin.createOrganizationToken('of a robot');
      await client.login(host, { username: organization, secret });
      const passed = await client.pull(imageName(pulled));
      assert.equal(passed.status, 0, passed.stderr);
      await client.forget(imageName(pulled));
      await stage.admin.changeSettings({ enabled: true });
      await sleep(promptMs);
      const refused = await client.pull(imageName(pulled));
      assert.equal(errorLine(refused), badSignInLine[name](pulled, oatMessage));
    });
  } finally {
    await stage.close();
  }
}

/** Their daemons mostly wait: for each other, and for what a test waits for. */
const clientsAtOnce = 3;

describe('with a gateway of its own for each client, as failures add up and would slow the others down,', { concurrency: clientsAtOnce }, () => {
  for (const name of clientNames) test(`${name} tells why a sign-in is refused`, { skip: clientObstacle(name) }, (t) => meetsEveryRefusal(t, name));
});
