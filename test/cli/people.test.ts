// Members, teams and invitations on the command line, with a real server.
import assert from 'node:assert/strict';
import test from 'node:test';
import { password } from '../admin/installation.ts';
import { serveInstallation } from './serve-installation.ts';

test('people are invited, accept with the link, change role, join a team and leave', async (t) => {
  const { cli, server } = await serveInstallation(t, { withSecondOrganization: false });
  const done = async (...words: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await cli.run(words);
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' }, words.join(' '));
    return stdout;
  };
  assert.equal(await done('team', 'create', 'backend', '--description', 'the server'), 'Made the team backend of acme.\n');
  const sent = await done('invite', 'send', 'jane@acme.example', 'developer', 'no one', '--team', 'backend', '--role', 'editor');
  const link = /\n {2}(http\S+)\n/.exec(sent)?.[1] ?? assert.fail(sent);
  assert.match(sent, /^jane@acme\.example: hand over this link, it is not shown again:\n {2}http\S+\ndeveloper: is a member already\nno one: is neither a user name nor an e-mail address\n$/);
  assert.match(await done('invite', 'list'), /jane@acme\.example +editor +backend +owner /);
  const accepted = await cli.start(['invite', 'accept', link, '--new-account', 'jane', '--server', server], { env: { PULLGATE_PASSWORD: password } });
  assert.deepEqual(accepted, { code: 0, stdout: 'jane is editor of acme now.\n', stderr: '' });
  assert.equal(await done('invite', 'list'), 'acme has no open invitations.\n');
  assert.match(await done('team', 'members', 'backend'), /^jane +editor/m);
  assert.equal(await done('team', 'remove', 'backend', 'jane'), 'Not in the team backend of acme any more: jane.\n');
  assert.equal(await done('team', 'add', 'backend', 'jane', 'developer'), 'In the team backend of acme now: jane, developer.\n');
  assert.match(await done('team', 'list'), /^backend +2 +the server$/m);
  assert.equal(await done('member', 'set-role', 'jane', 'member'), 'jane is member of acme now.\n');
  assert.match(await done('member', 'list', '--search', 'jane'), /^jane +member +backend/m);
  assert.equal(await done('member', 'remove', 'jane'), 'jane is no member of acme any more.\n');
  await done('invite', 'send', 'joe');
  assert.equal(await done('invite', 'cancel', 'JOE'), 'Cancelled the invitation of joe.\n');
  assert.equal(await done('team', 'delete', 'backend'), 'The team backend of acme is gone.\n');
  assert.deepEqual(JSON.parse(await done('team', 'list', '--json')), { organization: 'acme', teams: [] });
  const { code, stderr } = await cli.run(['invite', 'cancel', 'joe']);
  assert.deepEqual([code, /nobody called joe is invited/.test(stderr)], [2, true]);
});
