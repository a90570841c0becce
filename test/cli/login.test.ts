// The stored login: what it keeps and from whom, and that logout ends it.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import test from 'node:test';
import { switchOn } from '../admin/authenticator-app.ts';
import { password } from '../admin/installation.ts';
import { openCommandLine } from './command-line.ts';
import { serveInstallation } from './serve-installation.ts';

interface Kept {
  readonly server: string;
  readonly username: string;
  readonly token: string;
  readonly token_id: string | null;
}

test('login keeps a token of 90 days in a file of its owner alone; logout revokes the one and removes the other', async (t) => {
  const { cli: known, server } = await serveInstallation(t);
  const cli = openCommandLine(t);
  const login = await cli.start(['login', '--server', server, '-u', 'owner', '--password-stdin'], { input: `${password}\n` });
  assert.deepEqual({ code: login.code, stderr: login.stderr }, { code: 0, stderr: '' });
  assert.ok(login.stdout.startsWith(`Signed in to ${server} as owner.\n`) && login.stdout.trimEnd().endsWith(cli.loginFile), login.stdout);
  const kept = JSON.parse(readFileSync(cli.loginFile, 'utf8')) as Kept;
  assert.match(kept.token, /^pgt_pat_/);
  assert.ok(!login.stdout.includes(kept.token));
  assert.equal(statSync(cli.loginFile).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(dirname(cli.loginFile)), ['cli.json']);

  const { tokens } = JSON.parse((await cli.run(['token', 'list', '--json'])).stdout) as { readonly tokens: readonly { readonly uuid: string; readonly token_label: string; readonly scopes: readonly string[]; readonly expires_at: string }[] };
  assert.deepEqual(tokens.map(({ uuid, scopes }) => ({ uuid, scopes })), [{ uuid: kept.token_id, scopes: ['repo:admin'] }]);
  assert.match(tokens[0]?.token_label ?? '', /^pullgate CLI on /);
  const days = (Date.parse(tokens[0]?.expires_at ?? '') - Date.now()) / 86_400_000;
  assert.ok(days > 89.9 && days <= 90, `${days} days`);

  assert.deepEqual(await cli.run(['logout']), { code: 0, stdout: `Signed out of ${server} (owner): its token is revoked.\n`, stderr: '' });
  assert.equal(existsSync(cli.loginFile), false);
  assert.equal((await known.run(['policy', 'show'], { password: kept.token })).code, 2);
  assert.deepEqual(await cli.run(['logout']), { code: 0, stdout: 'Not signed in: nothing to forget.\n', stderr: '' });
});

test('a second login revokes the token of the first', async (t) => {
  const { cli } = await serveInstallation(t);
  await cli.run(['login']);
  const { token } = JSON.parse(readFileSync(cli.loginFile, 'utf8')) as Kept;
  await cli.run(['login']);
  assert.equal((await cli.run(['token', 'list', '--json'])).stdout.split('"uuid"').length - 1, 1);
  assert.equal((await cli.run(['policy', 'show'], { password: token })).code, 2);
});

test('a token given as the password is kept as it is, and logout leaves it alone', async (t) => {
  const { cli, secretOfFirstToken } = await serveInstallation(t);
  const developer = { username: 'developer', password: secretOfFirstToken };
  assert.equal((await cli.run(['login'], developer)).code, 0);
  assert.equal((JSON.parse(readFileSync(cli.loginFile, 'utf8')) as Kept).token, secretOfFirstToken);
  assert.match((await cli.run(['logout'])).stdout, /its token is yours and goes on working/);
  assert.equal((await cli.run(['policy', 'show'], developer)).code, 0);
});

test('a token that was revoked elsewhere asks for a new login, and can be logged out', async (t) => {
  const { cli, server } = await serveInstallation(t);
  await cli.run(['login']);
  await cli.run(['token', 'revoke', 'pullgate CLI on test-host']);
  assert.match((await cli.runBare(['policy', 'show'])).stderr, /^pullgate: cannot sign in at .* as owner \(.*\): run pullgate login again\n$/);
  assert.equal((await cli.runBare(['logout'])).stdout, `Signed out of ${server} (owner): its token had ended already.\n`);
});

test('the stored token goes to no other server', async (t) => {
  const { cli, server } = await serveInstallation(t);
  await cli.run(['login']);
  const elsewhere = server.replace('127.0.0.1', 'localhost');
  assert.match((await cli.runBare(['policy', 'show', '--server', elsewhere])).stderr, /^pullgate: not signed in at http:\/\/localhost:/);
});

test('a login that others can read, and a damaged one, are refused', async (t) => {
  const cli = openCommandLine(t);
  mkdirSync(dirname(cli.loginFile), { recursive: true });
  writeFileSync(cli.loginFile, JSON.stringify({ server: 'http://127.0.0.1:1', username: 'owner', token: 't', token_id: null }));
  chmodSync(cli.loginFile, 0o644);
  assert.deepEqual(await cli.run(['policy', 'show']), { code: 2, stdout: '', stderr: `pullgate: ${cli.loginFile} holds a token and others may read it: run chmod 600 ${cli.loginFile}\n` });
  chmodSync(cli.loginFile, 0o600);
  writeFileSync(cli.loginFile, '{"server":');
  assert.deepEqual(await cli.run(['policy', 'show']), { code: 2, stdout: '', stderr: `pullgate: ${cli.loginFile} is damaged: remove it and run pullgate login\n` });
});

test('an account with a second factor signs in with its code, and is told so where nobody can be asked', async (t) => {
  const { cli, as, clock } = await serveInstallation(t);
  const app = await switchOn(await as('owner'), clock);
  const refused = await cli.run(['policy', 'show']);
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /second factor: give its code with pullgate login --code, or a personal access token/);
  assert.equal((await cli.run(['login', '--code', '000000'])).code, 2);
  clock.nowMs += 30_000;
  assert.deepEqual(await cli.run(['login', '--code', app.codeAt(clock.nowMs)]).then(({ code, stderr }) => [code, stderr]), [0, '']);
  assert.match((JSON.parse(readFileSync(cli.loginFile, 'utf8')) as Kept).token, /^pgt_pat_/);
});
