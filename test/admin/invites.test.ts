// Invitations by link, through the API: sent, shown, accepted, declined, expired.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { InviteMail } from '../../src/admin/invites/invites.port.ts';
import { type Send, openInstallation, origin, password } from './installation.ts';

const bulk = '/v2/invites/bulk';
const dayMs = 86_400_000;

interface Sent {
  readonly invitee: string;
  readonly status: string;
  readonly invite?: { readonly id: string; readonly role: string; readonly team: string; readonly expires_at: string; readonly mail: InviteMail; readonly link?: string };
}

async function invite(send: Send, body: object): Promise<readonly Sent[]> {
  const { status, json, text } = await send('POST', bulk, { org: 'acme', ...body });
  assert.equal(status, 202, text);
  return (json as unknown as { invitees: Sent[] }).invitees;
}

async function linkOf(send: Send, invitee: string, more: object = {}): Promise<{ readonly id: string; readonly token: string; readonly link: string }> {
  const [sent] = await invite(send, { invitees: [invitee], ...more });
  const link = sent?.invite?.link ?? assert.fail('no link');
  return { id: sent?.invite?.id ?? '', link, token: link.slice(link.lastIndexOf('/') + 1) };
}

test('each invitee gets a status, an open invitation and a link, as the Terraform provider asks', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  const sent = await invite(owner, { team: '', invitees: ['carol@acme.example', 'dave', 'editor', 'EDITOR@acme.example', 'no one', 'x@y', 'Dave'], role: 'editor', dry_run: false });
  assert.deepEqual(sent.map(({ invitee, status }) => [invitee, status]), [
    ['carol@acme.example', 'invited'],
    ['dave', 'invited'],
    ['editor', 'existing_org_member'],
    ['EDITOR@acme.example', 'existing_org_member'],
    ['no one', 'invalid_email_or_docker_id'],
    ['x@y', 'invalid_email_or_docker_id'],
  ]);
  const { id, link, ...rest } = sent[0]?.invite ?? assert.fail();
  assert.match(link ?? '', new RegExp(`^${origin}/invite/pgt_inv_[0-9A-Za-z]{42}$`));
  assert.deepEqual(rest, {
    inviter_username: 'owner', invitee: 'carol@acme.example', org: 'acme', team: '', role: 'editor',
    created_at: '2026-11-21T12:00:00.000000Z', expires_at: '2026-11-28T12:00:00.000000Z', mail: 'none', mail_problem: '',
  });
  const listed = await owner('GET', '/v2/orgs/acme/invites');
  assert.doesNotMatch(listed.text, /pgt_inv_/, 'the link is shown once');
  assert.deepEqual((listed.json as unknown as { data: object[] }).data[0], { id, ...rest });
  assert.equal((await owner('DELETE', `/v2/invites/${id}`)).status, 204);
  assert.deepEqual([(await owner('DELETE', `/v2/invites/${id}`)).status, (await owner('GET', '/v2/orgs/acme/invites')).text.includes(id)], [404, false]);
});

test('a dry run says the same and invites nobody; a role is member unless given', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  assert.deepEqual(await invite(owner, { invitees: ['dave', 'editor', '@'], dry_run: true }), [
    { invitee: 'dave', status: 'invited' },
    { invitee: 'editor', status: 'existing_org_member' },
    { invitee: '@', status: 'invalid_email_or_docker_id' },
  ]);
  assert.deepEqual((await owner('GET', '/v2/orgs/acme/invites')).json, { data: [] });
  assert.equal((await invite(owner, { invitees: ['dave'] }))[0]?.invite?.role, 'member');
});

test('whoever has an account here is invited like whoever has none', async (t) => {
  const { as } = await openInstallation(t);
  const answers = (await invite(await as('owner'), { invitees: ['stranger', 'nobody-yet'] })).map((sent) => JSON.stringify({ ...sent, invitee: '', invite: { ...sent.invite, id: '', invitee: '', link: '' } }));
  assert.equal(answers[0], answers[1]);
});

