// `pullgate user reset-password`, run as on the server's machine: beside a running server, and without one.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { scan } from '../admin/authenticator-app.ts';
import { signInAtAdmin } from '../clients/admin-client.ts';
import { organization, owner, startGateway } from '../gateway-process.ts';
import { type CommandResult, run } from '../upstream/command.ts';

const launcher = fileURLToPath(new URL('../../bin/pullgate.mjs', import.meta.url));
const upstreams = { 'docker.io': 'http://127.0.0.1:1' };

function openFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-reset-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const reset = (...words: readonly string[]): Promise<CommandResult> => run(process.execPath, [launcher, 'user', 'reset-password', ...words], { env: { PATH: process.env['PATH'] } });

/** The line between the blank ones. */
function passwordIn({ status, stdout, stderr }: CommandResult): string {
  assert.equal(status, 0, stderr);
  return /\n\n {2}(\S+)\n\n/.exec(stdout)?.[1] ?? assert.fail(stdout);
}

const login = async (address: string, secret: string): Promise<number> =>
  (await fetch(`${address}/v2/users/login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username: owner.username, password: secret }) })).status;

/** Who did this, as the log of the installation has it. */
function actsOf(data: string, action: string): readonly unknown[] {
  const database = new DatabaseSync(join(data, 'pullgate.db'), { readOnly: true });
  const names = database.prepare("SELECT json_extract(actor, '$.name') AS name FROM activity WHERE action = ?").all(action).map(({ name }) => name);
  database.close();
  return names;
}

test('an owner who has lost the password gets another one beside a running server and without one; sign-ins of the old one end, and it is in the log', async (t) => {
  const data = openFolder(t);
  const first = await startGateway({ upstreams, data });
  t.after(() => first.stop());
  const before = await signInAtAdmin(first.adminAddress, organization, owner);

  const beside = passwordIn(await reset('OWNER', '--data', data));
  assert.equal(await login(first.adminAddress, owner.secret), 401);
  assert.equal(await login(first.adminAddress, beside), 200);
  await assert.rejects(before.ask('GET', '/v2/user'), /answered 401/);

  const admin = await signInAtAdmin(first.adminAddress, organization, { username: 'owner', secret: beside });
  const { uri } = (await admin.ask('POST', '/v2/user/totp', { password: beside })) as { readonly uri: string };
  await admin.ask('POST', '/v2/user/totp/confirm', { code: scan(uri)(Date.now()) });
  assert.match((await reset('owner', '--data', data)).stdout, /Sign-in still asks for a code: --remove-totp takes the second factor away\.$/m);
  await first.stop();

  const password = passwordIn(await reset('owner', '--remove-totp', '--data', data));
  const second = await startGateway({ upstreams, data });
  t.after(() => second.stop());
  await signInAtAdmin(second.adminAddress, organization, { username: 'owner', secret: password });
  assert.equal(await login(second.adminAddress, beside), 401);
  await second.stop();
  assert.deepEqual(actsOf(data, 'user.password.change'), Array.from({ length: 3 }, () => 'pullgate'));
});

for (const [name, words, sentence] of [
  ['nobody named', [], /^pullgate: say whose password: pullgate user reset-password NAME /],
  ['a folder without data', ['owner', '--data'], /^pullgate: there is no .*pullgate\.db: name the data folder of the server with --data$/m],
] as const) {
  test(`${name}: it says what to do, and makes nothing`, async (t) => {
    const { status, stdout, stderr } = await reset(...words, ...(words.length === 0 ? [] : [openFolder(t)]));
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, sentence);
  });
}
