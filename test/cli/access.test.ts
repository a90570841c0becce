// Sessions, SCIM tokens, lost passwords, lost links and webhooks that were switched off, on the command line with a real server.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { openBrowser } from '../admin/browser.ts';
import { identityProvider, withToken } from '../admin/identity-provider.ts';
import { password } from '../admin/installation.ts';
import { type ServedInstallation, serveInstallation } from './serve-installation.ts';

async function open(t: TestContext): Promise<ServedInstallation & { readonly done: (...words: readonly string[]) => Promise<string>; readonly refused: (...words: readonly string[]) => Promise<string> }> {
  const served = await serveInstallation(t, { withSecondOrganization: false });
  return {
    ...served,
    done: async (...words) => {
      const { code, stdout, stderr } = await served.cli.run(words);
      assert.deepEqual({ code, stderr }, { code: 0, stderr: '' }, words.join(' '));
      return stdout;
    },
    refused: async (...words) => {
      const { code, stdout, stderr } = await served.cli.run(words);
      assert.deepEqual({ code, stdout }, { code: 2, stdout: '' }, words.join(' '));
      return stderr;
    },
  };
}

test('sessions are listed and ended: one, all of one\'s own, all of a member', async (t) => {
  const installation = await open(t);
  const { done, refused } = installation;
  assert.equal(await done('session', 'list'), 'owner has no sessions.\n');
  const browsers = await Promise.all([1, 2, 3].map(() => openBrowser(installation, 'owner')));
  const stillIn = async () => (await Promise.all(browsers.map(async (browser) => (await browser.send('GET', '/v2/user')).status))).filter((status) => status === 200).length;
  assert.match(await done('session', 'list'), /^ID +BY +SINCE +LAST SEEN +ENDS +FROM +CLIENT\n(?:[0-9a-f-]{36} +password +20.*\n){3}$/);
  const { sessions } = JSON.parse(await done('session', 'list', '--json')) as { readonly sessions: readonly { readonly id: string }[] };
  const [first] = sessions;
  assert.equal(await done('session', 'end', first?.id ?? ''), `The session ${first?.id} is over.\n`);
  assert.equal(await stillIn(), 2);
  assert.match(await refused('session', 'end', first?.id ?? ''), /^pullgate: session not found/);
  assert.equal(await done('session', 'end', '--all'), 'Every session of owner is over.\n');
  assert.equal(await stillIn(), 0);

  const member = await openBrowser(installation, 'editor');
  assert.deepEqual(JSON.parse(await done('session', 'end', '--member', 'editor', '--json')), { organization: 'acme', member: 'editor', ended: 'all' });
  assert.equal((await member.send('GET', '/v2/user')).status, 401);
  for (const words of [[], ['--all', '--member', 'editor'], ['some-id', '--all']]) assert.match(await refused('session', 'end', ...words), /^pullgate: say which: the id of one/);
});

test('a SCIM token is made, shown once, seen in use, and revoked', async (t) => {
  const installation = await open(t);
  const { done, refused } = installation;
  assert.equal(await done('scim-token', 'list'), 'acme has no SCIM tokens: make one with pullgate scim-token create.\n');
  const made = await done('scim-token', 'create');
  const [, id = '', base = '', token = ''] = /^Made the SCIM token (\S+) of acme\. Enter at the identity provider\n\n {2}base URL {2}(http\S+\/v2\/scim\/2\.0)\n {2}token {5}(\S+)\n\nKeep the token now, it is not shown again\.\n$/.exec(made) ?? assert.fail(made);
  assert.match(await done('scim-token', 'list'), new RegExp(`^ID +BY +CREATED +LAST USED\n${id} +owner +20\\S+ \\S+ +never\n$`));
  const send = withToken(installation, token);
  assert.equal((await send('GET', '/Users')).status, 200);
  const listed = JSON.parse(await done('scim-token', 'list', '--json')) as { readonly base_url: string; readonly tokens: readonly { readonly id: string }[] };
  assert.deepEqual([listed.base_url, listed.tokens.map((each) => each.id)], [base, [id]]);
  assert.equal(await done('scim-token', 'revoke', id), `Revoked the SCIM token ${id}.\n`);
  assert.equal((await send('GET', '/Users')).status, 401);
  assert.match(await refused('scim-token', 'revoke', id), /^pullgate: SCIM token not found/i);
  await identityProvider(installation);
  await identityProvider(installation);
  assert.match(await refused('scim-token', 'create'), /two/);
});