test('an e-mail invitee makes an account with the link, once, and is in the role and the team', async (t) => {
  const { as, anonymous } = await openInstallation(t);
  const owner = await as('owner');
  await owner('POST', '/v2/orgs/acme/groups', { name: 'Backend' });
  const { token, link } = await linkOf(owner, 'carol@acme.example', { role: 'editor', team: 'backend' });
  assert.equal(new URL(link).pathname, `/invite/${token}`);
  const offer = await anonymous('GET', `/v2/invites/token/${token}`);
  assert.deepEqual(offer.json, { org: 'acme', invitee: 'carol@acme.example', inviter_username: 'owner', role: 'editor', team: 'Backend', expires_at: '2026-11-28T12:00:00.000000Z', accept_by: 'either' });

  const missing = await anonymous('POST', '/v2/invites/register', { token, password });
  assert.deepEqual([missing.status, Object.keys(missing.json.fields)], [400, ['username']]);
  const wrong = await anonymous('POST', '/v2/invites/register', { token, username: 'Carol Danvers', password: 'short' });
  assert.deepEqual([wrong.status, Object.keys(wrong.json.fields)], [400, ['username', 'password']]);
  const taken = await anonymous('POST', '/v2/invites/register', { token, username: 'stranger', password });
  assert.equal(taken.status, 409);
  const made = await anonymous('POST', '/v2/invites/register', { token: link, username: 'carol', password, full_name: 'Carol' });
  assert.deepEqual([made.status, made.json], [201, { org: 'acme', username: 'carol', role: 'editor' }]);
  assert.equal((await anonymous('POST', '/v2/users/login', { username: 'carol', password })).status, 200);
  const [listed] = (await owner('GET', '/v2/orgs/acme/members?search=carol')).json.results;
  assert.deepEqual([listed?.email, listed?.full_name, listed?.role, listed?.groups], ['carol@acme.example', 'Carol', 'Editor', ['Backend']]);

  for (const [path, body] of [['register', { token, username: 'carol2', password }], ['decline', { token }]] as const) {
    const again = await anonymous('POST', `/v2/invites/${path}`, body);
    assert.deepEqual([again.status, /^invitation not found: /.test(again.json.detail)], [404, true], path);
  }
});

test('the log names who came with an invitation, and never its secret', async (t) => {
  const { as, anonymous, store } = await openInstallation(t);
  const owner = await as('owner');
  const { token } = await linkOf(owner, 'carol@acme.example');
  await anonymous('POST', '/v2/invites/register', { token, username: 'carol', password });
  const { text, json } = await owner('GET', '/v2/auditlogs/acme');
  const logs = (json as unknown as { logs: { action: string; actor: string; name: string }[] }).logs.map(({ action, actor, name }) => `${actor} ${action} ${name}`);
  for (const line of ['owner org.member.invite.send carol@acme.example', 'carol org.member.invite.accept carol', 'carol org.member.add carol']) assert.ok(logs.includes(line), line);
  assert.ok(!text.includes(token));
  assert.equal((await store.listInvites('acme')).length, 0);
});

test('a person with an account accepts signed in, as that person and no other', async (t) => {
  const { as, anonymous } = await openInstallation(t);
  const { token } = await linkOf(await as('owner'), 'Stranger', { role: 'editor' });
  assert.equal((await anonymous('GET', `/v2/invites/token/${token}`)).json.accept_by, 'sign-in');
  assert.equal((await anonymous('POST', '/v2/invites/accept', { token })).status, 401);
  const other = await (await as('developer'))('POST', '/v2/invites/accept', { token });
  assert.deepEqual([other.status, other.json.detail], [403, 'the invitation is for `Stranger`: sign in as that person']);
  const asNew = await anonymous('POST', '/v2/invites/register', { token, password });
  assert.deepEqual([asNew.status, asNew.json.detail], [409, '`stranger` has an account: sign in as that person and accept']);
  const stranger = await as('stranger');
  const accepted = await stranger('POST', '/v2/invites/accept', { token });
  assert.deepEqual([accepted.status, accepted.json], [200, { org: 'acme', username: 'stranger', role: 'editor' }]);
  assert.deepEqual((await stranger('GET', '/v2/user/orgs')).json.results.map(({ orgname, user_role }) => [orgname, user_role]), [['acme', 'Editor'], ['globex', 'Owner']]);
  assert.equal((await stranger('POST', '/v2/invites/accept', { token })).status, 404);
});

test('a name that nobody has here becomes an account of that name alone', async (t) => {
  const { as, anonymous } = await openInstallation(t);
  const { token } = await linkOf(await as('owner'), 'Dave');
  const other = await anonymous('POST', '/v2/invites/register', { token, username: 'mallory', password });
  assert.equal(other.status, 400);
  assert.equal((await anonymous('POST', '/v2/invites/register', { token, password })).json.username, 'dave');
});

test('a member who follows a link for an address keeps the role', async (t) => {
  const { as } = await openInstallation(t);
  const { token } = await linkOf(await as('owner'), 'other-address@acme.example', { role: 'owner' });
  const { status, json } = await (await as('developer'))('POST', '/v2/invites/accept', { token });
  assert.deepEqual([status, json.role], [200, 'member']);
});

