import assert from 'node:assert/strict';
import test from 'node:test';
import { generateSigningKey } from '../identity/signing-key.ts';
import { createUploadSessions } from './upload-session.ts';
import type { UploadOwner } from './upload-session.ts';

const upload = 'https://registry-1.docker.io/v2/acme/app/blobs/uploads/0123?_state=abc%3D%3D&x=1';
const owner: UploadOwner = { token: { subjectKind: 'user', subjectId: 'u1' }, resource: { registry: 'docker.io', repository: 'acme/app' } };
const key = await generateSigningKey('gateway');
const sessions = createUploadSessions(key);

test('what was sealed comes back to the letter, in every process with the same key', () => {
  const session = sessions.seal(upload, owner);
  assert.match(session, /^[A-Za-z0-9_-]+$/);
  assert.ok(!Buffer.from(session, 'base64url').includes('docker.io'));
  assert.equal(createUploadSessions(key).open(session, owner), upload);
  assert.notEqual(sessions.seal(upload, owner), session);
});

const others: Readonly<Record<string, UploadOwner>> = {
  'another person': { ...owner, token: { subjectKind: 'user', subjectId: 'u2' } },
  'a robot of the same id': { ...owner, token: { subjectKind: 'organization-token', subjectId: 'u1' } },
  'another repository': { ...owner, resource: { registry: 'docker.io', repository: 'acme/other' } },
  'another registry': { ...owner, resource: { registry: 'ghcr.io', repository: 'acme/app' } },
};

for (const [name, other] of Object.entries(others)) {
  test(`${name} has no use for it`, () => {
    assert.equal(sessions.open(sessions.seal(upload, owner), other), undefined);
  });
}

test('what was changed, cut, made up or sealed elsewhere does not open', async () => {
  const session = sessions.seal(upload, owner);
  const bytes = Buffer.from(session, 'base64url');
  for (let at = 0; at < bytes.length; at += 7) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    assert.equal(sessions.open(changed.toString('base64url'), owner), undefined);
  }
  for (const made of ['', 'x', session.slice(0, -4), session.slice(0, 30), 'A'.repeat(200)]) assert.equal(sessions.open(made, owner), undefined);
  assert.equal(createUploadSessions(await generateSigningKey('gateway')).open(session, owner), undefined);
});