test('a member gets another password, which is shown once, and the members go into a file', async (t) => {
  const { done, refused, cli, server } = await open(t);
  const told = await done('member', 'reset-password', 'editor', '--remove-totp');
  const [, made = ''] = /^editor has another password\. Hand it over now, it is not shown again:\n\n {2}(\S+)\n$/.exec(told) ?? assert.fail(told);
  const listed = await cli.start(['org', 'list', '--server', server, '--username', 'editor'], { env: { PULLGATE_PASSWORD: made } });
  assert.match(listed.stdout, /^acme +editor$/m);
  assert.equal((await cli.start(['org', 'list', '--server', server, '--username', 'editor'], { env: { PULLGATE_PASSWORD: password } })).code, 2);
  assert.match(await refused('member', 'reset-password', 'second-owner'), /owner/);
  assert.match(await done('member', 'export'), /^Name,Username,Email,Type,Permission,Teams,Date Joined\r?\n/);
});

test('an invitation gets another link, and the one before is dead', async (t) => {
  const { done, refused, anonymous } = await open(t);
  const linkIn = (text: string) => /\n {2}(http\S+)\n/.exec(text)?.[1] ?? assert.fail(text);
  const first = linkIn(await done('invite', 'send', 'jane'));
  const told = await done('invite', 'resend', 'JANE', '--link');
  assert.match(told, /^jane: hand over this link, it is not shown again:\n/);
  const status = async (link: string) => (await anonymous('GET', `/v2/invites/token/${link.split('/').at(-1) ?? ''}`)).status;
  assert.deepEqual([await status(first), await status(linkIn(told))], [404, 200]);
  assert.match(await refused('invite', 'resend', 'jane'), /sends no mail/);
  assert.match(await refused('invite', 'resend', 'nobody'), /nobody called nobody is invited/);
});

test('a webhook is switched off and on, and changes what it tells of and signs with', async (t) => {
  const { done, refused } = await open(t);
  const { id, url, secret } = JSON.parse(await done('webhook', 'create', 'https://hooks.example.com/x', '--json')) as { readonly id: string; readonly url: string; readonly secret: string };
  assert.equal(await done('webhook', 'update', id, '--no-active'), `The webhook ${id} is off, and tells ${url} of denial.\n`);
  const told = await done('webhook', 'update', id, '--active', '--event', 'activity', '--rotate-secret', '--description', 'for the auditors');
  const [, other] = new RegExp(`^The webhook ${id} is on, and tells ${url} of activity\\.\nIt signs with this secret from now on, [^\n]+:\n\n {2}(pgt_whs_\\S+)\n$`).exec(told) ?? assert.fail(told);
  assert.notEqual(other, secret);
  assert.deepEqual((({ active, description }: { readonly active: boolean; readonly description: string }) => ({ active, description }))(JSON.parse(await done('webhook', 'update', id, '--active', '--json')) as never), { active: true, description: 'for the auditors' });
  assert.match(await refused('webhook', 'update', id), /nothing is to be changed/);
  assert.match(await refused('webhook', 'update', 'none', '--active'), /see pullgate webhook list/);
});

test('the export of members is written to the file that is named', async (t) => {
  const { cli } = await open(t);
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-members-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'members.csv');
  const { code, stderr } = await cli.run(['member', 'export', '--output', file]);
  assert.deepEqual([code, stderr], [0, `Written: ${file}\n`]);
  assert.match(readFileSync(file, 'utf8'), /second-owner/);
});
