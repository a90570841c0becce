// What of the form of a connection is sent.
import assert from 'node:assert/strict';
import test from 'node:test';
import { changeOf, differencesOf, draftOf, problemsOf, rebaseDraft, withoutEmptyRows, wordsOf, type WrittenConnection } from './connection-draft.ts';

const connection: WrittenConnection = {
  issuer: 'https://login.acme.example',
  client_id: 'pullgate',
  scopes: ['profile', 'email'],
  group_claim: 'groups',
  group_mapping: [{ group: 'dev', team: 'backend' }],
  default_role: 'member',
  domains: ['acme.example'],
  link_by_email: false,
  external_id_claim: null,
  enabled: true,
  enforced: true,
  password_owners: ['owner'],
};

test('what was not touched is not sent, and the secret only where one was typed or removed', () => {
  const draft = draftOf(connection);
  assert.deepEqual(changeOf(connection, draft), {});
  assert.deepEqual(changeOf(connection, { ...draft, isEnforced: false }), { enforced: false });
  assert.deepEqual(changeOf(connection, { ...draft, clientSecret: 'new' }), { client_secret: 'new' });
  assert.deepEqual(changeOf(connection, { ...draft, clientSecret: 'new', isSecretRemoved: true }), { client_secret: null });
  assert.deepEqual(changeOf(connection, { ...draft, domains: 'acme.example, acme.test\n' }), { domains: ['acme.example', 'acme.test'] });
  assert.deepEqual(changeOf(connection, { ...draft, externalIdClaim: ' oid ' }), { external_id_claim: 'oid' });
});

test('a new connection sends what was written, and leaves the rest to the server', () => {
  assert.deepEqual(changeOf(null, { ...draftOf(null), issuer: ' https://login.acme.example ', clientId: 'pullgate' }), { issuer: 'https://login.acme.example', client_id: 'pullgate' });
});

test('rows of the mapping without a word in them are left out; those of a group alone are the server to judge', () => {
  const rows = [{ key: 0, group: '', role: '' as const, team: ' ' }, { key: 1, group: ' dev ', role: 'editor' as const, team: '' }, { key: 2, group: 'ops', role: '' as const, team: '' }];
  assert.deepEqual(withoutEmptyRows(rows).map(({ key }) => key), [1, 2]);
  assert.deepEqual(changeOf(connection, { ...draftOf(connection), mapping: rows }), { group_mapping: [{ group: 'dev', role: 'editor' }, { group: 'ops' }] });
});

test('what another owner saved in between is kept, and so is what was typed here', () => {
  const theirs: WrittenConnection = { ...connection, domains: ['acme.test'], client_id: 'another' };
  const draft = { ...draftOf(connection), clientId: 'typed', isEnforced: false };
  const rebased = rebaseDraft(draft, { from: connection, to: theirs });
  assert.deepEqual(changeOf(theirs, rebased), { client_id: 'typed', enforced: false });
  assert.deepEqual(differencesOf(connection, theirs), ['client_id', 'domains']);
  assert.equal(rebaseDraft(draft, { from: connection, to: null }).issuer, '', 'a connection that was removed');
});

test('the problem of an entry of a list says which', () => {
  assert.deepEqual(problemsOf({ domains: ['is empty'], 'domains.1': ['must be a domain'], issuer: ['is missing'] }, 'domains', wordsOf('a.example b')), ['is empty', 'b must be a domain']);
});