test('an invitation that is over says so and what to do, and a new link brings it back', async (t) => {
  const { as, anonymous, clock } = await openInstallation(t);
  const { id, token } = await linkOf(await as('owner'), 'carol@acme.example');
  clock.nowMs += 7 * dayMs;
  for (const send of [() => anonymous('GET', `/v2/invites/token/${token}`), () => anonymous('POST', '/v2/invites/register', { token, username: 'carol', password }), async () => (await as('developer'))('POST', '/v2/invites/accept', { token })]) {
    const { status, json, text } = await send();
    assert.deepEqual([status, json.detail], [409, 'the invitation into acme expired at 2026-11-28T12:00:00.000Z: ask `owner` to send it again']);
    assert.doesNotMatch(text, /not found/i);
  }
  const owner = await as('owner');
  const renewed = await owner('POST', `/v2/invites/${id}/link`);
  assert.deepEqual([renewed.status, renewed.json.expires_at], [201, '2026-12-05T12:00:00.000000Z']);
  assert.equal((await anonymous('GET', `/v2/invites/token/${token}`)).status, 404, 'the earlier link is dead');
  const link = renewed.json.link;
  assert.equal((await anonymous('POST', '/v2/invites/register', { token: link, username: 'carol', password })).status, 201);
});

test('whoever is invited again has one invitation, and the last link counts', async (t) => {
  const { as, anonymous } = await openInstallation(t);
  const owner = await as('owner');
  const first = await linkOf(owner, 'carol@acme.example', { role: 'owner' });
  const second = await linkOf(owner, 'CAROL@acme.example');
  assert.equal(second.id, first.id);
  assert.equal((await anonymous('GET', `/v2/invites/token/${first.token}`)).status, 404);
  assert.equal((await anonymous('GET', `/v2/invites/token/${second.token}`)).json.role, 'member');
});

test('the invitee may decline, without signing in', async (t) => {
  const { as, anonymous } = await openInstallation(t);
  const owner = await as('owner');
  const { token } = await linkOf(owner, 'carol@acme.example');
  assert.equal((await anonymous('POST', '/v2/invites/decline', { token })).status, 204);
  assert.deepEqual((await owner('GET', '/v2/orgs/acme/invites')).json, { data: [] });
});

test('only owners of the organization invite, list, cancel and renew; for others it is not there', async (t) => {
  const { as } = await openInstallation(t);
  const { id } = await linkOf(await as('owner'), 'carol@acme.example');
  for (const [name, status] of [['editor', 403], ['developer', 403], ['stranger', 404]] as const) {
    const send = await as(name);
    assert.equal((await send('POST', bulk, { org: 'acme', invitees: ['dave'] })).status, status, name);
    assert.equal((await send('GET', '/v2/orgs/acme/invites')).status, status, name);
    assert.equal((await send('DELETE', `/v2/invites/${id}`)).status, status, name);
    assert.equal((await send('PATCH', `/v2/invites/${id}/resend`)).status, status, name);
    assert.equal((await send('POST', `/v2/invites/${id}/link`)).status, status, name);
  }
  const unknown = await (await as('stranger'))('POST', bulk, { org: 'nowhere', invitees: ['dave'] });
  assert.deepEqual(unknown.json.detail, (await (await as('stranger'))('POST', bulk, { org: 'acme', invitees: ['dave'] })).json.detail);
});

test('a request with anything wrong invites nobody', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  for (const [body, fields] of [
    [{}, ['org', 'invitees']],
    [{ org: 'acme', invitees: [] }, ['invitees']],
    [{ org: 'acme', invitees: ['dave'], role: 'admin', dry_run: 'no' }, ['role', 'dry_run']],
    [{ org: 'acme', invitees: Array.from({ length: 201 }, (_, number) => `p-${number}`) }, ['invitees']],
    [{ org: 'acme', invitees: ['dave', 'carol@acme.example'], team: 'nobodys' }, ['team']],
  ] as const) {
    const { status, json, text } = await owner('POST', bulk, body);
    assert.deepEqual([status, Object.keys(json.fields)], [400, fields]);
    assert.doesNotMatch(text, /not found/i);
  }
  assert.deepEqual((await owner('GET', '/v2/orgs/acme/invites')).json, { data: [] });
});

test('without a mail server nothing is resent by mail, and the answer says what to do', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  const { id } = await linkOf(owner, 'carol@acme.example');
  const { status, json } = await owner('PATCH', `/v2/invites/${id}/resend`);
  assert.deepEqual([status, json.detail], [409, 'the server sends no mail: make a new link at /v2/invites/{id}/link and hand it over']);
});

test('what is no link of an invitation is not found', async (t) => {
  const { anonymous } = await openInstallation(t);
  for (const token of ['x', 'pgt_inv_', `pgt_inv_${'0'.repeat(42)}`, '%00', 'pgt_pat_1']) {
    const { status, json } = await anonymous('GET', `/v2/invites/token/${token}`);
    assert.deepEqual([status, json.detail.startsWith('invitation not found')], [404, true], token);
  }
});
